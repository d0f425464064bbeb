import { type Person, role } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { PersonTables } from './tables.ts'

/** Finds who a session token belongs to. One prepared read: every call of the API begins with it. */
export const createSessions = (db: Kysely<PersonTables>) => {
  const question = db
    .selectFrom('session')
    .innerJoin('user', 'user.id', 'session.userId')
    .select(['user.id', 'user.name', 'user.email', 'user.role', 'user.mustChangePassword', 'session.id as sessionId', 'session.updatedAt'])
    .where('session.token', '=', '')
    .where('session.expiresAt', '>', '')
    .where('user.removedAt', 'is', null)
    .compile()

  return async (token: string, now: string): Promise<Session | null> => {
    const asked: typeof question = { ...question, parameters: [token, now] }
    const [row] = (await db.executeQuery(asked)).rows
    if (row === undefined) return null
    const { id, name, email, mustChangePassword, sessionId, updatedAt } = row
    return { id: sessionId, person: { id, name, email, role: role.parse(row.role), mustChangePassword: mustChangePassword === 1 }, renewedAt: updatedAt }
  }
}

export type Sessions = ReturnType<typeof createSessions>

export interface Session {
  readonly id: string
  readonly person: Person
  readonly renewedAt: string
}
