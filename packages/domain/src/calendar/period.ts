import { endOfMonth, type IsoDate, startOfMonth } from './date.ts'

/** How exactly a fuzzy date is known, finest first. */
export const precisions = ['day', 'month', 'quarter', 'season', 'year', 'financial-year'] as const
export type Precision = (typeof precisions)[number]

/** A fuzzy date: both ends inclusive. */
export interface Period {
  readonly earliest: IsoDate
  readonly latest: IsoDate
  readonly precision: Precision
}

/** The seasons in the order of the year that names them: winter is named by its December. */
export const seasons = ['spring', 'summer', 'autumn', 'winter'] as const
export type Season = (typeof seasons)[number]

/** One day as a period. */
export const dayPeriod = (day: IsoDate): Period => ({ earliest: day, latest: day, precision: 'day' })

/** A period of `count` months from a month (1 to 12) on, with a `precision`. */
export const monthsFrom = (year: number, month: number, count: number, precision: Precision): Period => ({
  earliest: startOfMonth(year, month),
  latest: endOfMonth(year, month + count - 1),
  precision,
})

/** A month (1 to 12) of a year. */
export const monthPeriod = (year: number, month: number): Period => monthsFrom(year, month, 1, 'month')

/** A calendar year. */
export const yearPeriod = (year: number): Period => monthsFrom(year, 1, 12, 'year')

/** The financial year that begins in April of `year`. */
export const financialYear = (year: number): Period => monthsFrom(year, 4, 12, 'financial-year')

/**
 * A quarter (1 to 4) of the financial year that begins in April of `year`: the first is April to June, the
 * last January to March of the next year.
 */
export const financialQuarter = (year: number, quarter: number): Period =>
  quarter === 4 ? monthsFrom(year + 1, 1, 3, 'quarter') : monthsFrom(year, 1 + 3 * quarter, 3, 'quarter')

/** A quarter (1 to 4) of a calendar year. */
export const calendarQuarter = (year: number, quarter: number): Period =>
  monthsFrom(year, 3 * quarter - 2, 3, 'quarter')

/**
 * A season of the year that names it: spring is March to May, winter December to the end of the next
 * February.
 */
export const seasonPeriod = (year: number, season: Season): Period =>
  monthsFrom(year, 3 + 3 * seasons.indexOf(season), 3, 'season')

/**
 * The range of two periods, from the first day of `from` to the last of `to`; `null` where it would run
 * backwards. Its precision is the coarser of the two where the first begins on a boundary of it, else the
 * day.
 */
export const periodFromTo = (from: Period, to: Period): Period | null => {
  if (to.latest < from.earliest) return null
  const coarser =
    precisions.indexOf(from.precision) > precisions.indexOf(to.precision) ? from.precision : to.precision
  const fits = begins(from.earliest, coarser) && ends(to.latest, coarser)
  return { earliest: from.earliest, latest: to.latest, precision: fits ? coarser : 'day' }
}

/** The period of a precision that begins on a day; `null` where none does. */
export const periodBeginning = (day: IsoDate, precision: Precision): Period | null => {
  const year = +day.slice(0, 4)
  const month = +day.slice(5, 7)
  if (precision === 'day') return dayPeriod(day)
  if (!day.endsWith('-01')) return null
  if (precision === 'month') return monthPeriod(year, month)
  if (precision === 'quarter') return month % 3 === 1 ? monthsFrom(year, month, 3, precision) : null
  if (precision === 'season') return month % 3 === 0 ? monthsFrom(year, month, 3, precision) : null
  if (precision === 'year') return month === 1 ? yearPeriod(year) : null
  return month === 4 ? financialYear(year) : null
}

/** Whether a period is exactly one of its precision: one day, one month, … */
export const isOne = ({ earliest, latest, precision }: Period): boolean =>
  periodBeginning(earliest, precision)?.latest === latest

/** The period of a precision that ends on a day; `null` where none does. */
export const periodEnding = (day: IsoDate, precision: Precision): Period | null => {
  const months = { day: 0, month: 1, quarter: 3, season: 3, year: 12, 'financial-year': 12 }[precision]
  if (months === 0) return dayPeriod(day)
  const period = periodBeginning(startOfMonth(+day.slice(0, 4), +day.slice(5, 7) - months + 1), precision)
  return period?.latest === day ? period : null
}

const begins = (day: IsoDate, precision: Precision): boolean => periodBeginning(day, precision) !== null

const ends = (day: IsoDate, precision: Precision): boolean => periodEnding(day, precision) !== null
