import type { PlanSummary } from '@beatbook/contract'
import type { PlanState } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { isTurning, type RatingsAt } from '../action/rated.ts'
import { levelOn } from '../action/timeline.ts'
import { validOn } from '../database/valid.ts'
import { ragRulesBook } from '../rag-rules/book.ts'
import type { Schema } from '../schema.ts'
import { rebuilding } from '../stream/rebuilding.ts'

/** The part of a plan's summary that is about ratings. */
export type PlanRating = Pick<PlanSummary, 'ragRules' | 'computed' | 'disagreements' | 'recalculating'>

/** The number of actions of a plan with the same level by the rules, and how many of them disagree. */
interface RatingTally {
  readonly plan_id: string
  readonly level: string
  readonly actions: number
  readonly disagreements: number
}

/**
 * Counts the ratings on a date, of every plan or of one. Returns a function that gives the summary for a plan
 * with a number of actions.
 */
export const ratingTallies = async (
  db: Kysely<Schema>,
  at: RatingsAt,
  isToday: boolean,
  planId?: string,
): Promise<(plan: PlanState, actions: number) => PlanRating> => {
  const tallied =
    isToday && !(await isTurning(db, at.asAt))
      ? await ratingsNow(db, planId)
      : await ratingsOn(db, at, planId)
  let marks = db.selectFrom('rating_due')
  if (planId !== undefined) marks = marks.where('plan_id', '=', planId)
  const marked = await marks
    .select((of) => ['plan_id', of.fn.count<number>('action_id').distinct().as('actions')])
    .groupBy('plan_id')
    .execute()
  const rebuilt = await rebuilding(db)
  const book = await ragRulesBook(db)
  const counted = Map.groupBy(tallied, (row) => row.plan_id)
  const waiting = new Map(marked.map((row) => [row.plan_id, row.actions]))
  return (plan, actions) => {
    const tallies = counted.get(plan.id) ?? []
    const ragRules = book.on(plan, at.asAt)
    const sum = (some: readonly RatingTally[], of: 'actions' | 'disagreements') =>
      some.reduce((total, tally) => total + tally[of], 0)
    const left = waiting.get(plan.id) ?? 0
    return {
      ragRules:
        ragRules === null ? null : { code: ragRules.code, version: ragRules.version, title: ragRules.title },
      computed: {
        levels: (ragRules?.levels ?? []).map(({ code, letter, word, shape }) => ({
          level: code,
          letter,
          word,
          shape,
          actions: sum(
            tallies.filter((tally) => tally.level === code),
            'actions',
          ),
        })),
        none: Math.max(0, actions - sum(tallies, 'actions')),
      },
      disagreements: sum(tallies, 'disagreements'),
      recalculating:
        rebuilt ?? (left === 0 ? null : { done: Math.max(0, actions - left), of: Math.max(actions, left) }),
    }
  }
}

const ratingsNow = (db: Kysely<Schema>, planId: string | undefined): Promise<RatingTally[]> => {
  let rows = db.selectFrom('tally').where('computed', '!=', '')
  if (planId !== undefined) rows = rows.where('plan_id', '=', planId)
  return rows
    .select((of) => [
      'plan_id',
      'computed as level',
      of.fn.sum<number>('actions').as('actions'),
      of.fn.sum<number>(of(of.ref('actions'), '*', of.ref('disagrees'))).as('disagreements'),
    ])
    .groupBy(['plan_id', 'computed'])
    .execute()
}

/** Counts by the first level of each rating where that still holds on the date, and by its timeline elsewhere. */
const ratingsOn = async (
  db: Kysely<Schema>,
  at: RatingsAt,
  planId: string | undefined,
): Promise<RatingTally[]> => {
  let rows = db.selectFrom('rating').where(validOn(at))
  if (planId !== undefined) rows = rows.where('plan_id', '=', planId)
  const standing = await rows
    .where('turns_on', '>', at.asAt)
    .where('level', '!=', '')
    .select((of) => [
      'plan_id',
      'level',
      of.fn.countAll<number>().as('actions'),
      of.fn.sum<number>('disagrees').as('disagreements'),
    ])
    .groupBy(['plan_id', 'level'])
    .execute()
  const turned = await rows.where('turns_on', '<=', at.asAt).select(['plan_id', 'levels']).execute()
  const later = turned.flatMap(({ plan_id, levels }) => {
    const { level, disagrees } = levelOn(levels, at.asAt)
    return level === '' ? [] : [{ plan_id, level, actions: 1, disagreements: disagrees }]
  })
  return [...standing, ...later]
}
