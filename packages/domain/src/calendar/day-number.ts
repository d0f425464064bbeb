import type { IsoDate } from './date.ts'

const MS_A_DAY = 86_400_000

/**
 * The calendar repeats after 400 years, which are so many days: counted from there, a year below 100 is not
 * taken for one of the 1900s.
 */
const DAYS_IN_400_YEARS = 146_097

/**
 * The whole day number (days since 1970-01-01, negative before) of a day of any year, also of one that no
 * `IsoDate` writes; months from 1.
 */
export const dayNumberOf = (year: number, month: number, day: number): number =>
  Date.UTC(year + 400, month - 1, day) / MS_A_DAY - DAYS_IN_400_YEARS

/**
 * The days that an `IsoDate` can write: four digits of a year, as ISO 8601 has them. Text of other years
 * would sort wrongly.
 */
const FIRST = dayNumberOf(0, 1, 1)
const LAST = dayNumberOf(9999, 12, 31)

/**
 * The whole day number of a date: days since 1970-01-01, negative before. Errors: none, given a valid
 * `IsoDate`.
 */
export const toDayNumber = (date: IsoDate): number =>
  dayNumberOf(+date.slice(0, 4), +date.slice(5, 7), +date.slice(8, 10))

/**
 * The date of a day number (days since 1970-01-01; a part of a day is dropped). A number before 0000-01-01 or
 * after 9999-12-31 gives that day, so that what is reckoned with is always a valid date that sorts as text; a
 * rule of a million days then means "never". Errors: a `RangeError` for what is no number.
 */
export const fromDayNumber = (day: number): IsoDate =>
  new Date(Math.floor(Math.min(LAST, Math.max(FIRST, day))) * MS_A_DAY).toISOString().slice(0, 10)

/** `date` moved by whole `days` (negative: earlier), at most to an end of the calendar (`fromDayNumber`). */
export const addDays = (date: IsoDate, days: number): IsoDate => fromDayNumber(toDayNumber(date) + days)

/**
 * Whole days from `from` to `to`: positive when `to` is later. Days past a deadline are `daysBetween(latest,
 * date)`.
 */
export const daysBetween = (from: IsoDate, to: IsoDate): number => toDayNumber(to) - toDayNumber(from)

/**
 * The first day of a month; months past 12 or before 1 are those of later and earlier years. Never outside
 * the calendar (`fromDayNumber`).
 */
export const startOfMonth = (year: number, month: number): IsoDate =>
  fromDayNumber(dayNumberOf(year, month, 1))

/**
 * The last day of a month; months past 12 or before 1 are those of later and earlier years. Never outside the
 * calendar (`fromDayNumber`).
 */
export const endOfMonth = (year: number, month: number): IsoDate =>
  fromDayNumber(dayNumberOf(year, month + 1, 0))

/**
 * `day` moved by whole `months` (negative: earlier), at most to an end of the calendar. A month without that
 * day gives its last: one month after 31 January is the last of February.
 */
export const addMonths = (day: IsoDate, months: number): IsoDate => {
  const [year, month] = [+day.slice(0, 4), +day.slice(5, 7) + months]
  return fromDayNumber(Math.min(dayNumberOf(year, month, +day.slice(8, 10)), dayNumberOf(year, month + 1, 0)))
}

/**
 * The days from `from` to `to`, both included, each `step` days (1 or more) after the one before; none where
 * `to` is earlier. Their number is known before the first is made.
 */
export const daysFromTo = (from: IsoDate, to: IsoDate, step: number): IsoDate[] => {
  const first = toDayNumber(from)
  const count = Math.max(0, Math.floor((toDayNumber(to) - first) / step) + 1)
  return Array.from({ length: count }, (_, at) => fromDayNumber(first + at * step))
}
