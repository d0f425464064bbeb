import type { AggregateReader, PlanReader, PlanSummary, PlanView } from '@beatbook/contract'
import { type IsoDate, type PlanState, pinOf, type ReadAt } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { atOneInstant } from '../database/transaction.ts'
import { isOfToday } from '../database/valid.ts'
import { type PlanRating, ratingTallies } from '../rating/tally.ts'
import type { Schema } from '../schema.ts'
import { type PlanCache, planState, planStates } from '../stream/plan-states.ts'
import { changedActions } from './changed.ts'
import { ownerCounts, type Tallies, tallied, tallies } from './tally.ts'
import { wholePlan } from './whole.ts'

/** Reads plans with their counts, as of today or of another date. */
export const planReader = (
  db: Kysely<Schema>,
  today: () => IsoDate,
  aggregates: Pick<AggregateReader, 'history'>,
  cache: PlanCache = new Map(),
): PlanReader => ({
  list: ({ archived = 'without', ...at } = {}) =>
    atOneInstant(db, async (db) => {
      const counted = await tallies(db, at)
      const rated = await ratingTallies(db, ...ratingsAt(at, today()))
      return (await planStates(db, at, { cache }))
        .filter((plan) => archived === 'with' || plan.archived === (archived === 'only'))
        .map((plan) => summary(plan, counted, rated))
    }),
  whole: (given, at = {}, part) => wholePlan(db, given, at, today(), part),
  changed: (given, between) => changedActions(db, given, between),
  history: async (given, at = {}) => {
    const plan = await planState(db, given, at)
    return plan === null ? null : aggregates.history('plan', plan.id, at)
  },
  get: (given, at = {}) =>
    atOneInstant(db, async (db) => {
      const plan = await planState(db, given, at)
      if (plan === null) return null
      const counted = await tallies(db, at, plan.id)
      const rated = await ratingTallies(db, ...ratingsAt(at, today()), plan.id)
      const view: PlanView = {
        ...summary(plan, counted, rated),
        sections: plan.sections.map(({ id, ref, title }) => ({
          id,
          ref,
          title,
          counts: tallied(counted.of(plan.id).filter((tally) => tally.section_id === id)),
        })),
        documents: plan.documents.map(({ documentId, name, documentDate }) => ({
          id: documentId,
          name,
          documentDate,
        })),
        description: plan.description,
        updatePeriod: plan.updatePeriod,
        severities: { ...plan.severities },
        owners: await ownerCounts(db, at, plan.id),
      }
      return view
    }),
})

const ratingsAt = (at: ReadAt, today: IsoDate) =>
  [{ asAt: at.asAt ?? today, knownAt: at.knownAt }, isOfToday(at)] as const

const summary = (
  plan: PlanState,
  counted: Tallies,
  rated: (plan: PlanState, actions: number) => PlanRating,
): PlanSummary => {
  const counts = tallied(counted.of(plan.id))
  return {
    id: plan.id,
    code: plan.code,
    title: plan.title,
    kind: plan.kind,
    archived: plan.archived,
    ...pinOf(plan),
    areaId: plan.areaId,
    sponsor: plan.sponsor,
    dated: plan.dated,
    period: plan.period,
    counts,
    lastUpdate: counted.lastUpdate(plan.id) || null,
    ...rated(plan, counts.actions),
  }
}
