import type { Computed } from '@beatbook/contract'
import type { IsoDate, ReadAt } from '@beatbook/domain'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { knownOn } from '../database/valid.ts'
import type { Schema } from '../schema.ts'

/** The two times of a question about ratings; its date is required. */
export interface RatingsAt extends ReadAt {
  readonly asAt: IsoDate
}

/**
 * The condition on the table of ratings (alias `of`) that selects each action's rating on a date, as known at
 * an instant.
 */
export const ratedOn = ({ asAt, knownAt }: RatingsAt, of = 'rating'): RawBuilder<boolean> =>
  sql<boolean>`${knownOn(knownAt, of)} and ${sql.ref(`${of}.shown_to`)} > ${asAt} and ${sql.ref(`${of}.shown_from`)} <= ${asAt}`

/** The levels by the rules of the actions `ids`; actions without a rating are not in the map. */
export const computedOf = async (
  db: Kysely<Schema>,
  ids: readonly string[],
  at: RatingsAt,
): Promise<Map<string, Computed>> => {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('rating')
    .select(['action_id', 'shown'])
    .where('action_id', 'in', [...ids])
    .where(ratedOn(at))
    .execute()
  return new Map(rows.map((row) => [row.action_id, JSON.parse(row.shown) as Computed]))
}
