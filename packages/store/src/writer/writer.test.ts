import { RefusalError, refuse } from '@beatbook/domain'
import { Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { postgresDialect } from '../database/postgres.ts'
import { sqliteDialect } from '../database/sqlite.ts'
import type { Schema } from '../schema.ts'
import { canStartCluster, type FreshDatabase, freshDatabase } from '../testing/cluster.ts'
import { createWriter, type Writer } from './writer.ts'

describe.each(['sqlite', ...(canStartCluster() ? ['postgres'] : [])])('in %s', (engine) => {
  let db: Kysely<Schema>
  let database: FreshDatabase | null
  let commits: number
  let writer: Writer<string>
  let rollbacks: number
  beforeEach(async () => {
    commits = 0
    rollbacks = 0
    database = engine === 'postgres' ? await freshDatabase() : null
    db = new Kysely<Schema>({
      dialect:
        database === null
          ? sqliteDialect({ in: 'memory' }, 'writer')
          : postgresDialect(database.url, 'writer'),
      log: (event) => {
        if (event.query.sql === 'commit') commits += 1
      },
    })
    await sql`create table record (one integer)`.execute(db)
    await sql`create table known (name text primary key)`.execute(db)
    await sql`create table stored (number integer, name text references known (name) deferrable initially deferred)`.execute(
      db,
    )
    let number = 0
    const perform = async (inside: Kysely<Schema>, name: string) => {
      await sql`insert into stored values (${++number}, ${name})`.execute(inside)
      if (name === 'bad') throw new Error('bad')
      if (name !== 'stranger') await sql`insert into known values (${name})`.execute(inside)
      return { answer: name, change: null }
    }
    writer = createWriter(db, perform, { onRollback: () => void rollbacks++ })
  })
  afterEach(async () => {
    await db.destroy()
    await database?.drop()
  })

  const stored = async () =>
    (await sql<{ name: string }>`select name from stored order by number`.execute(db)).rows.map(
      (row) => row.name,
    )

  test('what is submitted together is committed together, in its order', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `n${index}`)
    const done = await Promise.all(names.map((name) => writer.submit(name)))
    expect(done.map(({ answer }) => answer)).toEqual(names)
    expect(await stored()).toEqual(names)
    expect(commits).toBe(1)
  })

  test('a failing write stores nothing and does not affect the others', async () => {
    const settled = await Promise.allSettled(['a', 'bad', 'b', 'a', 'c'].map((name) => writer.submit(name)))
    expect(settled.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect(await stored()).toEqual(['a', 'b', 'c'])
    expect(rollbacks).toBe(2)
  })

  test('nothing is acknowledged when the commit fails, and the next one succeeds', async () => {
    const settled = await Promise.allSettled(['a', 'stranger'].map((name) => writer.submit(name)))
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await stored()).toEqual([])
    expect(rollbacks).toBe(1)
    await writer.submit('b')
    expect(await stored()).toEqual(['b'])
    expect(rollbacks).toBe(1)
  })

  if (engine === 'sqlite')
    test('a write that does not fit on the disk is refused, and the next one succeeds when there is space', async () => {
      const pages = (await sql<{ page_count: number }>`pragma page_count`.execute(db)).rows[0]?.page_count
      await sql.raw(`pragma max_page_count = ${pages}`).execute(db)
      const error = await writer.submit('x'.repeat(100_000)).catch((reason: unknown) => reason)
      expect(error instanceof RefusalError && error.refusal).toEqual(refuse('storage-full'))
      expect(await stored()).toEqual([])
      await sql.raw('pragma max_page_count = 1000000').execute(db)
      await writer.submit('a')
      expect(await stored()).toEqual(['a'])
    })
})
