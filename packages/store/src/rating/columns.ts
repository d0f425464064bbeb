import type { Computed } from '@beatbook/contract'
import {
  type ActionState,
  disagrees,
  type IsoDate,
  type RagInterval,
  type RagRules,
  type Rating,
} from '@beatbook/domain'
import { canonical } from '../stream/canonical.ts'
import { END, type RatingTable } from '../tables/rating.ts'

type Columns = Omit<RatingTable, 'version' | 'recorded_from' | 'recorded_to'>

/**
 * The rows of one rating, one for each interval. `state` is the action's state while the rating was valid,
 * `ragRulesOf` finds the rules of an interval.
 */
export const ratingColumns = (
  { from, to, intervals }: Rating,
  state: ActionState,
  ragRulesOf: (interval: RagInterval) => RagRules | null,
): Columns[] =>
  intervals.map((interval, at) => {
    const levels = ragRulesOf(interval)?.levels ?? []
    const place = levels.findIndex((level) => level.code === interval.level)
    const shown = validPart(interval, from, to)
    return {
      action_id: state.id,
      plan_id: state.planId,
      held_from: from,
      held_to: to,
      span_from: interval.from,
      span_to: interval.to,
      shown_from: shown?.from ?? null,
      shown_to: shown?.to ?? null,
      level: interval.level,
      level_key: place === -1 ? levels.length : place,
      disagrees: disagrees(state.level, interval.level, state.stage) ? 1 : 0,
      because: canonical(interval.because),
      shown: canonical(computedLevel(intervals, at, levels[place])),
    }
  })

/**
 * The dates on which an interval determines the level: its intersection with the period in which its rating
 * was valid.
 */
const validPart = (
  interval: RagInterval,
  from: IsoDate,
  to: IsoDate | null,
): { from: IsoDate; to: IsoDate } | null => {
  const [, start = from] = [interval.from, from].sort()
  const [end = END] = [interval.to ?? END, to ?? END].sort()
  return start < end ? { from: start, to: end } : null
}

const computedLevel = (
  intervals: readonly RagInterval[],
  at: number,
  level: RagRules['levels'][number] | undefined,
): Computed => {
  const interval = intervals[at] as RagInterval
  let first = at
  while (
    first > 0 &&
    intervals[first - 1]?.level === interval.level &&
    intervals[first - 1]?.to === intervals[first]?.from
  )
    first--
  const next = intervals.slice(at + 1).find((later) => later.level !== interval.level)
  return {
    level: interval.level,
    letter: level?.letter ?? '?',
    word: level?.word ?? interval.level,
    shape: level?.shape ?? '?',
    rule: interval.rule,
    since: (intervals[first] as RagInterval).from,
    turns: next === undefined ? null : { on: next.from, level: next.level },
    overridden: interval.override !== null,
  }
}
