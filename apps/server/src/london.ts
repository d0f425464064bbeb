import type { Instant, IsoDate } from '@beatbook/domain'
import { Temporal } from 'temporal-polyfill'

/** The London day of an instant. */
export const londonDay = (at: Instant): IsoDate => {
  // Called twice for every request. A day in London never begins within a minute, so the result for the last
  // minute is cached.
  const minute = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?=:\d\d(\.\d+)?Z$)/.exec(at)?.[0]
  if (minute === undefined) return dayOf(at)
  if (minute !== last.minute) last = { minute, day: dayOf(at) }
  return last.day
}

let last = { minute: '', day: '' }

const dayOf = (at: Instant): IsoDate =>
  Temporal.Instant.from(at).toZonedDateTimeISO('Europe/London').toPlainDate().toString()
