import type { PlanReader, PlanSummary, PlanView } from '@beatbook/contract'
import { type IsoDate, type PlanState, pinOf, type ReadAt } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { validOn } from '../database/valid.ts'
import { type PlanRating, ratingTallies } from '../rating/tally.ts'
import type { Schema } from '../schema.ts'
import { planState, planStates } from '../stream/plan-states.ts'
import { type Tally, tallied, tallies } from './tally.ts'
import { wholePlan } from './whole.ts'

/** Reads plans with their counts, as of today or of another date. */
export const planReader = (db: Kysely<Schema>, today: () => IsoDate): PlanReader => ({
  list: async (at = {}) => {
    const counted = Map.groupBy(await tallies(db, at), (tally) => tally.plan_id)
    const rated = await ratingTallies(db, { asAt: at.asAt ?? today(), knownAt: at.knownAt })
    return (await planStates(db, at)).map((plan) => summary(plan, counted.get(plan.id) ?? [], rated))
  },
  whole: (given, at = {}) => wholePlan(db, given, at, today()),
  get: async (given, at = {}) => {
    const plan = await planState(db, given, at)
    if (plan === null) return null
    const counted = await tallies(db, at, plan.id)
    const rated = await ratingTallies(db, { asAt: at.asAt ?? today(), knownAt: at.knownAt }, plan.id)
    const view: PlanView = {
      ...summary(plan, counted, rated),
      sections: plan.sections.map(({ id, ref, title }) => ({
        id,
        ref,
        title,
        counts: tallied(counted.filter((tally) => tally.section_id === id)),
      })),
      documents: plan.documents.map(({ documentId, name, documentDate }) => ({
        id: documentId,
        name,
        documentDate,
      })),
      severities: { ...plan.severities },
      owners: await ownersOf(db, plan.id, at),
    }
    return view
  },
})

const summary = (
  plan: PlanState,
  counted: readonly Tally[],
  rated: (plan: PlanState, actions: number) => PlanRating,
): PlanSummary => ({
  id: plan.id,
  code: plan.code,
  title: plan.title,
  kind: plan.kind,
  ...pinOf(plan),
  areaId: plan.areaId,
  sponsor: plan.sponsor,
  dated: plan.dated,
  period: plan.period,
  counts: tallied(counted),
  lastUpdate:
    counted
      .map((tally) => tally.last)
      .sort()
      .at(-1) || null,
  ...rated(plan, tallied(counted).actions),
})

/** The owners of a plan's actions that are not withdrawn, with the number of actions each, by name. */
const ownersOf = (db: Kysely<Schema>, planId: string, at?: ReadAt): Promise<PlanView['owners']> =>
  db
    .selectFrom(
      db
        .selectFrom('action_version')
        .innerJoin('action_owner', 'action_owner.version', 'action_version.version')
        .select((of) => ['party_id', of.fn.countAll<number>().as('actions')])
        .where(validOn(at))
        .where('plan_id', '=', planId)
        .where('withdrawn', '=', 0)
        .groupBy('party_id')
        .as('owned'),
    )
    .innerJoin('party', 'party.id', 'owned.party_id')
    .select(['party.id as partyId', 'party.name', 'owned.actions'])
    .orderBy('party.folded')
    .execute()
