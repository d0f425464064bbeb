import type { IsoDate } from '../calendar/date.ts'
import { addDays } from '../calendar/day-number.ts'
import type { RagCase } from './case.ts'
import { compileRagRules } from './compile.ts'
import type { RagRules } from './rules.ts'
import { intervalOn, type RagInterval, ragTimeline } from './timeline.ts'

/**
 * A period in which an action's level would differ: `from` inclusive, `to` exclusive, both within the
 * requested days.
 */
export interface RagDifference {
  readonly from: IsoDate
  readonly to: IsoDate
  readonly is: RagInterval
  readonly would: RagInterval
}

/**
 * The effect of other rules on one action: today's level under both where it differs, and every difference
 * from today on.
 */
export interface WhatIf {
  readonly id: string
  readonly today: { readonly is: RagInterval; readonly would: RagInterval } | null
  readonly differences: readonly RagDifference[]
}

/** The days of the quarter that the what-if looks ahead and the back-test looks back over. */
export const QUARTER_DAYS = 91

/**
 * The actions that `would` rates differently from `is`, on `today` or in the 91 days after it if nothing is
 * recorded; actions whose levels do not change are left out. Levels are compared by their codes; an override
 * applies under both.
 */
export const whatIf = (
  cases: readonly RagCase[],
  is: RagRules,
  would: RagRules,
  today: IsoDate,
): WhatIf[] => {
  const now = [{ from: today, ragRules: compileRagRules(is) }]
  const then = [{ from: today, ragRules: compileRagRules(would) }]
  const end = addDays(today, QUARTER_DAYS + 1)
  return cases.flatMap(({ id, timelines, overrides }) => {
    const differences = differing(
      ragTimeline(timelines, now, overrides),
      ragTimeline(timelines, then, overrides),
      today,
      end,
    )
    const first = differences[0]
    return first === undefined
      ? []
      : [{ id, today: first.from === today ? { is: first.is, would: first.would } : null, differences }]
  })
}

const differing = (
  is: readonly RagInterval[],
  would: readonly RagInterval[],
  from: IsoDate,
  end: IsoDate,
): RagDifference[] => {
  const days = [
    ...new Set([from, end, ...[...is, ...would].flatMap((interval) => [interval.from, interval.to ?? end])]),
  ].filter((day) => day >= from && day <= end)
  days.sort()
  const differences: RagDifference[] = []
  for (const [at, day] of days.slice(0, -1).entries()) {
    const a = intervalOn(is, day)
    const b = intervalOn(would, day)
    if (a === null || b === null || a.level === b.level) continue
    const to = days[at + 1] ?? end
    const last = differences.at(-1)
    if (last?.to === day && last.is.level === a.level && last.would.level === b.level)
      differences[differences.length - 1] = { ...last, to }
    else differences.push({ from: day, to, is: a, would: b })
  }
  return differences
}
