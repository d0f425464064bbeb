import {
  type ConditionShown,
  factNames,
  id,
  isoDate,
  ragLevel,
  ragOperators,
  recordedLevel,
  recordedStage,
  timescale,
} from '@beatbook/domain'
import * as z from 'zod'
import { computed, ownerView, shownLevel } from '../action/view.ts'
import { ragRulesShown } from '../plan/view.ts'

const value = z.union([z.number(), z.string(), z.boolean()])
const testShown = z.object({
  fact: z.enum(factNames),
  is: z.enum(ragOperators),
  than: value,
  value: value.nullable(),
  met: z.boolean(),
})

/** A condition with what every test of it met, and the outcome. */
export const conditionShown: z.ZodType<ConditionShown> = z.union([
  testShown,
  z.object({
    get all() {
      return z.array(conditionShown)
    },
    met: z.boolean(),
  }),
  z.object({
    get any() {
      return z.array(conditionShown)
    },
    met: z.boolean(),
  }),
  z.object({
    get not() {
      return conditionShown
    },
    met: z.boolean(),
  }),
])

/** The level of an override, who it replaces being the rules, from a day to the end of another. */
export const overrideShown = z.object({
  level: z.string(),
  from: isoDate,
  until: isoDate,
  reason: z.string(),
})

const bounds = z.object({
  over: z.number().optional(),
  atLeast: z.number().optional(),
  under: z.number().optional(),
  atMost: z.number().optional(),
})

/**
 * One fact that would have to change, from what it is (`null`: unknown) to one of some values, any but some,
 * or a number within bounds.
 */
export const ragChange = z.object({
  fact: z.enum(factNames),
  from: value.nullable(),
  to: z.union([z.object({ oneOf: z.array(value) }), z.object({ otherThan: z.array(value) }), bounds]),
})

/**
 * Why an action has its level on a date. `declared` is what a person said, since when and in which words;
 * `byRules` what the rules give, `computed` the same with an override in its place. `evaluation` has every
 * rule with every test; `facts` every fact (`null`: unknown). `about` are the arguments of the sentence;
 * `daysPast` counts from the deadline, negative before it. `toTurn`: the smallest sets of changes that would
 * give `level`.
 */
export const why = z.object({
  id,
  address: z.string(),
  ref: z.string(),
  text: z.string(),
  asAt: isoDate,
  declared: z
    .object({
      level: recordedLevel,
      since: isoDate,
      text: z.string().nullable(),
      reason: z.string().nullable(),
    })
    .nullable(),
  computed: computed.nullable(),
  byRules: shownLevel.extend({ rule: z.string().nullable() }).nullable(),
  disagrees: z.boolean(),
  disagreement: z.enum(['kinder', 'harsher', 'other']).nullable(),
  override: overrideShown.nullable(),
  ragRules: ragRulesShown.extend({ description: z.string(), levels: z.array(ragLevel) }).nullable(),
  evaluation: z
    .object({
      level: z.string(),
      rule: z.string().nullable(),
      rules: z.array(z.object({ id: z.string(), level: z.string(), met: z.boolean(), when: conditionShown })),
    })
    .nullable(),
  facts: z.record(z.string(), value.nullable()),
  about: z.object({
    deadline: isoDate.nullable(),
    daysPast: z.int().nullable(),
    daysSilent: z.int().nullable(),
    stage: recordedStage.nullable(),
    timescale,
    lastUpdate: isoDate.nullable(),
    redated: z.int(),
    owners: z.array(z.string()),
  }),
  toTurn: z.object({ level: z.string(), ways: z.array(z.array(ragChange)) }).nullable(),
})
export type Why = z.infer<typeof why>

/**
 * What an action was declared, and what the rules make of it, through time: `from` inclusive, `to` exclusive,
 * `null` where it stays.
 */
export const ribbon = z.object({
  id,
  address: z.string(),
  asAt: isoDate,
  declared: z.array(z.object({ from: isoDate, to: isoDate.nullable(), level: recordedLevel.nullable() })),
  computed: z.array(
    shownLevel.extend({
      from: isoDate,
      to: isoDate.nullable(),
      rule: z.string().nullable(),
      because: z.array(testShown),
      overridden: z.boolean(),
    }),
  ),
})
export type Ribbon = z.infer<typeof ribbon>

/**
 * An action whose level turns on a day to come if nobody writes. `rule` will decide, by the tests in
 * `because`.
 */
export const turning = z.object({
  on: isoDate,
  id,
  address: z.string(),
  ref: z.string(),
  text: z.string(),
  owners: z.array(ownerView),
  was: shownLevel,
  becomes: shownLevel,
  rule: z.string().nullable(),
  because: z.array(testShown),
})
export type Turning = z.infer<typeof turning>

/**
 * How many actions stood at each level at the end of each day asked for; `forecast` where the day is after
 * the date the question is about.
 */
export const trends = z.object({
  by: z.enum(['declared', 'computed']),
  levels: z.array(shownLevel),
  points: z.array(
    z.object({ on: isoDate, forecast: z.boolean(), actions: z.int(), counts: z.record(z.string(), z.int()) }),
  ),
})
export type Trends = z.infer<typeof trends>
