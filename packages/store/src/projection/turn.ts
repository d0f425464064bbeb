import type { Id, IsoDate } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { readTimeline } from '../action/timeline.ts'
import { contentCache } from '../database/content-cache.ts'
import { dayTurnedTo } from '../party/parties.ts'
import { turnNames } from '../party/project.ts'
import type { Schema } from '../schema.ts'
import { collectTallies } from './tallies.ts'
import { rateToday } from './today.ts'

/** How many rows of today are moved to a new day in one transaction. */
const AT_ONCE = 500

/** The result of one step of the turn of the day: what it changed, and whether rows are left. */
export interface Turned {
  readonly plans: readonly Id[]
  readonly actions: readonly Id[]
  readonly more: boolean
}

/** Earlier than every day: a row with it is evaluated again in any case. */
const EARLIEST = '0000-01-01'

/**
 * Begins the turn to a day, with the names of parties that begin on it, and returns those parties. A clock that was
 * ahead and set right turned rows too far: where the day is before the last one, all are evaluated again.
 */
export const beginTurn = async (db: Kysely<Schema>, day: IsoDate): Promise<Id[]> => {
  const turned = await dayTurnedTo(db)
  if (day === turned) return []
  if (day < turned) await db.updateTable('action_now').set({ turns_on: EARLIEST }).execute()
  await db.updateTable('record').set({ turned: day }).execute()
  return turnNames(db, turned, day)
}

/**
 * The turn of the day: moves rows of today whose rating changes by itself on `day` or before to their level on
 * that day, with their tallies. Nothing is recorded: the ratings foresaw it.
 */
export const turnSome = async (db: Kysely<Schema>, day: IsoDate): Promise<Turned> => {
  const rows = await db
    .selectFrom('action_now')
    .selectAll()
    .where('turns_on', '<=', day)
    .orderBy('turns_on')
    .limit(AT_ONCE)
    .execute()
  if (rows.length === 0) return { plans: [], actions: [], more: false }
  const timelines = await contentCache(db, readTimeline)(rows.flatMap((row) => row.rating_id ?? []))
  const tallies = collectTallies()
  for (const row of rows) {
    const timeline = row.rating_id === null ? undefined : timelines.get(row.rating_id)
    const rating = timeline === undefined ? null : { contentId: row.rating_id as number, timeline }
    await rateToday(db, row, rating, day, tallies)
  }
  await tallies.write(db)
  return {
    plans: [...new Set(rows.map((row) => row.plan_id))],
    actions: rows.map((row) => row.action_id),
    more: rows.length === AT_ONCE,
  }
}
