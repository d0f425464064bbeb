import { type Kysely, sql } from 'kysely'
import { engineOf } from './engine.ts'

/**
 * Does work that no other server may do at the same time, such as rebuilding what is stored, however long it
 * waits for that. `db` is the writer's, which has one connection; a file is locked for its server anyway.
 */
export const alone = async <T, R>(db: Kysely<T>, work: () => Promise<R>): Promise<R> => {
  if (engineOf(db) === 'sqlite') return work()
  const key = sql`hashtext('beatbook'), hashtext(current_schema())`
  // The limit on waiting is off for this statement.
  await sql`select pg_advisory_lock(${key}) from (select set_config('lock_timeout', '0', true)) as wait`.execute(
    db,
  )
  try {
    return await work()
  } finally {
    // With a lost connection the lock is lost too.
    await sql`select pg_advisory_unlock(${key})`.execute(db).catch(() => {})
  }
}
