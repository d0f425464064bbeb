import { type ActionState, evolveAction } from '../action/action.ts'
import type { ActionEvent } from '../action/events.ts'
import type { IsoDate } from '../calendar/date.ts'
import { addDays } from '../calendar/day-number.ts'
import type { FactName, Value } from '../rag/fact.ts'
import type { FactSegment, FactTimelines } from '../rag/fact-timeline.ts'
import type { Recorded } from '../stream/event.ts'
import { standing } from '../stream/standing.ts'
import { deadline } from '../timescale/deadline.ts'
import type { Timescale } from '../timescale/timescale.ts'
import { newsBetween } from './news.ts'

/** An action's state from a day on. */
export interface DatedState {
  readonly from: IsoDate
  readonly state: ActionState
}

/** Facts that are not in the action's own events: the worst level it depends on, from a day on. */
export interface ExternalFacts {
  readonly worstDependency?: readonly { readonly from: IsoDate; readonly level: string | null }[]
}

/**
 * The fact timelines of an action from its recorded events in any order; `null` where it was never added.
 * Source of the counting of days: DESIGN, "Dates" (a deadline turns on the day after `latest`).
 */
export const factsOf = (
  events: readonly Recorded<ActionEvent>[],
  elsewhere: ExternalFacts = {},
): FactTimelines | null => factsOfStates(statesOf(events), elsewhere)

/** The states of an action, one for each day with events. */
export const statesOf = (events: readonly Recorded<ActionEvent>[]): DatedState[] => {
  const states: DatedState[] = []
  let state: ActionState | null = null
  for (const event of standing(events)) {
    state = evolveAction(state, event)
    if (state === null) continue
    if (states.at(-1)?.from === event.effectiveOn) states.pop()
    states.push({ from: event.effectiveOn, state })
  }
  return states
}

/** The fact timelines of an action from its states in order of their days; `null` where there are none. */
export const factsOfStates = (
  states: readonly DatedState[],
  elsewhere: ExternalFacts = {},
): FactTimelines | null => {
  const first = states[0]
  if (first === undefined) return null
  const { worstDependency = [] } = elsewhere
  const constant = (value: (state: ActionState) => Value | null) =>
    shortened(states.map(({ from, state }) => ({ from, value: value(state) })))
  const counting = (since: (state: ActionState) => IsoDate | null) =>
    shortened(states.map(({ from, state }) => count(from, since(state))))
  const since = (days: readonly DatedDay[]) => shortened(days.map(({ from, on }) => count(from, on)))
  const slips = slipsOf(states)
  const facts: { [Name in FactName]: readonly FactSegment[] } = {
    daysPastDeadline: counting(({ timescale }) => deadline(timescale)),
    daysSinceUpdate: counting((state) => state.updates.at(-1)?.on ?? first.from),
    daysSinceOpening: counting(({ timescale }) => opening(timescale)),
    daysSinceStartDue: counting(({ timescale }) => (timescale.kind === 'from' ? timescale.latest : null)),
    stage: constant((state) => state.stage),
    declaredLevel: constant((state) => state.level),
    progressRatio: shortened(states.map((each) => progress(each, first.from))),
    ownerKnown: constant((state) =>
      state.owners.some(({ duty }) => duty === 'accountable' || duty === 'responsible'),
    ),
    timescaleKind: constant((state) => state.timescale.kind),
    redated: constant((state) => state.redated),
    daysSinceNews: since(newsOf(states)),
    declaredSince: since(declarationsOf(states)),
    timesSlipped: shortened(slips.map(({ from, times }) => ({ from, value: times }))),
    daysSinceSlip: since(slips),
    worstDependency: shortened(worstDependency.map(({ from, level }) => ({ from, value: level }))),
  }
  return { from: first.from, gone: withdrawalsOf(states), facts }
}

/** A day that is counted from, as it stands from the day `from`; `null` where there is none. */
interface DatedDay {
  readonly from: IsoDate
  readonly on: IsoDate | null
}

/** The day of the last news in each state; the first day of the action where there was none. */
const newsOf = (states: readonly DatedState[]): DatedDay[] => {
  let before: ActionState | null = null
  let on: IsoDate | null = null
  return states.map(({ from, state }) => {
    on = newsBetween(before, state) ?? on ?? from
    before = state
    return { from, on }
  })
}

/** The day in each state since which its level is declared. */
const declarationsOf = (states: readonly DatedState[]): DatedDay[] => {
  let level: string | null = null
  let on: IsoDate | null = null
  return states.map(({ from, state }) => {
    if (state.level !== level) on = state.level === null ? null : from
    level = state.level
    return { from, on }
  })
}

/**
 * How often the deadline has been moved later by each state, and on which day it last was; `null` once it is no
 * later any more than before.
 */
const slipsOf = (states: readonly DatedState[]): (DatedDay & { readonly times: number })[] => {
  let last: IsoDate | null = null
  let times = 0
  let slip: { readonly on: IsoDate; readonly was: IsoDate } | null = null
  return states.map(({ from, state }) => {
    const due = deadline(state.timescale)
    if (due !== null && last !== null && due > last) {
      times += 1
      slip = { on: from, was: last }
    }
    if (due !== null && slip !== null && due <= slip.was) slip = null
    last = due ?? last
    return { from, on: slip?.on ?? null, times }
  })
}

/** The first day on which the work may begin. */
const opening = ({ kind, earliest, latest }: Timescale): IsoDate | null => {
  if (kind === 'from' || kind === 'between') return earliest
  return kind === 'after' && latest !== null ? addDays(latest, 1) : null
}

const count = (from: IsoDate, since: IsoDate | null): FactSegment =>
  since === null ? { from, value: null } : { from, since }

/**
 * Planned time is from the first day of a `between`, else from the action's own first day (`begun`), to the
 * current deadline.
 */
const progress = ({ from, state: { progress, timescale } }: DatedState, begun: IsoDate): FactSegment => {
  const end = deadline(timescale)
  if (progress === null || end === null) return { from, value: null }
  const start = timescale.kind === 'between' && timescale.earliest !== null ? timescale.earliest : begun
  return { from, done: progress / 100, start, end }
}

const withdrawalsOf = (states: readonly DatedState[]): FactTimelines['gone'] => {
  const withdrawals: { from: IsoDate; to: IsoDate | null }[] = []
  for (const { from, state } of states) {
    const last = withdrawals.at(-1)
    if (state.withdrawn && (last === undefined || last.to !== null)) withdrawals.push({ from, to: null })
    if (!state.withdrawn && last?.to === null) last.to = from
  }
  return withdrawals
}

/** The segments without those that only continue the previous one. */
const shortened = (segments: readonly FactSegment[]): FactSegment[] =>
  segments.filter((segment, at) => {
    const before = segments[at - 1]
    return before === undefined || !movesAlike(segment, before)
  })

const movesAlike = (a: FactSegment, b: FactSegment): boolean => {
  if ('value' in a) return 'value' in b && a.value === b.value
  if ('since' in a) return 'since' in b && a.since === b.since
  return 'done' in b && a.done === b.done && a.start === b.start && a.end === b.end
}
