import { type Instant, type Person, role } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { PersonTables } from './tables.ts'
import { digestOf } from './tokens.ts'

const HOUR = 3_600_000

/** How long a session lives: without being used, and at most. */
export interface SessionLimits {
  readonly idleHours: number
  readonly days: number
}

/** The instants before which a session that was last used, or was begun, is over. */
export const overBefore = (
  { idleHours, days }: SessionLimits,
  now: Instant,
): { used: Instant; begun: Instant } => ({
  used: later(now, -idleHours * HOUR),
  begun: later(now, -days * 24 * HOUR),
})

/**
 * A session is renewed by a call when it was last renewed longer ago than this share of its idle limit, so
 * that few calls write.
 */
export const RENEWED_BY = 1 / 24

/** Finds and renews sessions. Finding is one prepared read: every call of the API begins with it. */
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
    /** The session of a token, while it is open and its person can sign in. */
    async of(token: string, now: Instant): Promise<Session | null> {
      const { used, begun } = overBefore(limits, now)
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
     * Notes that a session was used, and gives the seconds for which it now stays open unused; `null` where
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
    /** Deletes the sessions that are over, and the codes of the device flow that were not used in time. */
    async forget(now: Instant): Promise<void> {
      const { used, begun } = overBefore(limits, now)
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
  /** Whether it is time to note that it is used. */
  readonly isDue: boolean
  readonly createdAt: Instant
}

const later = (instant: Instant, milliseconds: number): Instant =>
  new Date(Date.parse(instant) + milliseconds).toISOString()

/**
 * How often what is over is deleted, in milliseconds: codes of the device flow live for minutes, and only so
 * many may be open.
 */
const FORGETTING = 5 * 60_000

/**
 * Deletes what is over now and every five minutes, until the returned function is called. A failure is
 * reported and tried again the next time.
 */
export const forgetRegularly = async (
  sessions: Pick<Sessions, 'forget'>,
  now: () => Instant,
  onFailure: (error: unknown) => void,
): Promise<() => void> => {
  await sessions.forget(now())
  const timer = setInterval(() => sessions.forget(now()).catch(onFailure), FORGETTING)
  timer.unref()
  return () => clearInterval(timer)
}
