import type { Computed } from '@beatbook/contract'
import type { Id, IsoDate, ReadAt } from '@beatbook/domain'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { compiledQuery } from '../database/compiled.ts'
import type { ContentCache } from '../database/content-cache.ts'
import { jsonValues } from '../database/json-values.ts'
import { validOn } from '../database/valid.ts'
import type { Schema } from '../schema.ts'
import { computedOn, type Timeline } from './timeline.ts'

/** The two times of a question about ratings; its date is required. */
export interface RatingsAt extends ReadAt {
  readonly asAt: IsoDate
}

/** The timelines of the ratings of actions on a date, as known at an instant; those not rated are absent. */
export const timelinesOf = async (
  db: Kysely<Schema>,
  timelines: ContentCache<Timeline>,
  ids: readonly Id[],
  at: RatingsAt,
): Promise<Map<Id, Timeline>> => {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('rating')
    .select(['subject_id', 'content_id'])
    .where('subject_id', 'in', [...ids])
    .where(validOn(at))
    .execute()
  const found = await timelines(rows.map((row) => row.content_id))
  return new Map(
    rows.flatMap(({ subject_id, content_id }) => {
      const timeline = found.get(content_id)
      return timeline === undefined ? [] : [[subject_id, timeline]]
    }),
  )
}

/** The written levels of ratings on a date, as known at an instant: of all, of a plan, or of some of its actions. */
export const levelsOn = async (
  db: Kysely<Schema>,
  at: RatingsAt,
  planId?: Id | RawBuilder<Id>,
  only?: readonly Id[],
): Promise<Map<Id, string>> => {
  let rows = db.selectFrom('rating').select(['subject_id', 'levels']).where(validOn(at))
  if (planId !== undefined) rows = rows.where('plan_id', '=', planId)
  if (only !== undefined) rows = rows.where('subject_id', 'in', jsonValues(db, only))
  return new Map((await rows.execute()).map((row) => [row.subject_id, row.levels]))
}

/** The levels by the rules of the actions `ids` on a date; actions without a rating are not in the map. */
export const computedOf = async (
  db: Kysely<Schema>,
  timelines: ContentCache<Timeline>,
  ids: readonly Id[],
  at: RatingsAt,
): Promise<Map<Id, Computed>> => {
  const found = await timelinesOf(db, timelines, ids, at)
  return new Map(
    [...found].flatMap(([id, timeline]) => {
      const computed = computedOn(timeline, at.asAt)
      return computed === null ? [] : [[id, computed]]
    }),
  )
}

/** Whether rows of today still have the level of an earlier day: the turn of the day is not done yet. */
export const isTurning = async (db: Kysely<Schema>, today: IsoDate): Promise<boolean> =>
  (await turningAsked(db, today)).length > 0

const turningAsked = compiledQuery((db, today: IsoDate) =>
  db.selectFrom('action_now').select('number').where('turns_on', '<=', today).limit(sql.lit(1)),
)
