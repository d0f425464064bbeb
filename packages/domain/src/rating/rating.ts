import type { IsoDate } from '../calendar/date.ts'
import { linkedTo } from '../link/linked.ts'
import { type Pin, type RagInterval, ragTimeline } from '../rag/timeline.ts'
import { type DatedState, factsOfStates } from './facts-of.ts'

/**
 * How an action is rated from a day on, until its next rating: its intervals from that day to the open end.
 */
export interface Rating {
  readonly from: IsoDate
  readonly to: IsoDate | null
  readonly intervals: readonly RagInterval[]
}

/**
 * The levels, by the rules, of the actions that an action depends on, as seen from a day: the levels up to it
 * and the forecast after.
 */
export interface DependencyRatings {
  /** The days on which one of them got a new rating. */
  readonly days: readonly IsoDate[]
  /** The worst level from each day on, as seen on `day`, for an action that depends on `on`. */
  readonly worst: (
    on: readonly string[],
    day: IsoDate,
  ) => readonly { readonly from: IsoDate; readonly level: string | null }[]
}

/**
 * The ratings of an action from its states and its plan's pins, both in order of their days: a new one on
 * each day on which any of its inputs changes. On any day, the interval of that day's rating equals that of
 * `ragTimeline` for the whole history; the later intervals are the forecast of that day. Ratings that end
 * before `since` are left out. Source: DESIGN, "The store's shape".
 */
export const ratingsOf = (
  states: readonly DatedState[],
  pins: readonly Pin[],
  dependencies: DependencyRatings | null,
  since?: IsoDate,
): Rating[] => {
  const first = states[0]?.from
  if (first === undefined) return []
  const own = [...states.map(({ from }) => from), ...pins.map(({ from }) => from)]
  const days = [...new Set([...own, ...(dependencies?.days ?? [])])].filter((day) => day >= first).sort()
  return days.flatMap((from, at) => {
    const to = days[at + 1] ?? null
    if (since !== undefined && to !== null && to < since) return []
    const seen = states.filter((each) => each.from <= from)
    const state = (seen.at(-1) as DatedState).state
    const elsewhere = dependencies === null ? {} : { worstDependency: worstOver(seen, dependencies, from) }
    const facts = factsOfStates(seen, elsewhere)
    const known = pins.filter((pin) => pin.from <= from)
    const intervals =
      facts === null
        ? []
        : ragTimeline(facts, known, state.overrides).filter(
            (interval) => interval.to === null || interval.to > from,
          )
    return [{ from, to, intervals }]
  })
}

/** Each state uses the links it had while it was valid; the last one uses them for the future too. */
const worstOver = (states: readonly DatedState[], { worst }: DependencyRatings, day: IsoDate) =>
  states.flatMap(({ from, state }, at) => {
    const to = states[at + 1]?.from
    const on = linkedTo(state, 'depends-on')
    if (on.length === 0) return [{ from, level: null }]
    return worst(on, day)
      .filter(
        (each, index, all) => (to === undefined || each.from < to) && (all[index + 1]?.from ?? '9999') > from,
      )
      .map((each) => (each.from < from ? { ...each, from } : each))
  })
