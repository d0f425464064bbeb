import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { migrations } from './migrations/index.ts'
import { openReader, openStore } from './open.ts'
import {
  accept,
  actionAt,
  anUpdateOf,
  at,
  by,
  everyForm,
  everything,
  freshStore,
  harbour,
} from './testing.ts'

const now = () => at(0)

test.each(['mysql://localhost/beatbook', 'sqlite:', 'record.db'])(
  'an address that names no database is refused: %s',
  async (url) => {
    await expect(openStore({ url, now })).rejects.toThrow('must begin with "sqlite:"')
  },
)

test('an address of PostgreSQL that cannot be read is refused without repeating it', async () => {
  const opened = openStore({ url: 'postgres://ada:pass#word@host:/x', files: '/tmp/files', now })
  await expect(opened).rejects.toThrow('must be like "postgres://USER:PASSWORD@HOST/DATABASE"')
  await expect(opened).rejects.not.toThrow('pass#word')
})

test('a record in PostgreSQL needs a folder for files', async () => {
  await expect(openStore({ url: 'postgres://localhost/beatbook', now })).rejects.toThrow('needs a folder')
})

test('a record is created with its folder, and is the same when it is opened again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
  const url = `sqlite:${join(folder, 'deep', 'record.db')}`
  const first = await openStore({ url, now })
  await accept(first, harbour({ ref: '1' }, { ref: '2' }))
  const page = await first.actions.list(everything)
  await first.close()
  expect(existsSync(join(folder, 'deep', 'record.db-wal'))).toBe(false)
  const again = await openStore({ url, now })
  expect(await again.actions.list(everything)).toEqual(page)
  await again.close()
  rmSync(folder, { recursive: true })
})

test.each(everyForm)('an open record $form lists its migrations and is in good condition', async (form) => {
  const store = await freshStore(form)
  expect(await store.state()).toEqual({ migrations: Object.keys(migrations), ok: true })
  await store.close()
})

test.each(everyForm)('closing a record $form finishes what was submitted', async (form) => {
  const store = await freshStore(form)
  await accept(store, harbour({ ref: '1' }, { ref: '2' }))
  const { id } = await actionAt(store, 'harbour/1')
  const writes = Array.from({ length: 20 }, () =>
    store.commands.run('record-update', anUpdateOf(id), by('ada')),
  )
  await store.close()
  expect((await Promise.all(writes)).every((outcome) => outcome.ok)).toBe(true)
})

test.each([true, false])('a file that is no database cannot be opened (own thread: %s)', async (thread) => {
  await expect(openStore({ url: 'sqlite:package.json', now, thread })).rejects.toThrow('not a database')
})

test('another connection reads what was just written, and forwards its writes', async () => {
  const store = await freshStore({ file: true, thread: true })
  const heard: string[] = []
  const reader = openReader({
    url: store.url,
    today: () => TODAY,
    submit: (write) => {
      heard.push(write.write)
      return store.submit(write)
    },
  })
  await accept(store, harbour({ ref: '1' }, { ref: '2' }))
  for (let turn = 0; turn < 20; turn++) {
    const { id, updates } = await actionAt(store, 'harbour/1')
    await store.commands.run('record-update', anUpdateOf(id), by('ada'))
    const seen = await reader.actions.get('harbour/1')
    expect(seen.ok && seen.value.updates).toBe(updates + 1)
  }
  const [party] = await reader.work.parties('ada')
  expect(await reader.work.answerFor('ada', [party?.id ?? ''])).toEqual({ ok: true, value: null })
  expect(heard).toEqual(['answer-for'])
  expect((await store.work.mine('ada')).parties).toMatchObject([{ id: party?.id }])
  await reader.close()
  await store.close()
})

test('a record in memory cannot be read from elsewhere', () => {
  expect(() => openReader({ url: 'sqlite::memory:', today: () => TODAY, submit: async () => null })).toThrow(
    'in memory',
  )
})
