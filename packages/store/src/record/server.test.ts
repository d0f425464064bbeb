import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TODAY } from '@beatbook/testkit'
import { Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { postgresDialect } from '../database/postgres.ts'
import { pathIn } from '../file/local.ts'
import { openReader, openStore, type Store } from '../open.ts'
import type { Schema } from '../schema.ts'
import { canStartCluster, type FreshDatabase, freshDatabase } from '../testing/cluster.ts'
import {
  accept,
  actionAt,
  anUpdateOf,
  at,
  by,
  everything,
  harbour,
  serverForms,
  textOf,
  uploadAndAccept,
} from '../testing.ts'
import { checkServerRecord } from './check.ts'

test('PostgreSQL is installed, so that a record in it is tested', ({ skip }) => {
  skip(!canStartCluster(), 'PostgreSQL is not installed: "apt-get install postgresql" lets its tests run')
  expect(serverForms).toHaveLength(1)
})

describe.each(serverForms)('a record $form', () => {
  let folder: string
  let database: FreshDatabase
  let db: Kysely<Schema>
  let store: Store
  const files = () => join(folder, 'data', 'files')
  const open = (thread = false) =>
    openStore({ url: database.url, files: files(), thread, now: () => at(0), today: () => TODAY })
  const check = () => checkServerRecord(database.url, files())
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
    database = await freshDatabase()
    db = new Kysely({ dialect: postgresDialect(database.url, 'writer') })
    store = await open()
  })
  afterEach(async () => {
    await store.close()
    await db.destroy()
    await database.drop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('is the same when it is opened again, also with the writer in its own thread', async () => {
    const { sha256 } = await uploadAndAccept(store, harbour({ ref: '1' }, { ref: '2' }), 'Harbour')
    const page = await store.actions.list(everything)
    await store.close()
    store = await open(true)
    expect(await store.actions.list(everything)).toEqual(page)
    expect(await textOf(store.files, sha256)).toBe('Harbour')
    const { id } = await actionAt(store, 'harbour/1')
    expect(await store.commands.run('record-update', anUpdateOf(id), by('ada'))).toMatchObject({ ok: true })
    expect(await check()).toMatchObject({ plans: 1, actions: 2, leftOut: [], faults: [] })
  })

  test('is rebuilt by two servers that start at the same time, and answers as before', async () => {
    const owners = [{ name: 'Dock Team', duty: 'responsible' as const }]
    await accept(store, harbour(...Array.from({ length: 120 }, (_, n) => ({ ref: `${n + 1}`, owners }))))
    const { id } = await actionAt(store, 'harbour/1')
    await store.commands.run('record-update', anUpdateOf(id, { stage: 'in-progress' }), by('ada'))
    const before = [await store.actions.list(everything), await store.plans.list()]
    await store.close()
    await sql`update projection set version = 0`.execute(db)
    const [one, other] = await Promise.all([open(), open(true)])
    store = one
    await other.close()
    await expect.poll(async () => (await check()).leftOut, { timeout: 30_000 }).toEqual([])
    expect([await store.actions.list(everything), await store.plans.list()]).toEqual(before)
    expect((await check()).faults).toEqual([])
  })

  test('is read from other threads, and cannot be written there', async () => {
    await accept(store, harbour({ ref: '1' }, { ref: '2' }))
    const reader = openReader({
      url: database.url,
      files: files(),
      today: () => TODAY,
      submit: store.submit,
    })
    expect((await reader.actions.list(everything)).count).toBe(2)
    await reader.close()
    const only = new Kysely<Schema>({ dialect: postgresDialect(database.url, 'reader') })
    await expect(only.deleteFrom('event').execute()).rejects.toThrow('read-only')
    await only.destroy()
  })

  test('has its backup from PostgreSQL', async () => {
    await expect(store.backup(join(folder, 'backup.db'))).rejects.toThrow('pg_dump')
  })

  test('is checked: entries that were changed or lost, projections and files that do not match', async () => {
    const { sha256 } = await uploadAndAccept(store, harbour({ ref: '1' }, { ref: '2' }), 'Harbour')
    const { id } = await actionAt(store, 'harbour/1')
    await store.commands.run('record-update', anUpdateOf(id), by('ada'))
    expect((await check()).faults).toEqual([])
    rmSync(pathIn(files(), sha256))
    expect((await check()).faults).toMatchObject([{ check: 'files', found: 1 }])
    await sql`update plan_version set state = replace(state, 'Harbour', 'Quarry')`.execute(db)
    expect((await check()).faults.map((fault) => fault.check)).toEqual(['plans', 'files'])
    await sql`update event set words = '{}' where position = 1`.execute(db)
    await sql`delete from event where position = 2`.execute(db)
    expect((await check()).faults.map((fault) => fault.check)).toEqual(
      expect.arrayContaining(['words', 'positions']),
    )
  })

  test('needs the tables of a record to be checked', async () => {
    const empty = await freshDatabase()
    await expect(checkServerRecord(empty.url, files())).rejects.toThrow('There is no record')
    await empty.drop()
  })

  test('sorts and compares text by its bytes, whatever the language of the database', async () => {
    const { rows } = await sql<{ same: boolean }>`select 'a' < 'B' as same`.execute(db)
    expect(rows).toEqual([{ same: true }])
    const owners = ['Zebra', 'Éclair', 'Ant'].map((name) => ({ name, duty: 'responsible' as const }))
    await accept(store, harbour({ ref: '1', owners }, { ref: '2', owners }))
    const { length } = owners
    expect((await store.work.parties('ada')).slice(0, length).map((party) => party.name)).toEqual([
      'Ant',
      'Zebra',
      'Éclair',
    ])
  })

  test('stores the character that PostgreSQL cannot, as another', async () => {
    const draft = harbour({ ref: '1', text: 'Walk\u0000the quay' }, { ref: '2' })
    await accept(store, draft)
    expect((await actionAt(store, 'harbour/1')).text).toBe('Walk\u0000the quay')
    expect((await store.actions.list({ ...everything, text: 'quay' })).count).toBe(1)
    expect((await check()).faults).toEqual([])
  })
})
