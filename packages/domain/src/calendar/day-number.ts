import type { IsoDate } from './date.ts'

const MS_A_DAY = 86_400_000

/**
 * The number of days in 400 years, after which the calendar repeats. Added so that JavaScript does not treat
 * a year below 100 as one of the 1900s.
 */
const DAYS_IN_400_YEARS = 146_097

/**
 * The day number (days since 1970-01-01, negative before) of a day of any year, also outside the range of
 * `IsoDate`; months count from 1.
 */
export const dayNumberOf = (year: number, month: number, day: number): number =>
  Date.UTC(year + 400, month - 1, day) / MS_A_DAY - DAYS_IN_400_YEARS

/** The range of `IsoDate`: years of four digits, as in ISO 8601. Text of other years would sort wrongly. */
const FIRST = dayNumberOf(0, 1, 1)
const LAST = dayNumberOf(9999, 12, 31)

/** The day number of a date: days since 1970-01-01, negative before. Errors: none for a valid `IsoDate`. */
export const toDayNumber = (date: IsoDate): number =>
  dayNumberOf(+date.slice(0, 4), +date.slice(5, 7), +date.slice(8, 10))

/**
 * The date of a day number (days since 1970-01-01; fractions are dropped). A number before 0000-01-01 or
 * after 9999-12-31 gives that day, so that a computed date is always valid and sorts as text; a rule of a
 * million days then means "never". Errors: a `RangeError` for NaN.
 */
export const fromDayNumber = (day: number): IsoDate =>
  new Date(Math.floor(Math.min(LAST, Math.max(FIRST, day))) * MS_A_DAY).toISOString().slice(0, 10)

/** `date` plus `days` (negative: earlier), limited to the ends of the calendar (`fromDayNumber`). */
export const addDays = (date: IsoDate, days: number): IsoDate => fromDayNumber(toDayNumber(date) + days)

/**
 * Whole days from `from` to `to`: positive when `to` is later. Days past a deadline are `daysBetween(latest,
 * date)`.
 */
export const daysBetween = (from: IsoDate, to: IsoDate): number => toDayNumber(to) - toDayNumber(from)

/**
 * The first day of a month; months past 12 or before 1 are in later and earlier years. Never outside the
 * calendar (`fromDayNumber`).
 */
export const startOfMonth = (year: number, month: number): IsoDate =>
  fromDayNumber(dayNumberOf(year, month, 1))

/**
 * The last day of a month; months past 12 or before 1 are in later and earlier years. Never outside the
 * calendar (`fromDayNumber`).
 */
export const endOfMonth = (year: number, month: number): IsoDate =>
  fromDayNumber(dayNumberOf(year, month + 1, 0))

/**
 * `day` plus whole `months` (negative: earlier), limited to the ends of the calendar. A month without that
 * day gives its last: one month after 31 January is the last of February.
 */
export const addMonths = (day: IsoDate, months: number): IsoDate => {
  const [year, month] = [+day.slice(0, 4), +day.slice(5, 7) + months]
  return fromDayNumber(Math.min(dayNumberOf(year, month, +day.slice(8, 10)), dayNumberOf(year, month + 1, 0)))
}

/**
 * The days from `from` to `to`, both inclusive, in steps of `step` days (1 or more); none where `to` is
 * earlier. Their number is computed before the first is created.
 */
export const daysFromTo = (from: IsoDate, to: IsoDate, step: number): IsoDate[] => {
  const first = toDayNumber(from)
  const count = Math.max(0, Math.floor((toDayNumber(to) - first) / step) + 1)
  return Array.from({ length: count }, (_, at) => fromDayNumber(first + at * step))
}
