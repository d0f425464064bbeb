import {
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { RefusalError } from '@beatbook/domain'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore, type Store } from '../open.ts'
import { accept, actionAt, anUpdateOf, at, by, everything, harbour } from '../testing.ts'

let folder: string
let file: string
let store: Store
let id: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
  file = join(folder, 'record.db')
  store = await openStore({ url: `sqlite:${file}`, now: () => at(0), thread: false })
  await accept(store, harbour({ ref: '1' }, { ref: '2' }))
  id = (await actionAt(store, 'harbour/1')).id
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The refusal of a failed write or read. */
const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  return error instanceof RefusalError ? error.refusal : error
}
const write = () => store.commands.run('record-update', anUpdateOf(id), by('ada'))

describe('a record whose storage fails', () => {
  test('quickly refuses a write while another program has the lock, and works again when it is free', async () => {
    const other = new DatabaseSync(file)
    other.exec('begin immediate')
    const began = performance.now()
    expect(await refusalOf(write())).toEqual({ code: 'storage-busy', args: { seconds: 2 } })
    expect(performance.now() - began).toBeLessThan(3_000)
    expect((await store.actions.list(everything)).count).toBe(2)
    other.exec('rollback')
    other.close()
    expect(await write()).toMatchObject({ ok: true })
  })

  test('refuses what it cannot read once the file is truncated, and the process survives', async () => {
    await store.close()
    store = await openStore({ url: `sqlite:${file}`, now: () => at(0), thread: false })
    truncateSync(file, 4_096)
    const answers = await Promise.all([
      refusalOf(store.actions.list(everything)),
      refusalOf(store.plans.list()),
      refusalOf(store.actions.history('harbour/1')),
      refusalOf(store.documents.list()),
      refusalOf(write()),
    ])
    expect(answers).toContainEqual({ code: 'storage-failed', args: {} })
    expect(
      answers.filter((answer) => answer !== null && (answer as { code: string }).code !== 'storage-failed'),
    ).toEqual([])
  })

  test('refuses what it cannot read once its WAL is truncated, and the process survives', async () => {
    await write()
    expect(existsSync(`${file}-wal`)).toBe(true)
    truncateSync(`${file}-wal`, 0)
    const answers = await Promise.all([
      refusalOf(store.actions.list(everything)),
      refusalOf(store.actions.history('harbour/1')),
      refusalOf(write()),
    ])
    expect(
      answers.filter((answer) => answer !== null && (answer as { code: string }).code !== 'storage-failed'),
    ).toEqual([])
  })

  test('refuses to read a page that was overwritten', async () => {
    await store.close()
    const bytes = readFileSync(file)
    for (let page = 1; page < bytes.length / 4_096; page++) bytes.fill(0x5a, page * 4_096, (page + 1) * 4_096)
    writeFileSync(file, bytes)
    store = await openStore({ url: `sqlite::memory:`, now: () => at(0), thread: false })
    expect(await refusalOf(openStore({ url: `sqlite:${file}`, now: () => at(0), thread: false }))).toEqual({
      code: 'storage-failed',
      args: {},
    })
  })

  test('refuses a file that is not a database', async () => {
    await store.close()
    const descriptor = openSync(file, 'w')
    writeSync(descriptor, 'This is a letter, not a database.'.repeat(500))
    store = await openStore({ url: 'sqlite::memory:', now: () => at(0), thread: false })
    expect(await refusalOf(openStore({ url: `sqlite:${file}`, now: () => at(0), thread: false }))).toEqual({
      code: 'storage-failed',
      args: {},
    })
  })
})
