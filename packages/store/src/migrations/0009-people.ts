import { hash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { withTypes } from '../database/types.ts'

// The tables of sign-in, exactly as better-auth 1.7 creates them, so that those of an existing record do not
// change. Until now better-auth created them; from now on the record writes to them in the transaction of a
// command about people.
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of tables) await sql.raw(withTypes(db, statement)).execute(db)
  const column = withTypes(db, '"mustChangePassword" integer not null default 0')
  await sql`alter table "user" add column ${sql.raw(column)}`.execute(db)
  await digestTokens(db)
}

// Sign-in looks sessions up by the SHA-256 (hex) of the token that a browser or terminal has. Open sessions
// continue, for at most 12 hours unless used. Codes of the device flow are valid for minutes and can be
// requested again.
const digestTokens = async (db: Kysely<unknown>): Promise<void> => {
  const { rows } = await sql<{
    id: string
    token: string
    expiresAt: string
  }>`select "id", "token", "expiresAt" from "session"`.execute(db)
  const now = Date.now()
  const soon = new Date(now + 12 * 3_600_000).toISOString()
  for (const { id, token, expiresAt } of rows) {
    await sql`update "session" set "token" = ${hash('sha256', token)},
      "updatedAt" = ${new Date(now).toISOString()},
      "expiresAt" = ${[expiresAt, soon].sort()[0]} where "id" = ${id}`.execute(db)
  }
  await sql`delete from "deviceCode"`.execute(db)
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  for (const table of ['deviceCode', 'verification', 'account', 'session', 'user'])
    await db.schema.dropTable(table).execute()
}

const tables = [
  `create table if not exists "user" ("id" text not null primary key, "name" text not null, "email" text not null unique, "emailVerified" integer not null, "image" text, "createdAt" date not null, "updatedAt" date not null, "role" text not null, "removedAt" date)`,
  `create table if not exists "session" ("id" text not null primary key, "expiresAt" date not null, "token" text not null unique, "createdAt" date not null, "updatedAt" date not null, "ipAddress" text, "userAgent" text, "userId" text not null references "user" ("id") on delete cascade)`,
  `create table if not exists "account" ("id" text not null primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references "user" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" date, "refreshTokenExpiresAt" date, "scope" text, "password" text, "createdAt" date not null, "updatedAt" date not null)`,
  `create table if not exists "verification" ("id" text not null primary key, "identifier" text not null, "value" text not null, "expiresAt" date not null, "createdAt" date not null, "updatedAt" date not null)`,
  `create table if not exists "deviceCode" ("id" text not null primary key, "deviceCode" text not null, "userCode" text not null, "userId" text, "expiresAt" date not null, "status" text not null, "lastPolledAt" date, "pollingInterval" integer, "clientId" text, "scope" text)`,
  `create index if not exists "session_userId_idx" on "session" ("userId")`,
  `create index if not exists "account_userId_idx" on "account" ("userId")`,
  `create index if not exists "verification_identifier_idx" on "verification" ("identifier")`,
  `create unique index if not exists "deviceCode_deviceCode_uidx" on "deviceCode" ("deviceCode")`,
  `create unique index if not exists "deviceCode_userCode_uidx" on "deviceCode" ("userCode")`,
]
