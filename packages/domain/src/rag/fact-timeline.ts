import type { IsoDate } from '../calendar/date.ts'
import { toDayNumber } from '../calendar/day-number.ts'
import type { FactName, Facts, Value } from './fact.ts'

/**
 * A fact from a day on, until its next segment: one value (`null`: unknown), the number of days since a day
 * (negative before it), or `done` (0 to 1) divided by the share of the days from `start` to `end` that have
 * passed, at most 1. Each is monotonic.
 */
export type FactSegment = { readonly from: IsoDate } & (
  | { readonly value: Value | null }
  | { readonly since: IsoDate }
  | { readonly done: number; readonly start: IsoDate; readonly end: IsoDate }
)

/**
 * What is known of an action from a day on, as timelines: for each fact a list of segments in order of their
 * days, unknown before the first. `gone` has the periods in which the action is withdrawn (`to` exclusive,
 * `null` while it still is): it has no rating then.
 */
export interface FactTimelines {
  readonly from: IsoDate
  readonly gone: readonly { readonly from: IsoDate; readonly to: IsoDate | null }[]
  readonly facts: { readonly [Name in FactName]?: readonly FactSegment[] }
}

/** The facts on a day. */
export const factsOn = (timelines: FactTimelines, on: IsoDate): Facts => {
  const day = toDayNumber(on)
  const values = Object.entries(timelines.facts).map(([name, segments]) => {
    const segment = segments.findLast((each) => each.from <= on)
    return [name, segment === undefined ? null : valueOn(motionOf(segment), day)] as const
  })
  return Object.fromEntries(values)
}

/** A segment in day numbers. */
export type Motion =
  | { readonly from: number; readonly moves: 0; readonly value: Value | null }
  | { readonly from: number; readonly moves: 1; readonly since: number }
  | {
      readonly from: number
      readonly moves: -1
      readonly done: number
      readonly start: number
      readonly span: number
    }

/** Converts a segment to day numbers. */
export const motionOf = (segment: FactSegment): Motion => {
  const from = toDayNumber(segment.from)
  if ('value' in segment) return { from, moves: 0, value: segment.value }
  if ('since' in segment) return { from, moves: 1, since: toDayNumber(segment.since) }
  const start = toDayNumber(segment.start)
  return { from, moves: -1, done: segment.done, start, span: Math.max(1, toDayNumber(segment.end) - start) }
}

/**
 * The value on a day. On and before the start of the planned time no progress is expected yet and the ratio
 * is unknown.
 */
export const valueOn = (motion: Motion, day: number): Value | null => {
  if (motion.moves === 0) return motion.value
  if (motion.moves === 1) return day - motion.since
  return day <= motion.start ? null : motion.done / Math.min(1, (day - motion.start) / motion.span)
}
