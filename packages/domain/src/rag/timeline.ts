import type { IsoDate } from '../calendar/date.ts'
import { fromDayNumber, toDayNumber } from '../calendar/day-number.ts'
import type { CompiledRagRules } from './compile.ts'
import { explain, type TestResult, testResults } from './evaluate.ts'
import type { FactName, Facts, Value } from './fact.ts'
import { type FactTimelines, type Motion, motionOf, valueOn } from './fact-timeline.ts'

/** The version of rules that rates from a day on. It never rates dates before that day. */
export interface Pin {
  readonly from: IsoDate
  readonly ragRules: CompiledRagRules
}

/**
 * A level that replaces the computed one from a day to the end of another (`until` inclusive), after which it
 * lapses.
 */
export interface Override {
  readonly from: IsoDate
  readonly until: IsoDate
  readonly level: string
  readonly reason: string
}

/**
 * A period with one level: `from` inclusive, `to` exclusive, `null` for the last. `level` is the override's
 * while one is in effect, else `computed`. `rule` is the one that decided (`null`: `otherwise`) and `because`
 * its test results on `from`.
 */
export interface RagInterval {
  readonly from: IsoDate
  readonly to: IsoDate | null
  readonly level: string
  readonly computed: string
  readonly rule: string | null
  readonly because: readonly TestResult[]
  readonly ragRules: { readonly code: string; readonly version: number }
  readonly override: Override | null
}

/**
 * The levels of an action through time, past and future if nothing more is recorded: intervals in order,
 * without days before the action or the first pin, or while it is withdrawn. Between two events every fact is
 * monotonic, so the day on which a test turns is computed, or found by bisection on day numbers, and no other
 * day is tried. Of two pins or overrides on one day the later in the list applies. Source: DESIGN,
 * "Everything is a timeline".
 */
export const ragTimeline = (
  timelines: FactTimelines,
  pins: readonly Pin[],
  overrides: readonly Override[] = [],
): RagInterval[] => {
  const facts = Object.entries(timelines.facts).map(([name, segments]) => ({
    name: name as FactName,
    motions: segments.map(motionOf),
    at: -1,
  }))
  const first = toDayNumber(timelines.from)
  const periods = pins
    .map(({ from, ragRules }) => ({ from: toDayNumber(from), ragRules }))
    .sort((a, b) => a.from - b.from)
    .map((pin, at, all) => ({
      ragRules: pin.ragRules,
      from: Math.max(pin.from, first),
      to: all[at + 1]?.from ?? END,
    }))
  const withdrawals = timelines.gone.map(({ from, to }) => ({
    from: toDayNumber(from),
    to: to === null ? END : toDayNumber(to),
  }))
  const replaced = overrides.map((override) => ({
    override,
    from: toDayNumber(override.from),
    to: toDayNumber(override.until) + 1,
  }))
  const edges = [...withdrawals, ...replaced].flatMap(({ from, to }) => [from, to])

  const spans: Span[] = []
  for (const { ragRules, from, to } of periods) {
    if (from >= to) continue
    const turns = new Set([
      from,
      ...edges,
      ...facts.flatMap((fact) => turnsOf(fact.motions, ragRules.thresholds.get(fact.name) ?? [], from, to)),
    ])
    for (const day of [...turns].filter((each) => each >= from && each < to).sort((a, b) => a - b)) {
      const withdrawn = withdrawals.some((span) => span.from <= day && day < span.to)
      const override = replaced.findLast((span) => span.from <= day && day < span.to)?.override ?? null
      const on = withdrawn ? null : factsAt(facts, day)
      const span: Span = {
        from: day,
        ragRules,
        override,
        rule: on === null ? WITHDRAWN : ragRules.ruleAt(on),
        on,
      }
      const last = spans.at(-1)
      if (last?.rule !== span.rule || last.ragRules !== span.ragRules || last.override !== span.override)
        spans.push(span)
    }
  }
  const days = spans.map((span) => fromDayNumber(span.from))
  return spans.flatMap((span, at) => intervalOf(span, days[at] ?? timelines.from, days[at + 1] ?? null))
}

