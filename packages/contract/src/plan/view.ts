import {
  chosenSeverity,
  id,
  isoDate,
  period,
  planKind,
  readAt,
  updatePeriod,
  workflowShape,
} from '@beatbook/domain'
import * as z from 'zod'
import { shownLevel } from '../action/view.ts'
import { aggregateEvent } from '../aggregate/view.ts'

/** How many actions have each code; every code of this release's workflows is in it. */
const tally = z.record(z.string(), z.int())

/**
 * Counts over a plan's or section's actions that are not withdrawn. `levels` counts declared levels, `none`
 * being without one; `stages` counts stages, `none` being not stated; `bar` counts every action once: complete
 * where its stage is, else its declared level.
 */
export const counts = z.object({
  actions: z.int(),
  withdrawn: z.int(),
  levels: tally,
  stages: tally,
  bar: tally,
})
export type Counts = z.infer<typeof counts>

/** The version of the RAG rules that rate a plan. */
export const ragRulesShown = z.object({ code: z.string(), version: z.int(), title: z.string() })

/**
 * How many actions that are not withdrawn have each level of the plan's rules, worst first; `none` counts
 * those without a rating (yet).
 */
export const computedCounts = z.object({
  levels: z.array(shownLevel.extend({ actions: z.int() })),
  none: z.int(),
})
export type ComputedCounts = z.infer<typeof computedCounts>

/** A question about all plans: those that are archived are left out, listed too, or listed alone. */
export const plansQuestion = readAt.extend({ archived: z.enum(['without', 'with', 'only']).optional() })
export type PlansQuestion = z.infer<typeof plansQuestion>

/** A plan as a row of a list, at a date. */
export const planSummary = z.object({
  id,
  code: z.string(),
  title: z.string(),
  kind: planKind,
  archived: z.boolean(),
  ...workflowShape,
  /** Its area; `null` is the force's own. */
  areaId: id.nullable(),
  sponsor: z.string().nullable(),
  dated: z.string().nullable(),
  period: period.nullable(),
  counts,
  lastUpdate: isoDate.nullable(),
  ragRules: ragRulesShown.nullable(),
  computed: computedCounts,
  /** How many actions have a declared level that differs from the level by the rules. */
  disagreements: z.int(),
  /** Set while the plan's ratings are recalculated: how many are done, of how many. */
  recalculating: z.object({ done: z.int(), of: z.int() }).nullable(),
})
export type PlanSummary = z.infer<typeof planSummary>

/** A complete plan at a date: its sections with their counts, and the documents it was read from. */
export const planView = planSummary.extend({
  sections: z.array(z.object({ id, ref: z.string().nullable(), title: z.string(), counts })),
  documents: z.array(z.object({ id, name: z.string(), documentDate: isoDate })),
  /** What it is about. */
  description: z.string().nullable(),
  /** How often an update of each action is expected. */
  updatePeriod: updatePeriod.nullable(),
  /** The severity of each check for this plan, by code; absent ones have their default. */
  severities: z.record(z.string(), chosenSeverity),
  owners: z.array(z.object({ partyId: id, name: z.string(), actions: z.int() })),
})
export type PlanView = z.infer<typeof planView>

/** What happened to a plan itself, oldest first. */
export const planHistory = z.array(
  aggregateEvent.extend({ by: z.object({ id: z.string(), name: z.string() }) }),
)
