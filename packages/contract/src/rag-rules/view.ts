import { id, isoDate, ragLevel, ragRules, ragRulesFault, ragRulesFlag } from '@beatbook/domain'
import * as z from 'zod'
import { shownLevel } from '../action/view.ts'
import { ragRulesShown } from '../plan/view.ts'

/** A version of RAG rules: whether it is built in, and the codes of the plans it rates today. */
export const ragRulesSummary = ragRulesShown.extend({
  description: z.string(),
  builtIn: z.boolean(),
  waitsFor: z.array(z.string()),
  levels: z.array(ragLevel),
  plans: z.array(z.string()),
})
export type RagRulesSummary = z.infer<typeof ragRulesSummary>

/**
 * The result of checking RAG rules: they can be saved where there are no faults; flags are unusual but
 * allowed.
 */
export const ragRulesChecked = z.object({
  ragRules: ragRules.nullable(),
  faults: z.array(ragRulesFault),
  flags: z.array(ragRulesFlag),
})
export type RagRulesChecked = z.infer<typeof ragRulesChecked>

const inOther = z.object({ is: shownLevel, would: shownLevel })

/**
 * What other rules would change: today, and over the following 91 days if nothing more is recorded; only
 * actions that change.
 */
export const whatIfView = z.object({
  asAt: isoDate,
  until: isoDate,
  actions: z.int(),
  changes: z.array(
    z.object({
      id,
      address: z.string(),
      text: z.string(),
      today: inOther.nullable(),
      later: z.array(inOther.extend({ from: isoDate, to: isoDate })),
    }),
  ),
})
export type WhatIfView = z.infer<typeof whatIfView>

/**
 * How RAG rules would have rated a plan's past compared with what happened; each count with the number of
 * cases it is based on.
 */
export const backTestView = z.object({
  from: isoDate,
  until: isoDate,
  actions: z.int(),
  greenThenLate: z.object({ cases: z.int(), late: z.int() }),
  amberStood: z.object({
    cases: z.int(),
    medianDays: z.number().nullable(),
    turnedRed: z.int(),
    open: z.int(),
  }),
  declared: z.object({ cases: z.int(), kinder: z.int(), harsher: z.int() }),
})
export type BackTestView = z.infer<typeof backTestView>
