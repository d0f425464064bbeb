import { dateOf, fromDayNumber, type IsoDate } from './date.ts'
import {
  calendarQuarter,
  dayPeriod,
  financialQuarter,
  financialYear,
  monthPeriod,
  type Period,
  periodFromTo,
  type Season,
  seasons,
  yearPeriod,
} from './period.ts'

export type Quarters = 'financial' | 'calendar'

/**
 * What a written date can mean. `period` is `null` for a day the calendar does not have; `others` are the
 * other meanings of the same words.
 */
export interface Reading {
  readonly period: Period | null
  readonly others?: readonly (Period | null)[]
}

/** The named parts of a written date. */
export type Parts = Readonly<Record<string, string | undefined>>

/**
 * Excel's serial day number as a date, for whole numbers that fall in 1990 to 2060; `null` for every other.
 * Day 1 is 1 January 1900, and 1900 counts as a leap year.
 */
export const excelDay = (serial: number): IsoDate | null => {
  const day = fromDayNumber(serial - 25_569)
  return day >= '1990-01-01' && day <= '2060-12-31' ? day : null
}

/** The written forms of the months, in order, each a part of a regular expression. */
export const monthWords = [
  'jan(?:uary)?',
  'feb(?:r?uary)?',
  'mar(?:ch)?',
  'apr(?:il)?',
  'may',
  'june?',
  'july?',
  'aug(?:ust)?',
  'sept?(?:ember)?',
  'oct(?:ober)?',
  'nov(?:ember)?',
  'dec(?:ember)?',
]

export const number = (digits: string | undefined): number => Number(digits)

/** A year as written: of two digits, 00 to 69 are 20xx, the rest 19xx. */
export const yearOf = (said = ''): number =>
  said.length > 2 ? Number(said) : Number(said) + (Number(said) < 70 ? 2000 : 1900)

export const monthOf = (said = ''): number =>
  monthWords.findIndex((month) => new RegExp(`^(?:${month})$`, 'i').test(said)) + 1

export const seasonOf = (said = ''): Season =>
  seasons.find((season) => season === said.toLowerCase()) ?? 'autumn'

export const dayOf = (year: number, month: number, day: number): Period | null => {
  const date = dateOf(year, month, day)
  return date ? dayPeriod(date) : null
}

/** Day before month, always; a date that can only be month first is read so, and is doubtful. */
export const dayFirst = (year: number, month: number, day: number): Reading =>
  month > 12 && day <= 12 ? { period: dayOf(year, day, month), others: [] } : datedDay(year, month, day)

/** A day; where the calendar does not have it, its month is an alternative. */
export const datedDay = (year: number, month: number, day: number): Reading => {
  const period = dayOf(year, month, day)
  return period || month < 1 || month > 12 ? { period } : { period, others: [monthPeriod(year, month)] }
}

export const range = (from: Period | null, to: Period | null): Reading | null => {
  const period = from && to && periodFromTo(from, to)
  return period ? { period } : null
}

/** The first year of two consecutive years ("2022/23"); `null` for every other. */
export const spanOfYears = ({ y1, y2, y3, y4 }: Parts): number | null => {
  const begins = yearOf(y1 ?? y3)
  const ends = y2 ?? y4
  return ends !== undefined &&
    (begins + 1) % 100 === number(ends) % 100 &&
    (ends.length === 2 || number(ends) === begins + 1)
    ? begins
    : null
}

export const firstYear = (part: Parts): number | null =>
  part.y === undefined ? spanOfYears(part) : yearOf(part.y)

/**
 * A quarter of a financial year, unless the option says calendar quarters; doubtful where only one year is
 * named.
 */
export function quarter(part: Parts, quarters: Quarters): Reading | null {
  const which = quarterOf(part)
  const span = spanOfYears(part)
  if (span !== null) return { period: financialQuarter(span, which) }
  if (part.y === undefined) return null
  const year = yearOf(part.y)
  if (quarters === 'calendar') return { period: calendarQuarter(year, which) }
  return {
    period: financialQuarter(year, which),
    others: [financialQuarter(year - 1, which), calendarQuarter(year, which)],
  }
}

const quarterOf = ({ q, nth = '' }: Parts): number => (q ? Number(q) : (ordinals[nth.toLowerCase()] ?? 4))

const ordinals: Readonly<Record<string, number>> = {
  '1st': 1,
  first: 1,
  '2nd': 2,
  second: 2,
  '3rd': 3,
  third: 3,
}

/**
 * A financial year named by one year is the one that ends in it, as the Treasury writes it, and is doubtful.
 */
export function financial(part: Parts): Reading | null {
  const span = spanOfYears(part)
  if (span !== null) return { period: financialYear(span) }
  if (part.y === undefined) return null
  const year = yearOf(part.y)
  return { period: financialYear(year - 1), others: [financialYear(year)] }
}

/**
 * "2022/23" is a financial year, "2022-24" a range of years, "2022-06" a month, and "2011-12" may be a month
 * too.
 */
export function years(part: Parts): Reading | null {
  const { y1, y2 = '' } = part
  const begins = yearOf(y1)
  const span = spanOfYears(part)
  const ends = y2.length === 2 ? Math.floor(begins / 100) * 100 + number(y2) : number(y2)
  const month =
    y2.length === 2 && number(y2) >= 1 && number(y2) <= 12 ? monthPeriod(begins, number(y2)) : null
  if (span !== null) {
    if (y2.length === 4 && part.to === '-')
      return { period: financialYear(begins), others: [periodFromTo(yearPeriod(begins), yearPeriod(ends))] }
    return { period: financialYear(begins), others: month ? [month] : undefined }
  }
  if (ends > begins)
    return { period: periodFromTo(yearPeriod(begins), yearPeriod(ends)), others: month ? [month] : undefined }
  return month ? { period: month } : null
}

/**
 * "22/23" is a financial year; "10/22" a month, doubtful; what may be a day of a month without a year is not
 * read.
 */
export function shortYears(part: Parts): Reading | null {
  const [first, second] = [number(part.y3), number(part.y4)]
  if (first >= 13 && spanOfYears(part) !== null) return { period: financialYear(yearOf(part.y3)) }
  return first >= 1 && first <= 12 && second >= 13 && second - first !== 1
    ? { period: monthPeriod(yearOf(part.y4), first), others: [] }
    : null
}

/** The last period of its kind that begins no later than `end` begins. */
export const latestStart = (end: Period, of: (year: number) => Period | null): Period | null => {
  const year = Number(end.latest.slice(0, 4))
  return [of(year), of(year - 1)].find((period) => period !== null && period.earliest <= end.earliest) ?? null
}

/**
 * A day without a year at the start of a range that ends with `end`. It is in the last such month that begins
 * no later than `end`; where the calendar does not have the day in that year ("29 Feb to 3 March 2022"), no
 * other year is tried.
 */
export const dayBefore = (end: Period, month: number, day: number): Reading | null => {
  if (day < 1 || day > 31) return null
  const begun = latestStart(end, (year) => monthPeriod(year, month))
  if (begun !== null && dayOf(Number(begun.earliest.slice(0, 4)), month, day) === null)
    return { period: null, others: [begun] }
  const period = latestStart(end, (year) => dayOf(year, month, day))
  return period && { period }
}
