import {
  type ConditionResult,
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

/** A condition with the value and outcome of each of its tests, and its own outcome. */
export const conditionShown: z.ZodType<ConditionResult> = z.union([
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

/**
 * An override of the level by the rules, from a day to the end of another: a level and its mark, and the name of
 * the person who set it.
 */
export const overrideShown = shownLevel.extend({
  from: isoDate,
  until: isoDate,
  by: z.string(),
  reason: z.string(),
})

/** The words of one update and its day: the text and the reason; both `null` where none had words. */
const saidWords = { saidOn: isoDate, text: z.string().nullable(), reason: z.string().nullable() }

const bounds = z.object({
  over: z.number().optional(),
  atLeast: z.number().optional(),
  under: z.number().optional(),
  atMost: z.number().optional(),
})

/**
 * One fact that would have to change, from its value (`null`: unknown) to one of some values, to any except
 * some, or to a number within bounds.
 */
export const ragChange = z.object({
  fact: z.enum(factNames),
  from: value.nullable(),
  to: z.union([z.object({ oneOf: z.array(value) }), z.object({ otherThan: z.array(value) }), bounds]),
})

/**
 * Why an action has its level on a date. `declared` is what a person declared, since when, the day on which it
 * was last said `again` and the newest words it was said with; `completed` since when the work is complete,
 * the first words it was said with, and the files and links that show it, by their days. `byRules` is the level by the rules, `computed` the same or the override in
 * its place. `evaluation` has every rule with every test; `facts` every fact (`null`: unknown). `about` has the
 * arguments of the explanation; `daysPast` counts from the deadline, negative before it. `toTurn`: the smallest
 * sets of changes that would give `level`; `null` also for complete work, unless a level is asked for.
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
      again: isoDate.nullable(),
      ...saidWords,
    })
    .nullable(),
  completed: z
    .object({
      since: isoDate,
      ...saidWords,
      evidence: z.array(z.object({ title: z.string(), on: isoDate })),
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
 * An action's declared levels and levels by the rules over time: `from` inclusive, `to` exclusive, `null`
 * where it has no end.
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
 * A change of level on a future day if nothing more is recorded. `rule` will decide, by the tests in
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

/** The most changes of level in one answer. */
export const MOST_TURNING = 2_000

/** The first changes to a level, and how many there are in all. */
export const turningTo = z.object({ rows: z.array(turning), count: z.int() })
export type TurningTo = z.infer<typeof turningTo>

/**
 * How many actions had each level at the end of each day; `forecast` where the day is after the date of the
 * query.
 */
export const trends = z.object({
  by: z.enum(['declared', 'computed']),
  levels: z.array(shownLevel),
  points: z.array(
    z.object({ on: isoDate, forecast: z.boolean(), actions: z.int(), counts: z.record(z.string(), z.int()) }),
  ),
})
export type Trends = z.infer<typeof trends>
