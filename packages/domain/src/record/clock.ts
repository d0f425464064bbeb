import type { Instant } from '../calendar/date.ts'
import type { Recorded } from '../stream/event.ts'
import type { RecordEvent } from './events.ts'

/**
 * The maximum number of milliseconds that the clock may be behind the newest entry without stopping
 * recording: five minutes.
 */
export const CLOCK_TOLERANCE = 300_000

/**
 * How far a clock that shows `now` is behind the newest entry, in milliseconds; 0 where it is not, or nothing
 * is recorded.
 */
export const clockBehind = (last: Instant | null, now: Instant): number =>
  last === null ? 0 : Math.max(0, Date.parse(last) - Date.parse(now))

/**
 * The instant of recording when the clock shows `now`: always after the newest entry, so that questions with
 * `knownAt` never change their answers.
 */
export const recordedAfter = (last: Instant | null, now: Instant): Instant =>
  last === null || Date.parse(now) > Date.parse(last) ? now : new Date(Date.parse(last) + 1).toISOString()

/**
 * Whether an acceptance lets recording continue while the clock is `behind` milliseconds: the clock is no
 * further behind than was accepted, and has not caught up since. Until it does, each command is recorded one
 * millisecond after the previous one; so the newest entry, `last`, is at most as many milliseconds after the
 * acceptance as there are entries between them.
 */
export const acceptanceHolds = (
  accepted: Pick<Recorded<RecordEvent>, 'position' | 'recordedAt' | 'facts'>,
  last: { readonly position: number; readonly recordedAt: Instant },
  behind: number,
): boolean =>
  behind <= accepted.facts.behindMinutes * 60_000 &&
  Date.parse(last.recordedAt) - Date.parse(accepted.recordedAt) <= last.position - accepted.position
