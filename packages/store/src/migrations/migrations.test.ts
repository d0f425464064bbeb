import { Kysely, sql } from 'kysely'
import { Migrator, NO_MIGRATIONS } from 'kysely/migration'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sqliteDialect } from '../database/sqlite.ts'
import { migrations } from './index.ts'

let db: Kysely<unknown>
let migrator: Migrator
beforeEach(() => {
  db = new Kysely({ dialect: sqliteDialect({ in: 'memory' }, 'writer') })
  migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
})
afterEach(() => db.destroy())

const schema = async (): Promise<string> => {
  const { rows } = await sql<{
    sql: string
  }>`select sql from sqlite_master where sql is not null and name not like 'kysely_%' and name not like 'sqlite_%' order by name`.execute(db)
  return rows.map((row) => `${row.sql};\n`).join('')
}
const names = Object.keys(migrations)

test('migrations are numbered without gaps and listed in that order', () => {
  expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, index) => index + 1))
})

test('every migration applies after those before it', async () => {
  for (const name of names) expect((await migrator.migrateTo(name)).error).toBeUndefined()
})

test('rolling every migration back leaves nothing, and forward again gives the same schema', async () => {
  await migrator.migrateToLatest()
  const whole = await schema()
  expect((await migrator.migrateTo(NO_MIGRATIONS)).error).toBeUndefined()
  expect(await schema()).toBe('')
  await migrator.migrateToLatest()
  expect(await schema()).toBe(whole)
})

test('the whole schema is the one in schema.sqlite.sql', async () => {
  await migrator.migrateToLatest()
  await expect(await schema()).toMatchFileSnapshot('../../schema.sqlite.sql')
})
