import { RefusalError } from '@beatbook/domain'
import { Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../testing/cluster.ts'
import { serverForms } from '../testing.ts'
import { jsonValues } from './json-values.ts'
import { postgresDialect } from './postgres.ts'

interface Said {
  said: { words: string; number: number }
}

describe.each(serverForms)('$form', () => {
  let database: FreshDatabase
  let writer: Kysely<Said>
  let reader: Kysely<Said>
  beforeEach(async () => {
    database = await freshDatabase()
    writer = new Kysely({ dialect: postgresDialect(database.url, 'writer') })
    reader = new Kysely({ dialect: postgresDialect(database.url, 'reader') })
    await writer.schema
      .createTable('said')
      .addColumn('words', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .execute()
  })
  afterEach(async () => {
    await reader.destroy()
    await writer.destroy()
    await database.drop()
  })

  test.each([
    ['lock_timeout', '3s'],
    ['idle_in_transaction_session_timeout', '1min'],
    ['synchronous_commit', 'on'],
    ['default_transaction_read_only', 'off'],
  ])('the writer has %s at %s', async (name, value) => {
    expect((await sql`select current_setting(${name}) as value`.execute(writer)).rows).toEqual([{ value }])
  })

  test('the writer waits for the disk also where the database is set not to', async () => {
    const url = new URL(database.url)
    url.searchParams.set('options', `${url.searchParams.get('options')} -c synchronous_commit=off`)
    const other = new Kysely({ dialect: postgresDialect(url.href, 'writer') })
    expect((await sql`show synchronous_commit`.execute(other)).rows).toEqual([{ synchronous_commit: 'on' }])
    await other.destroy()
  })

  test('a reader sees what is committed, and cannot write', async () => {
    await writer.insertInto('said').values({ words: 'hello', number: 1 }).execute()
    expect(await reader.selectFrom('said').selectAll().execute()).toEqual([{ words: 'hello', number: 1 }])
    await expect(reader.insertInto('said').values({ words: 'no', number: 2 }).execute()).rejects.toThrow(
      'read-only',
    )
  })

  test('integers, counts and sums are numbers', async () => {
    const number = Number.MAX_SAFE_INTEGER
    await writer.insertInto('said').values({ words: 'most', number }).execute()
    expect(
      await reader
        .selectFrom('said')
        .select((of) => [
          'number',
          of.fn.countAll<number>().as('count'),
          of.fn.sum<number>('number').as('sum'),
        ])
        .groupBy('number')
        .execute(),
    ).toEqual([{ number, count: 1, sum: number }])
  })

  test('nothing is in an empty list', async () => {
    await writer.insertInto('said').values({ words: 'hello', number: 1 }).execute()
    const rows = reader.selectFrom('said').select('words')
    expect(await rows.where('number', 'in', []).execute()).toEqual([])
    expect(await rows.where('number', 'not in', []).execute()).toHaveLength(1)
    expect(await rows.where('number', 'in', [1]).execute()).toHaveLength(1)
  })

  test('lists may be longer than a statement has parameters', async () => {
    await writer.insertInto('said').values({ words: 'hello', number: 69_999 }).execute()
    const numbers = Array.from({ length: 70_000 }, (_, n) => n)
    const rows = reader.selectFrom('said').select('words')
    expect(await rows.where('number', 'in', jsonValues(reader, numbers)).execute()).toHaveLength(1)
    const words = numbers.map(String).concat('hello')
    expect(await rows.where('words', 'in', jsonValues(reader, words)).execute()).toHaveLength(1)
    expect(await rows.where('words', 'in', jsonValues<Said, string>(reader, [])).execute()).toEqual([])
  })

  test.each([
    ['53100', 'storage-full'],
    ['53300', 'storage-busy'],
    ['57P01', 'storage-busy'],
    ['40P01', 'storage-busy'],
    ['55P03', 'storage-busy'],
    ['58030', 'storage-failed'],
    ['XX001', 'storage-failed'],
    ['25006', 'storage-failed'],
    ['42501', 'storage-failed'],
  ])('the error %s is the refusal %s', async (code, refusal) => {
    const seen: string[] = []
    const db = new Kysely({ dialect: postgresDialect(database.url, 'reader', ({ code }) => seen.push(code)) })
    const error = await sql
      .raw(`do $$ begin raise exception 'no' using errcode = '${code}'; end $$`)
      .execute(db)
      .catch((reason: unknown) => reason)
    expect(error instanceof RefusalError && error.refusal.code).toBe(refusal)
    expect(seen).toEqual([refusal])
    await db.destroy()
  })

  test('an error of a statement stays what it is', async () => {
    await expect(sql`select nothing`.execute(reader)).rejects.toThrow('column "nothing" does not exist')
  })
})