/** The interval that contains a day; `null` where the action has no rating then. */
export const intervalOn = (intervals: readonly RagInterval[], on: IsoDate): RagInterval | null =>
  intervals.find(({ from, to }) => from <= on && (to === null || on < to)) ?? null

/**
 * Every change of level after `from`, up to and including `until`, in order: the day, the level before
 * (`null`: none), and the interval that begins.
 */
export const turnsBetween = (
  intervals: readonly RagInterval[],
  from: IsoDate,
  until: IsoDate,
): { readonly on: IsoDate; readonly was: string | null; readonly becomes: RagInterval }[] =>
  intervals.flatMap((becomes, at) => {
    const before = intervals[at - 1]
    const was = before?.to === becomes.from ? before.level : null
    return becomes.from > from && becomes.from <= until && was !== becomes.level
      ? [{ on: becomes.from, was, becomes }]
      : []
  })

/** The day after 31 December 9999: the end of the search. */
const END = toDayNumber('9999-12-31') + 1
/** Stands for the rule of a withdrawn action, which has none. */
const WITHDRAWN = -2

interface Span {
  readonly from: number
  readonly ragRules: CompiledRagRules
  readonly override: Override | null
  readonly rule: number
  readonly on: Facts | null
}

/** A fact's motions in order, and the place of the one that holds on the day last asked for; -1 is none. */
interface MovingFact {
  readonly name: FactName
  readonly motions: readonly Motion[]
  at: number
}

/** The facts on a day, which is no earlier than the day of the call before: each motion is passed once. */
const factsAt = (facts: readonly MovingFact[], day: number): Facts => {
  const values: { [name: string]: Value | null } = {}
  for (const fact of facts) {
    while ((fact.motions[fact.at + 1]?.from ?? END) <= day) fact.at += 1
    const motion = fact.motions[fact.at]
    values[fact.name] = motion === undefined ? null : valueOn(motion, day)
  }
  return values
}

/**
 * The days from `from` to before `to` on which a fact has a new segment, or crosses one of the thresholds;
 * additional days are harmless.
 */
const turnsOf = (
  motions: readonly Motion[],
  thresholds: readonly number[],
  from: number,
  to: number,
): number[] =>
  motions.flatMap((motion, at) => {
    const start = Math.max(from, motion.from)
    const end = Math.min(to, motions[at + 1]?.from ?? END)
    if (start >= end) return []
    if (motion.moves === 0) return [start]
    // The number of days rises by one a day, so the day it reaches a number is computed without a search.
    if (motion.moves === 1)
      return [
        start,
        ...thresholds.flatMap((threshold) =>
          within(start, end, motion.since + Math.ceil(threshold), motion.since + Math.floor(threshold) + 1),
        ),
      ]
    const known = Math.max(start, motion.start + 1)
    const ratio = (day: number) => Number(valueOn(motion, day))
    const turns = thresholds.flatMap((threshold) => [
      firstDay(known, end, (day) => ratio(day) <= threshold),
      firstDay(known, end, (day) => ratio(day) < threshold),
    ])
    return [start, known, ...turns]
  })

const within = (start: number, end: number, ...days: readonly number[]): number[] =>
  days.filter((day) => day > start && day < end)

/**
 * The first day from `start` for which `holds` is true, if it is also true for all later days; `end` where it
 * is true for none before it.
 */
const firstDay = (start: number, end: number, holds: (day: number) => boolean): number => {
  let low = start
  let high = end
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

const intervalOf = (
  { ragRules: { ragRules }, override, rule, on }: Span,
  from: IsoDate,
  to: IsoDate | null,
): RagInterval[] => {
  if (on === null) return []
  const decided = ragRules.rules[rule]
  const computed = decided?.level ?? ragRules.otherwise
  return [
    {
      from,
      to,
      level: override?.level ?? computed,
      computed,
      rule: decided?.id ?? null,
      because: decided === undefined ? [] : testResults(explain(decided.when, on)),
      ragRules: { code: ragRules.code, version: ragRules.version },
      override,
    },
  ]
}
