import {
  type ActionEvent,
  type ActionState,
  type DatedState,
  type DependencyRatings,
  type Id,
  type Instant,
  type IsoDate,
  linkedTo,
  type Pin,
  type RagInterval,
  type Recorded,
  ratingsOf,
} from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { standingOn, type Timeline, timelineOf, writtenLevels, writtenTimeline } from '../action/timeline.ts'
import { compiledQuery } from '../database/compiled.ts'
import type { RagRulesBook } from '../rag-rules/book.ts'
import { dependencyRatings } from '../rating/dependencies.ts'
import type { Schema } from '../schema.ts'
import type { Plans } from '../stream/plan-states.ts'
import type { RatingTable } from '../tables/rating.ts'
import { END } from '../tables/version.ts'
import {
  type CurrentVersion,
  type KnownVersion,
  replaceContents,
  type WantedVersion,
} from './replace-contents.ts'
import type { Collected } from './today.ts'

/** A rating that should be current. */
export interface WantedRating extends WantedVersion {
  readonly timeline: Timeline
  readonly columns: Pick<
    RatingTable,
    'subject_kind' | 'subject_id' | 'plan_id' | 'level' | 'disagrees' | 'turns_on' | 'levels'
  >
}

/** An action to rate, as known at the instant `recordedAt`. */
export interface ToRate {
  readonly id: Id
  /** Its states in order. */
  readonly states: readonly DatedState[]
  /** The plans of its states; one is absent where the action no longer exists with it. */
  readonly plans: Plans
  /** The day before which nothing changed; absent where any day may have changed. */
  readonly since?: IsoDate | undefined
  readonly recordedAt: Instant
}

/**
 * Rates an action: collects in `to` how its ratings `known`, those valid on `since` or later, are replaced.
 * The ratings of what it depends on must be stored.
 */
export const replaceRatings = async (
  db: Kysely<Schema>,
  { id, states, plans, since, recordedAt }: ToRate,
  known: readonly KnownVersion[],
  book: RagRulesBook,
  to: Collected,
): Promise<{ current: readonly CurrentVersion<WantedRating>[]; changed: boolean }> => {
  const on = everDependedOn(states)
  const plan = plans.get(states.at(-1)?.state.planId ?? '')
  const dependencies =
    on.size === 0 || plan === undefined ? null : await dependencyRatings(db, on, plan, book, recordedAt)
  const wanted = plan === undefined ? [] : wantedRatings(states, plans, book, dependencies, since)
  return replaceContents('rating', id, known, wanted, recordedAt, to, ({ columns }, periods, contentId) => ({
    ...periods,
    ...columns,
    content_id: contentId,
  }))
}

/**
 * The ratings of an action from its states in order, their plans and the ratings of what it depends on; without
 * those that ended before `since`. While it belongs to a plan the rules of that plan rate it.
 */
export const wantedRatings = (
  states: readonly DatedState[],
  plans: Plans,
  book: RagRulesBook,
  dependencies: DependencyRatings | null,
  since?: IsoDate,
): WantedRating[] =>
  ratingsOf(states, pinsOf(states, plans, book), dependencies, since).flatMap((rating) => {
    if (rating.intervals.length === 0) return []
    const state = stateOn(states, rating.from)
    const timeline = timelineOf(rating, state, (interval: RagInterval) =>
      book.of(interval.ragRules.code, interval.ragRules.version),
    )
    const { level, disagrees, turnsOn } = standingOn(timeline, rating.from)
    return {
      held_from: rating.from,
      held_to: rating.to ?? END,
      timeline,
      body: writtenTimeline(timeline),
      haystack: '',
      // An action that moves between plans with the same rules has the same levels, and another plan.
      also: state.planId,
      columns: {
        subject_kind: 'action',
        subject_id: state.id,
        plan_id: state.planId,
        level,
        disagrees,
        turns_on: turnsOn,
        levels: writtenLevels(timeline),
      },
    }
  })

/**
 * The rules that rate an action, each from a day on: those of the plans it belongs to, while it does. A plan is rated
 * from its start (decision 3), so it has rules on every day on which an action can move to it.
 */
const pinsOf = (states: readonly DatedState[], plans: Plans, book: RagRulesBook): Pin[] => {
  const stays = states.filter(({ state }, at) => state.planId !== states[at - 1]?.state.planId)
  const [only] = stays
  if (only === undefined || stays.length === 1)
    return book.pins(plans.get(only?.state.planId ?? '')?.pins ?? [])
  return stays.flatMap(({ from, state }, at) => {
    const end = stays[at + 1]?.from
    const pins = book.pins(plans.get(state.planId)?.pins ?? [])
    const begun = pins.findLast((pin) => pin.from <= from)
    return [
      ...(begun === undefined ? [] : [{ ...begun, from }]),
      ...pins.filter((pin) => pin.from > from && (end === undefined || pin.from < end)),
    ]
  })
}

/** The actions that an action ever depended on, by its states. */
export const everDependedOn = (states: readonly DatedState[]): Set<Id> =>
  new Set(states.flatMap(({ state }) => linkedTo(state, 'depends-on')))

/** Whether an action ever depended on another, with the events `added` to it or before. */
export const onceDepended = async (
  db: Kysely<Schema>,
  actionId: Id,
  added: readonly Recorded<ActionEvent>[],
): Promise<boolean> => {
  if (added.some((event) => event.type === 'link-added' && event.facts.kind === 'depends-on')) return true
  return (await dependencyAsked(db, actionId)).length > 0
}

const dependencyAsked = compiledQuery((db, actionId: Id) =>
  db
    .selectFrom('link')
    .select('to_id')
    .where('from_id', '=', actionId)
    .where('kind', '=', sql.lit('depends-on' as const))
    .limit(sql.lit(1)),
)

const stateOn = (states: readonly DatedState[], on: IsoDate): ActionState =>
  (states.findLast(({ from }) => from <= on) as DatedState).state
