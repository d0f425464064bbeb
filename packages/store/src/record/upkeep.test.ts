import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { TODAY } from '@beatbook/testkit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openReader, openStore } from '../open.ts'
import { accept, actionAt, anUpdateOf, at, by, everything, harbour } from '../testing.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
  file = join(folder, 'record.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = () => openStore({ url: `sqlite:${file}`, now: () => at(0), today: () => TODAY })

/** The newest entry in the database file itself, without its WAL. */
const inFileAlone = (): number => {
  const copy = join(folder, 'alone.db')
  copyFileSync(file, copy)
  const database = new DatabaseSync(copy)
  const position = Number(database.prepare('select max(position) as last from event').get()?.last)
  database.close()
  for (const each of ['', '-wal', '-shm']) rmSync(copy + each, { force: true })
  return position
}

test('what is committed is in the file itself within seconds, while the record is open', async () => {
  const store = await open()
  const { position } = await accept(store, harbour({ ref: '1' }, { ref: '2' }))
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(0)
  while (inFileAlone() !== position) await new Promise((resolve) => setTimeout(resolve, 100))
  const outcome = await store.commands.run(
    'record-update',
    anUpdateOf((await actionAt(store, 'harbour/1')).id),
    by('ada'),
  )
  while (inFileAlone() !== (outcome.ok && outcome.value.position))
    await new Promise((resolve) => setTimeout(resolve, 100))
  await store.close()
})

test('a reader beside the record sees what is committed and can be closed by itself', async () => {
  const store = await open()
  await accept(store, harbour({ ref: '1' }, { ref: '2' }))
  const reader = openReader({ url: `sqlite:${file}`, today: () => TODAY, submit: store.submit })
  expect(await reader.actions.list(everything)).toEqual(await store.actions.list(everything))
  expect((await reader.plans.list()).map((plan) => plan.code)).toEqual(['harbour'])
  await reader.close()
  expect((await store.actions.list(everything)).count).toBe(2)
  await store.close()
})

/** How many locks processes hold on a file, on Linux. */
const locksOn = (path: string): number => {
  const { ino } = statSync(path)
  return readFileSync('/proc/locks', 'utf8')
    .split('\n')
    .filter((line) => line.includes(`:${ino} `)).length
}

test.skipIf(!existsSync('/proc/locks'))('the database stays locked against other programs', async () => {
  const store = await open()
  await accept(store, harbour({ ref: '1' }, { ref: '2' }))
  // Without that lock another program that closes the database deletes its WAL. Long enough for the thread
  // beside the writer to have looked at the file twice.
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  expect(locksOn(file)).toBeGreaterThan(0)
  await store.close()
  expect(locksOn(file)).toBe(0)
})

test('a check finds damage, in a thread of its own', async () => {
  const store = await open()
  await accept(store, harbour({ ref: '1' }, { ref: '2' }))
  expect(store.condition().quickCheck).toBeNull()
  await store.checkFile()
  expect(store.condition().quickCheck).toEqual({ at: at(0), complaints: [] })
  await store.close()
})

test.each([
  ['the database and what is beside it', ['', '-wal', '-shm']],
  ['the log', ['-wal']],
])('nothing is acknowledged once %s is deleted', async (_, deleted) => {
  const store = await open()
  await accept(store, harbour({ ref: '1' }, { ref: '2' }))
  const { id } = await actionAt(store, 'harbour/1')
  for (const each of deleted) rmSync(file + each)
  const first = store.commands.run('record-update', anUpdateOf(id), by('ada'))
  await expect(first).rejects.toMatchObject({ refusal: { code: 'storage-failed' } })
  expect(store.condition().place).toBe('moved')
  await store.close()
})
