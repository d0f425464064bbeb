import type { IsoDate } from '../calendar/date.ts'
import { addDays, daysBetween, startOfMonth } from '../calendar/day-number.ts'
import { levelCodes } from '../workflow/workflow.ts'
import type { RagCase } from './case.ts'
import { compileRagRules } from './compile.ts'
import { type FactTimelines, factsOn } from './fact-timeline.ts'
import type { RagRules } from './rules.ts'
import { intervalOn, type RagInterval, ragTimeline } from './timeline.ts'
import { QUARTER_DAYS } from './what-if.ts'

/**
 * The results of rules over past data. Each count has its number of `cases`: a case of the first and last is
 * an action on the first of a month, a case of the second an unbroken period of amber. `medianDays` is `null`
 * without cases.
 */
export interface BackTest {
  readonly actions: number
  /** Green, and 91 days later past its deadline and not complete. */
  readonly greenThenLate: { readonly cases: number; readonly late: number }
  /** Amber that ended: after how many days, and how often in red. `open` had not ended. */
  readonly amberStood: {
    readonly cases: number
    readonly medianDays: number | null
    readonly turnedRed: number
    readonly open: number
  }
  /** A declared level next to the rules' level: how often it was kinder, and how often harsher. */
  readonly declared: { readonly cases: number; readonly kinder: number; readonly harsher: number }
}

/**
 * Compares rules with what happened from `from` to `until` (both inclusive; `until` is no later than today,
 * or the forecast is counted as past). Overrides are ignored, since the rules are tested. Complete and other
 * levels that are not declared colours are not compared.
 */
export const backTest = (
  cases: readonly RagCase[],
  ragRules: RagRules,
  from: IsoDate,
  until: IsoDate,
): BackTest => {
  const pins = [{ from, ragRules: compileRagRules(ragRules) }]
  const days = firstsOfMonths(from, until)
  const rated = cases.map(({ timelines }) => ({ timelines, intervals: ragTimeline(timelines, pins) }))
  const samples = rated.flatMap(({ timelines, intervals }) =>
    days.flatMap((on) => {
      const level = intervalOn(intervals, on)?.level
      return level === undefined ? [] : [{ timelines, on, level }]
    }),
  )
  const greens = samples.filter(({ level, on }) => level === 'green' && addDays(on, QUARTER_DAYS) <= until)
  const spells = rated.flatMap(({ intervals }) => ambers(intervals, until))
  const ended = spells.filter((spell) => spell !== null)
  const judged = samples.flatMap(({ timelines, on, level }) => {
    const declared = factsOn(timelines, on).declaredLevel ?? null
    return [declared, level].every((each) => fromWorst.includes(each ?? ''))
      ? [fromWorst.indexOf(declared ?? '') - fromWorst.indexOf(level)]
      : []
  })
  return {
    actions: cases.length,
    greenThenLate: {
      cases: greens.length,
      late: greens.filter(({ timelines, on }) => isLate(timelines, addDays(on, QUARTER_DAYS))).length,
    },
    amberStood: {
      cases: ended.length,
      medianDays: median(ended.map(({ days: stood }) => stood)),
      turnedRed: ended.filter(({ next }) => next === 'red').length,
      open: spells.length - ended.length,
    },
    declared: {
      cases: judged.length,
      kinder: judged.filter((by) => by > 0).length,
      harsher: judged.filter((by) => by < 0).length,
    },
  }
}

/**
 * The colours that can be kinder or harsher than each other. Blue is not one: some read it as better than
 * green, others as complete.
 */
const fromWorst: readonly string[] = levelCodes.filter((code) => code !== 'blue')

const firstsOfMonths = (from: IsoDate, until: IsoDate): IsoDate[] => {
  const [year, month] = [+from.slice(0, 4), +from.slice(5, 7)]
  const months = Math.max(0, (+until.slice(0, 4) - year) * 12 + +until.slice(5, 7) - month + 1)
  return Array.from({ length: months }, (_, at) => startOfMonth(year, month + at)).filter(
    (day) => day >= from,
  )
}

const isLate = (timelines: FactTimelines, on: IsoDate): boolean => {
  const { daysPastDeadline, stage } = factsOn(timelines, on)
  return stage !== 'complete' && (daysPastDeadline ?? 0) > 0
}

/**
 * The unbroken periods of amber: the number of days and the next level, `null` where it had not ended. One
 * that ended in withdrawal is left out.
 */
const ambers = (
  intervals: readonly RagInterval[],
  until: IsoDate,
): ({ readonly days: number; readonly next: string } | null)[] => {
  const stretches: ({ days: number; next: string } | null)[] = []
  let since: IsoDate | null = null
  for (const [at, { from, to, level }] of intervals.entries()) {
    if (level !== 'amber' || from > until) continue
    since ??= from
    const next = intervals[at + 1]
    if (to === null || to > until) stretches.push(null)
    else if (next?.from === to) {
      if (next.level === 'amber') continue
      stretches.push({ days: daysBetween(since, to), next: next.level })
    }
    since = null
  }
  return stretches
}

const median = (numbers: readonly number[]): number | null => {
  const sorted = [...numbers].sort((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
