import { openStore, type Store } from '@beatbook/store'
import { getMigrations } from 'better-auth/db/migration'
import { Kysely } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSessions, deleteExpiredRegularly } from './sessions.ts'
import { openSignIn } from './sign-in.ts'
import type { PersonTables } from './tables.ts'

const limits = { idleHours: 12, days: 30 }
let store: Store
let db: Kysely<PersonTables>
beforeEach(async () => {
  store = await openStore({
    url: 'sqlite::memory:',
    now: () => '2026-11-20T12:00:00.000Z',
    today: () => '2026-11-20',
  })
  db = new Kysely({ dialect: store.authDialect })
})
afterEach(async () => {
  vi.useRealTimers()
  await store.close()
})

test('the record’s tables match the schema of better-auth', async () => {
  const signIn = await openSignIn({
    db,
    secret: 'x'.repeat(32),
    publicUrl: 'http://127.0.0.1',
    limits,
    newId: () => 'id',
    now: () => '2026-11-20T12:00:00.000Z',
  })
  const { toBeCreated, toBeAdded } = await getMigrations({
    ...signIn.options,
    database: { db, type: 'sqlite' },
  })
  expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] })
})

test('expired rows are deleted within minutes', async () => {
  await store.people.run(
    'set-up',
    { commandId: ID, personId: ID, name: 'Ada' },
    { email: 'a@example.org', passwordHash: 'x' },
    by,
  )
  const insert = (id: string, createdAt: string, updatedAt: string, expiresAt: string) =>
    db.insertInto('session').values({ id, token: id, userId: ID, createdAt, updatedAt, expiresAt }).execute()
  await insert('open', '2026-11-20T09:00:00.000Z', '2026-11-20T11:00:00.000Z', '2026-11-20T23:00:00.000Z')
  await insert('idle', '2026-11-10T09:00:00.000Z', '2026-11-20T00:30:00.000Z', '2026-12-20T23:00:00.000Z')
  await insert('long', '2026-10-21T12:30:00.000Z', '2026-11-20T11:59:00.000Z', '2026-12-20T23:00:00.000Z')
  await insert('ended', '2026-11-20T09:00:00.000Z', '2026-11-20T11:00:00.000Z', '2026-11-20T12:30:00.000Z')
  vi.useFakeTimers({
    now: Date.parse('2026-11-20T12:00:00.000Z'),
    toFake: ['setInterval', 'clearInterval', 'Date'],
  })
  const left = async () =>
    (await db.selectFrom('session').select('id').orderBy('id').execute()).map(({ id }) => id)
  const sessions = createSessions(db, limits)
  const failures: unknown[] = []
  const stop = await deleteExpiredRegularly(
    sessions,
    () => new Date().toISOString(),
    (error) => failures.push(error),
  )
  expect(await left()).toEqual(['ended', 'idle', 'long', 'open'])
  await vi.advanceTimersByTimeAsync(3_600_000)
  await vi.waitFor(async () => expect(await left()).toEqual(['open']))
  stop()
  expect(failures).toEqual([])
})

const ID = '018f0000-0000-7000-8000-000000000001'
const by = { actor: ID, now: '2026-11-20T12:00:00.000Z', today: '2026-11-20' }
