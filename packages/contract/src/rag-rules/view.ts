import { id, isoDate, ragLevel, ragRules, ragRulesFault, ragRulesFlag } from '@beatbook/domain'
import * as z from 'zod'
import { shownLevel } from '../action/view.ts'
import { ragRulesShown } from '../plan/view.ts'

/** RAG rules that there are: whether they ship with Beatbook, and the codes of the plans they rate today. */
export const ragRulesSummary = ragRulesShown.extend({
  description: z.string(),
  builtIn: z.boolean(),
  waitsFor: z.array(z.string()),
  levels: z.array(ragLevel),
  plans: z.array(z.string()),
})
export type RagRulesSummary = z.infer<typeof ragRulesSummary>

/** Checked RAG rules: they can be saved where there are no faults; flags are odd but allowed. */
export const ragRulesChecked = z.object({
  ragRules: ragRules.nullable(),
  faults: z.array(ragRulesFault),
  flags: z.array(ragRulesFlag),
})
export type RagRulesChecked = z.infer<typeof ragRulesChecked>

const inOther = z.object({ is: shownLevel, would: shownLevel })

/**
 * What other rules would change: today, and over the 91 days after it if nobody writes; only actions that
 * change.
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
 * How RAG rules would have rated a plan's past against what happened; each count beside the cases it rests
 * on.
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
