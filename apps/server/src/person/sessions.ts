import { type Instant, type Person, role } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { PersonTables } from './tables.ts'
import { digestOf } from './tokens.ts'

const HOUR = 3_600_000

/** The lifetime of a session: without use, and in total. */
export interface SessionLimits {
  readonly idleHours: number
  readonly days: number
}

/** The instants before which a session must have been used last, or created, to be expired. */
export const expiredBefore = (
  { idleHours, days }: SessionLimits,
  now: Instant,
): { used: Instant; begun: Instant } => ({
  used: later(now, -idleHours * HOUR),
  begun: later(now, -days * 24 * HOUR),
})

/**
 * A call renews a session if the last renewal is longer ago than this share of its idle limit, so that few
 * calls write.
 */
export const RENEWED_BY = 1 / 24

/**
 * Finds and renews sessions. Finding one is a single prepared query: every call of the API starts with it.
 */
export const createSessions = (db: Kysely<PersonTables>, limits: SessionLimits) => {
  const question = db
    .selectFrom('session')
    .innerJoin('user', 'user.id', 'session.userId')
    .select([
      'user.id',
      'user.name',
      'user.email',
      'user.role',
      'user.mustChangePassword',
      'session.id as sessionId',
      'session.updatedAt',
      'session.createdAt',
    ])
    .where('session.token', '=', '')
    .where('session.expiresAt', '>', '')
    .where('session.updatedAt', '>', '')
    .where('session.createdAt', '>', '')
    .where('user.removedAt', 'is', null)
    .compile()

  return {
    /** The session of a token, if it is open and its person can sign in. */
    async of(token: string, now: Instant): Promise<Session | null> {
      const { used, begun } = expiredBefore(limits, now)
      const asked: typeof question = { ...question, parameters: [digestOf(token), now, used, begun] }
      const [row] = (await db.executeQuery(asked)).rows
      if (row === undefined) return null
      const { id, name, email, mustChangePassword, sessionId, updatedAt, createdAt } = row
      const person = {
        id,
        name,
        email,
        role: role.parse(row.role),
        mustChangePassword: mustChangePassword === 1,
      }
      return {
        id: sessionId,
        person,
        isDue: Date.parse(now) - Date.parse(updatedAt) > limits.idleHours * HOUR * RENEWED_BY,
        createdAt,
      }
    },
    /**
     * Records that a session was used. Returns the seconds for which it now stays open without use; `null` if
     * it has ended meanwhile.
     */
    async renew({ id, createdAt }: Session, now: Instant): Promise<number | null> {
      const end =
        [later(now, limits.idleHours * HOUR), later(createdAt, limits.days * 24 * HOUR)].sort()[0] ?? now
      const done = await db
        .updateTable('session')
        .set({ updatedAt: now, expiresAt: end })
        .where('id', '=', id)
        .executeTakeFirst()
      return done.numUpdatedRows === 0n ? null : Math.floor((Date.parse(end) - Date.parse(now)) / 1_000)
    },
    /** Deletes expired sessions and device codes. */
    async deleteExpired(now: Instant): Promise<void> {
      const { used, begun } = expiredBefore(limits, now)
      await db
        .deleteFrom('session')
        .where((over) =>
          over.or([
            over('expiresAt', '<=', now),
            over('updatedAt', '<=', used),
            over('createdAt', '<=', begun),
          ]),
        )
        .execute()
      await db.deleteFrom('deviceCode').where('expiresAt', '<=', now).execute()
    },
  }
}

export type Sessions = ReturnType<typeof createSessions>

export interface Session {
  readonly id: string
  readonly person: Person
  /** Whether its use should be recorded now. */
  readonly isDue: boolean
  readonly createdAt: Instant
}

const later = (instant: Instant, milliseconds: number): Instant =>
  new Date(Date.parse(instant) + milliseconds).toISOString()

/**
 * How often expired rows are deleted, in milliseconds: device codes are valid for minutes, and their number
 * is limited.
 */
const CLEANUP_INTERVAL = 5 * 60_000

/**
 * Deletes expired rows now and every five minutes, until the returned function is called. A failure is
 * reported and retried the next time.
 */
export const deleteExpiredRegularly = async (
  sessions: Pick<Sessions, 'deleteExpired'>,
  now: () => Instant,
  onFailure: (error: unknown) => void,
): Promise<() => void> => {
  await sessions.deleteExpired(now())
  const timer = setInterval(() => sessions.deleteExpired(now()).catch(onFailure), CLEANUP_INTERVAL)
  timer.unref()
  return () => clearInterval(timer)
}
