import { hash } from 'node:crypto'
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

const schema = async (of = db): Promise<string> => {
  const { rows } = await sql<{
    sql: string
  }>`select sql from sqlite_master where sql is not null and name not like 'kysely_%' and name not like 'sqlite_%' order by name`.execute(
    of,
  )
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

// A crash before a migration is marked as applied makes it start again.
test.each(names.filter((name) => name >= '0012'))(
  '%s skips the steps already done when it starts again',
  async (name) => {
    await migrator.migrateTo(name)
    const made = await schema()
    await migrations[name]?.up(db)
    expect(await schema()).toBe(made)
  },
)

test('0014-files is completed after a crash', async () => {
  await migrator.migrateTo('0013-areas')
  await sql`alter table draft add column "file_sha256" text`.execute(db)
  expect((await migrator.migrateToLatest()).error).toBeUndefined()
  expect(await schema()).toBe(await schemaOf(migrations))
})

test('the whole schema is the one in schema.sqlite.sql', async () => {
  await migrator.migrateToLatest()
  await expect(await schema()).toMatchFileSnapshot('../../schema.sqlite.sql')
})

test('rows of people from before their changes were recorded remain, and sessions under a digest of the token', async () => {
  await migrator.migrateTo('0007-fewer-indexes')
  for (const statement of signInOfBefore) await sql.raw(statement).execute(db)
  await migrator.migrateToLatest()
  const { rows } =
    await sql`select "name", "role", "mustChangePassword", "token", "expiresAt" < '2098-01-01' as soon from "user" join "session" on "userId" = "user"."id"`.execute(
      db,
    )
  expect(rows).toEqual([
    {
      name: 'Ada',
      role: 'administrator',
      mustChangePassword: 0,
      token: hash('sha256', 'the-token'),
      soon: 1,
    },
  ])
  expect(await schema()).toBe(await schemaOf(migrations))
})

const schemaOf = async (all: typeof migrations): Promise<string> => {
  const fresh = new Kysely<unknown>({ dialect: sqliteDialect({ in: 'memory' }, 'writer') })
  await new Migrator({ db: fresh, provider: { getMigrations: async () => all } }).migrateToLatest()
  const made = await schema(fresh)
  await fresh.destroy()
  return made
}

/** The tables as better-auth 1.7 created and filled them, before the record's migrations did. */
const signInOfBefore = [
  `create table "user" ("id" text not null primary key, "name" text not null, "email" text not null unique, "emailVerified" integer not null, "image" text, "createdAt" date not null, "updatedAt" date not null, "role" text not null, "removedAt" date)`,
  `create table "session" ("id" text not null primary key, "expiresAt" date not null, "token" text not null unique, "createdAt" date not null, "updatedAt" date not null, "ipAddress" text, "userAgent" text, "userId" text not null references "user" ("id") on delete cascade)`,
  `create table "account" ("id" text not null primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references "user" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" date, "refreshTokenExpiresAt" date, "scope" text, "password" text, "createdAt" date not null, "updatedAt" date not null)`,
  `create table "verification" ("id" text not null primary key, "identifier" text not null, "value" text not null, "expiresAt" date not null, "createdAt" date not null, "updatedAt" date not null)`,
  `create table "deviceCode" ("id" text not null primary key, "deviceCode" text not null, "userCode" text not null, "userId" text, "expiresAt" date not null, "status" text not null, "lastPolledAt" date, "pollingInterval" integer, "clientId" text, "scope" text)`,
  `create index "session_userId_idx" on "session" ("userId")`,
  `create index "account_userId_idx" on "account" ("userId")`,
  `create index "verification_identifier_idx" on "verification" ("identifier")`,
  `create unique index "deviceCode_deviceCode_uidx" on "deviceCode" ("deviceCode")`,
  `create unique index "deviceCode_userCode_uidx" on "deviceCode" ("userCode")`,
  `insert into "user" values ('ada', 'Ada', 'ada@example.org', 1, null, '2026-01-01T09:00:00.000Z', '2026-01-01T09:00:00.000Z', 'administrator', null)`,
  `insert into "session" values ('one', '2099-01-08T09:00:00.000Z', 'the-token', '2026-01-01T09:00:00.000Z', '2026-01-01T09:00:00.000Z', null, null, 'ada')`,
]
