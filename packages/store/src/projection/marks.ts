import type { Id, Instant } from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { compiledQuery } from '../database/compiled.ts'
import { knownOn } from '../database/valid.ts'
import type { Schema } from '../schema.ts'
import { END } from '../tables/version.ts'

/** Marks the actions that depend, or once depended, on `ids`: they are rated again as known at `recordedAt`. */
export const markDependents = async (
  db: Kysely<Schema>,
  ids: readonly Id[],
  recordedAt: Instant,
): Promise<void> => {
  if (ids.length === 0) return
  if ((await anyDependency(db)).length === 0) return
  const dependents = db.selectFrom('link').where('kind', '=', 'depends-on')
  const known = new Set((await dependents.select('to_id').distinct().execute()).map((row) => row.to_id))
  for (const id of ids.filter((each) => known.has(each)))
    await sql`insert into rating_due (action_id, recorded_at, plan_id)
      select action_id, ${recordedAt}, plan_id from action_now
      where action_id in (select from_id from link where kind = 'depends-on' and to_id = ${id})
      on conflict do nothing`.execute(db)
}

const anyDependency = compiledQuery((db) =>
  db
    .selectFrom('link')
    .select('to_id')
    .where('kind', '=', sql.lit('depends-on' as const))
    .limit(sql.lit(1)),
)

/**
 * Marks every action of a plan, and those that belonged to it once: they are rated again as known at `recordedAt`.
 */
export const markPlan = async (db: Kysely<Schema>, planId: Id, recordedAt: Instant): Promise<void> => {
  await sql`insert into rating_due (action_id, recorded_at, plan_id)
    select action_id, ${recordedAt}, plan_id from action_now where plan_id = ${planId}
    union select action_id, ${recordedAt}, plan_id from action_now
      where plan_id <> ${planId} and action_id in (
        select action_id from action_version
        where plan_id = ${planId} and ${knownOn()} and held_to < ${END})
    on conflict do nothing`.execute(db)
}
