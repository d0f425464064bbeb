import * as z from 'zod'
import { dayNumberOf, fromDayNumber } from './day-number.ts'

export {
  addDays,
  addMonths,
  daysBetween,
  daysFromTo,
  endOfMonth,
  fromDayNumber,
  startOfMonth,
  toDayNumber,
} from './day-number.ts'

/**
 * A calendar day in Europe/London as `YYYY-MM-DD`, 0000-01-01 to 9999-12-31. The domain never reads a clock:
 * a day is always an argument.
 *
 * This is the type of computed, saved and returned days. It is wider than `givenDay`, the type of input days:
 * a rule that adds 5,000 days to a deadline in 2199 leads to a day that is not allowed as input, and a record
 * from before the limit may have one.
 */
export const isoDate = z.iso.date()
export type IsoDate = z.infer<typeof isoDate>

/** The first and the last day allowed as input. No plan goes beyond them, but typing errors ("9999") do. */
export const firstGivenDay: IsoDate = '1900-01-01'
export const lastGivenDay: IsoDate = '2199-12-31'

/** Whether a day is allowed as input. */
export const isGivenDay = (day: IsoDate): boolean => day >= firstGivenDay && day <= lastGivenDay

/** The allowed input day nearest to `day`: for a computed end ("91 days on") that is then used as input. */
export const nearestGivenDay = (day: IsoDate): IsoDate => {
  if (isGivenDay(day)) return day
  return day < firstGivenDay ? firstGivenDay : lastGivenDay
}

/** The rule that a day outside breaks, as `bad-input` names it. */
export const DAY_OUT_OF_RANGE = 'day-out-of-range'
const outOfRange = { params: { rule: DAY_OUT_OF_RANGE } }

/** A day from a person or a document: every input of a command, a question and an option has this type. */
export const givenDay = isoDate.refine(isGivenDay, outOfRange)

/** An instant in UTC as `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export const instant = z.iso.datetime()
export type Instant = z.infer<typeof instant>

/**
 * An instant from a person, within the same years; written to the millisecond, like those of the record,
 * since they are compared as text.
 */
export const givenInstant = instant
  .refine((at) => isGivenDay(at.slice(0, 10)), outOfRange)
  // Zod applies the overwrite to invalid values too.
  .overwrite((at) => (Number.isNaN(Date.parse(at)) ? at : new Date(at).toISOString()))

/**
 * A date from year, month (1 to 12) and day; `null` where the calendar has no such day, or it is not allowed
 * as input.
 */
export const dateOf = (year: number, month: number, day: number): IsoDate | null => {
  const number = dayNumberOf(year, month, day)
  if (Number.isNaN(number)) return null
  const date = fromDayNumber(number)
  const exact = +date.slice(0, 4) === year && +date.slice(5, 7) === month && +date.slice(8, 10) === day
  return exact && isGivenDay(date) ? date : null
}

/** The earliest of `first` and `others`. */
export const earliestOf = (first: IsoDate, others: readonly IsoDate[]): IsoDate => {
  let earliest = first
  for (const day of others) if (day < earliest) earliest = day
  return earliest
}
