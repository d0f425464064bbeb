import {
  type ActionState,
  byEffect,
  type DatedState,
  type IsoDate,
  linkedTo,
  type PlanState,
  type RagInterval,
  ratingsOf,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { ragRulesBook } from '../rag-rules/book.ts'
import type { Schema } from '../schema.ts'
import { nextVersion, replaceVersions } from '../stream/replace-versions.ts'
import { ratingColumns } from './columns.ts'
import { dependencyRatings } from './dependencies.ts'

/**
 * What to rate: an action's states in order, its plan, whether it is new, and the day before which nothing
 * changed.
 */
export interface ToRate {
  readonly states: readonly DatedState[]
  readonly plan: PlanState
  readonly isNew: boolean
  readonly since?: IsoDate
}

/**
 * Rates actions inside the writer's transaction: the returned function updates one action's ratings and
 * returns whether anything changed.
 */
export const rater = async (db: Kysely<Schema>, recordedAt: string) => {
  const next = await nextVersion(db, 'rating')
  const book = await ragRulesBook(db)
  return async ({ states, plan, isNew, since: first }: ToRate): Promise<boolean> => {
    const last = states.at(-1)?.state
    if (last === undefined) return false
    const everDependedOn = new Set(states.flatMap(({ state }) => linkedTo(state, 'depends-on')))
    const dependencies =
      everDependedOn.size === 0 ? null : await dependencyRatings(db, everDependedOn, plan, book)
    // A rating begins on each day on which a dependency's rating begins, so a new dependency splits earlier
    // ratings too, and one that is removed again (even on the same day) no longer splits them.
    const since = dependencies === null && !(await onceDepended(db, last.id)) ? first : undefined
    const rows = ratingsOf(states, book.pins(plan.pins), dependencies, since).flatMap((rating) =>
      ratingColumns(rating, stateOn(states, rating.from), (interval: RagInterval) =>
        book.of(interval.ragRules.code, interval.ragRules.version),
      ),
    )
    const key = { column: 'action_id', value: last.id, isNew, ...(since === undefined ? {} : { since }) }
    const { inserted, ended } = await replaceVersions(db, 'rating', key, rows, same, recordedAt, next)
    return inserted.length > 0 || ended > 0
  }
}

/** Whether an action ever depended on another. */
const onceDepended = async (db: Kysely<Schema>, actionId: string): Promise<boolean> => {
  const link = db.selectFrom('link').select('to_id').where('from_id', '=', actionId)
  return (await link.where('kind', '=', 'depends-on').limit(1).executeTakeFirst()) !== undefined
}

/** Ends the ratings of an action that no longer exists. Returns whether there were any. */
export const endRatings = async (
  db: Kysely<Schema>,
  actionId: string,
  recordedAt: string,
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('rating')
    .set({ recorded_to: recordedAt })
    .where('action_id', '=', actionId)
    .where('recorded_to', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

const same = ['held_from', 'held_to', 'span_from', 'span_to', 'disagrees', 'because', 'shown'] as const

const stateOn = (states: readonly DatedState[], on: IsoDate): ActionState =>
  (states.findLast(({ from }) => from <= on) as DatedState).state

/** The first day on which `events` change anything. */
export const firstDay = (events: readonly { effectiveOn: IsoDate; position: number }[]): IsoDate =>
  ([...events].sort(byEffect)[0] as { effectiveOn: IsoDate }).effectiveOn
