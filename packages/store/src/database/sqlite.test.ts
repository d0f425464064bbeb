import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sqliteDialect } from './sqlite.ts'

let folder: string
let writer: Kysely<unknown>
let reader: Kysely<unknown>
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
  const location = { in: 'file', path: join(folder, 'record.db') } as const
  writer = new Kysely({ dialect: sqliteDialect(location, 'writer') })
  await sql`create table said (words text)`.execute(writer)
  reader = new Kysely({ dialect: sqliteDialect(location, 'reader') })
})
afterEach(async () => {
  await reader.destroy()
  await writer.destroy()
  rmSync(folder, { recursive: true })
})

// SQLite's documentation: in WAL mode only FULL (2) makes a commit survive power loss.
test.each([
  ['journal_mode', 'wal'],
  ['synchronous', 2],
  ['foreign_keys', 1],
])('the writer has %s at %s', async (pragma, value) => {
  const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${pragma}`).execute(writer)
  expect(Object.values(rows[0] ?? {})).toEqual([value])
})

test('a reader sees what is committed, and cannot write', async () => {
  await sql`insert into said values ('hello')`.execute(writer)
  expect((await sql`select words from said`.execute(reader)).rows).toEqual([{ words: 'hello' }])
  await expect(sql`insert into said values ('no')`.execute(reader)).rejects.toThrow('readonly')
})
