import type { Computed, IsoDate, ReadAt } from '@beatbook/domain'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { knownOn } from '../database/held.ts'
import type { Schema } from '../schema.ts'

/** The two times of a question about colours, its date always given. */
export interface ColoursAt extends ReadAt {
  readonly asAt: IsoDate
}

/** The condition on colourings (under the name `of`) that leaves each action's colour on a date, as known at an instant. */
export const shownOn = ({ asAt, knownAt }: ColoursAt, of = 'colouring'): RawBuilder<boolean> =>
  sql<boolean>`${knownOn(knownAt, of)} and ${sql.ref(`${of}.shown_to`)} > ${asAt} and ${sql.ref(`${of}.shown_from`)} <= ${asAt}`

/** The levels by the rules of the actions `ids`; those without are not in it. */
export const computedOf = async (db: Kysely<Schema>, ids: readonly string[], at: ColoursAt): Promise<Map<string, Computed>> => {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('colouring')
    .select(['action_id', 'shown'])
    .where('action_id', 'in', [...ids])
    .where(shownOn(at))
    .execute()
  return new Map(rows.map((row) => [row.action_id, JSON.parse(row.shown) as Computed]))
}
