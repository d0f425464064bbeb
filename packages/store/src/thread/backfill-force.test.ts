import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../open.ts'
import { checkRecord } from '../record/check.ts'
import { at, by } from '../testing.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beatbook-force-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = () =>
  openStore({
    url: `sqlite:${join(folder, 'record.db')}`,
    thread: false,
    now: () => at(0),
    today: () => '2026-11-20',
  })

/** The table in which an earlier version stored the force's name. */
const earlier = (name: string) => {
  const database = new DatabaseSync(join(folder, 'record.db'))
  database.exec('create table force (id integer primary key check (id = 1), name text not null)')
  database.prepare('insert into force values (1, ?)').run(name)
  database.close()
}

test('a force’s name from before areas were events becomes an event, once', async () => {
  await (await open()).close()
  earlier('Bridewell Police')
  for (const _ of [1, 2]) {
    const store = await open()
    const id = await store.aggregates.force()
    expect(await store.aggregates.list('area')).toMatchObject([{ id, name: 'Bridewell Police' }])
    expect((await store.aggregates.history('area', id)).map(({ type }) => type)).toEqual([
      'area-added',
      'area-named',
    ])
    await store.close()
  }
  expect(await checkRecord(join(folder, 'record.db'))).toMatchObject({ events: 2, faults: [] })
})

test('a name that was recorded since is not replaced by the one of the table', async () => {
  const store = await open()
  await store.commands.run('name-force', { commandId: 'c', name: 'Arden Vale Police', seen: {} }, by('ada'))
  await store.close()
  earlier('Bridewell Police')
  const again = await open()
  expect(await again.aggregates.list('area')).toMatchObject([{ name: 'Arden Vale Police' }])
  await again.close()
})
