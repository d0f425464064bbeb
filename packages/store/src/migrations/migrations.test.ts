import { hash } from 'node:crypto'
import { Kysely, sql } from 'kysely'
import { type Migrator, NO_MIGRATIONS } from 'kysely/migration'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { postgresDialect } from '../database/postgres.ts'
import { sqliteDialect } from '../database/sqlite.ts'
import { withTypes } from '../database/types.ts'
import { canStartCluster, freshDatabase } from '../testing/cluster.ts'
import { schemaOf } from '../testing/schema.ts'
import { migrations } from './index.ts'
import { migratorOf } from './migrate.ts'

/** Opens an empty database; `close` also deletes it. */
const opened = async (engine: string): Promise<{ db: Kysely<unknown>; close(): Promise<void> }> => {
  if (engine === 'sqlite') {
    const db = new Kysely<unknown>({ dialect: sqliteDialect({ in: 'memory' }, 'writer') })
    return { db, close: () => db.destroy() }
  }
  const { url, drop } = await freshDatabase()
  const db = new Kysely<unknown>({ dialect: postgresDialect(url, 'writer') })
  return {
    db,
    close: async () => {
      await db.destroy()
      await drop()
    },
  }
}

const names = Object.keys(migrations)

test('migrations are numbered without gaps and listed in that order', () => {
  expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, index) => index + 1))
})

describe.each(['sqlite', ...(canStartCluster() ? ['postgres'] : [])])('in %s', (engine) => {
  let db: Kysely<unknown>
  let close: () => Promise<void>
  let migrator: Migrator
  beforeEach(async () => {
    ;({ db, close } = await opened(engine))
    migrator = await migratorOf(db)
  })
  afterEach(() => close())

  test('every migration applies after those before it, and can be taken back', async () => {
    for (const [at, name] of names.entries()) {
      const before = await schemaOf(db)
      expect((await migrator.migrateTo(name)).error).toBeUndefined()
      const made = await schemaOf(db)
      expect((await migrator.migrateTo(names[at - 1] ?? NO_MIGRATIONS)).error).toBeUndefined()
      // 0018 cannot take a column without a default back into a table with a row.
      const back = (await schemaOf(db)).replace(/(folded"? (?:integer|bigint) not null) default 0/i, '$1')
      expect(back).toBe(before)
      expect((await migrator.migrateTo(name)).error).toBeUndefined()
      expect(await schemaOf(db)).toBe(made)
    }
  })

  test('rolling every migration back leaves nothing, and forward again gives the same schema', async () => {
    await migrator.migrateToLatest()
    const whole = await schemaOf(db)
    expect((await migrator.migrateTo(NO_MIGRATIONS)).error).toBeUndefined()
    expect(await schemaOf(db)).toBe('')
    await migrator.migrateToLatest()
    expect(await schemaOf(db)).toBe(whole)
  })

  // A crash before a migration is marked as applied makes it start again.
  test.each(names.filter((name) => name >= '0012'))(
    '%s skips the steps already done when it starts again',
    async (name) => {
      await migrator.migrateTo(name)
      const made = await schemaOf(db)
      await migrations[name]?.up(db)
      expect(await schemaOf(db)).toBe(made)
    },
  )

  test('0014-files is completed after a crash', async () => {
    await migrator.migrateTo('0013-areas')
    await sql.raw(withTypes(db, 'alter table draft add column "file_sha256" text')).execute(db)
    expect((await migrator.migrateToLatest()).error).toBeUndefined()
    expect(await schemaOf(db)).toBe(await wholeSchema(engine))
  })

  test('the whole schema is the one in its file', async () => {
    await migrator.migrateToLatest()
    await expect(await schemaOf(db)).toMatchFileSnapshot(`../../schema.${engine}.sql`)
  })

  test('rows of people from before their changes were recorded remain, and sessions under a digest of the token', async () => {
    await migrator.migrateTo('0007-fewer-indexes')
    for (const statement of signInOfBefore) await sql.raw(withTypes(db, statement)).execute(db)
    await migrator.migrateToLatest()
    const { rows } =
      await sql`select "name", "role", "mustChangePassword", "token", case when "expiresAt" < '2098-01-01' then 1 else 0 end as soon from "user" join "session" on "userId" = "user"."id"`.execute(
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
    expect(await schemaOf(db)).toBe(await wholeSchema(engine))
  })
})

const wholeSchema = async (engine: string): Promise<string> => {
  const { db, close } = await opened(engine)
  await (await migratorOf(db)).migrateToLatest()
  const made = await schemaOf(db)
  await close()
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
