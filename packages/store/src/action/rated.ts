import type { Computed } from '@beatbook/contract'
import type { IsoDate, ReadAt } from '@beatbook/domain'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { knownOn } from '../database/held.ts'
import type { Schema } from '../schema.ts'

/** The two times of a question about ratings, its date always given. */
export interface RatingsAt extends ReadAt {
  readonly asAt: IsoDate
}

/**
 * The condition on ratings (under the name `of`) that leaves each action's rating on a date, as known at an
 * instant.
 */
export const shownOn = ({ asAt, knownAt }: RatingsAt, of = 'rating'): RawBuilder<boolean> =>
  sql<boolean>`${knownOn(knownAt, of)} and ${sql.ref(`${of}.shown_to`)} > ${asAt} and ${sql.ref(`${of}.shown_from`)} <= ${asAt}`

/** The levels by the rules of the actions `ids`; those without are not in it. */
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
    .where(shownOn(at))
    .execute()
  return new Map(rows.map((row) => [row.action_id, JSON.parse(row.shown) as Computed]))
}
