import type { PlanSummary } from '@beatbook/contract'
import type { PlanState } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { type RatingsAt, ratedOn } from '../action/rated.ts'
import { ragRulesBook } from '../rag-rules/book.ts'
import type { Schema } from '../schema.ts'

/** The part of a plan's summary that is about ratings. */
export type PlanRating = Pick<PlanSummary, 'ragRules' | 'computed' | 'disagreements' | 'recalculating'>

/**
 * Counts the ratings on a date, of every plan or of one. Returns a function that gives the summary for a plan
 * with a number of actions.
 */
export const ratingTallies = async (
  db: Kysely<Schema>,
  at: RatingsAt,
  planId?: string,
): Promise<(plan: PlanState, actions: number) => PlanRating> => {
  let rows = db.selectFrom('rating').where(ratedOn(at))
  let marks = db.selectFrom('rating_due')
  if (planId !== undefined) {
    rows = rows.where('plan_id', '=', planId)
    marks = marks.where('plan_id', '=', planId)
  }
  const tallied = await rows
    .select((of) => [
      'plan_id',
      'level',
      of.fn.countAll<number>().as('actions'),
      of.fn.sum<number>('disagrees').as('disagreements'),
    ])
    .groupBy(['plan_id', 'level'])
    .execute()
  const marked = await marks
    .select((of) => ['plan_id', of.fn.countAll<number>().as('actions')])
    .groupBy('plan_id')
    .execute()
  const book = await ragRulesBook(db)
  const counted = Map.groupBy(tallied, (row) => row.plan_id)
  const waiting = new Map(marked.map((row) => [row.plan_id, row.actions]))
  return (plan, actions) => {
    const tallies = counted.get(plan.id) ?? []
    const ragRules = book.on(plan, at.asAt)
    const of = (level: string) => tallies.find((tally) => tally.level === level)?.actions ?? 0
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
          actions: of(code),
        })),
        none: Math.max(0, actions - tallies.reduce((sum, tally) => sum + tally.actions, 0)),
      },
      disagreements: tallies.reduce((sum, tally) => sum + tally.disagreements, 0),
      recalculating: left === 0 ? null : { done: Math.max(0, actions - left), of: Math.max(actions, left) },
    }
  }
}
