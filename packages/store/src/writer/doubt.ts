import { setTimeout as wait } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { connectionLost } from '../database/failure.ts'
import { beginWriting, rollBack } from '../database/transaction.ts'
import type { Schema } from '../schema.ts'

/** For how long the answer is sought, and how long lies between two tries, in milliseconds. */
const SOUGHT_FOR = 15_000
const BETWEEN = 200

/**
 * Whether a transaction whose commit got no answer was committed, by the rows of the commands that it
 * `recorded`: all of it is there, or nothing. It may still be committing, so its lock is waited for. No where
 * that cannot be found out: then nothing is acknowledged, and a command that is sent again gets its outcome.
 */
export const wasCommitted = async (db: Kysely<Schema>, recorded: readonly string[]): Promise<boolean> => {
  const [one] = recorded
  if (one === undefined) return false
  for (const until = performance.now() + SOUGHT_FOR; performance.now() < until; await wait(BETWEEN)) {
    try {
      return await db.connection().execute(async (connection) => {
        await beginWriting(connection)
        try {
          const row = await connection
            .selectFrom('command')
            .select('id')
            .where('id', '=', one)
            .executeTakeFirst()
          return row !== undefined
        } finally {
          await rollBack(connection)
        }
      })
    } catch (error) {
      if (!connectionLost(error)) return false
    }
  }
  return false
}
