import { dateOf, fromDayNumber, type IsoDate } from './date.ts'
import {
  calendarQuarter,
  dayPeriod,
  financialQuarter,
  financialYear,
  monthPeriod,
  monthsFrom,
  type Period,
  periodFromTo,
  type Season,
  seasonPeriod,
  seasons,
  yearPeriod,
} from './period.ts'

export type Quarters = 'financial' | 'calendar'

/**
 * What a written date can mean. `period` is `null` for a day the calendar does not have; `others` are what the same words
 * may mean as well.
 */
export interface Reading {
  readonly period: Period | null
  readonly others?: readonly (Period | null)[]
}

/** A form in which a date is written; `read` gives `null` where the words have the form by chance. */
export interface DateShape {
  readonly pattern: RegExp
  readonly read: (part: Parts, quarters: Quarters) => Reading | null
}

/** A date without its year: it means something only beside another that has one. */
export interface PartialShape {
  readonly pattern: RegExp
  readonly read: (part: Parts, end: Period) => Period | null
}

export type Parts = Readonly<Record<string, string | undefined>>

const months = [
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
const MON = `(?<mon>${months.join('|')})`
const YEAR4 = '(?:19|20)\\d\\d'
const YEAR = `(?<y>${YEAR4}|\\d\\d)`
const TIME = '(?:,?[T ]\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?'
const DAY = '(?<d>\\d{1,2})(?:st|nd|rd|th)?'
const LONG_SPAN = `(?<y1>${YEAR4})\\s?(?<to>[-/])\\s?(?<y2>${YEAR4}|\\d\\d)`
const SHORT_SPAN = '(?<y3>\\d\\d)/(?<y4>\\d\\d)'
const YEAR_SAID = `(?:the\\s+)?(?:f\\.?y\\.?|financial\\s+year)?\\s*(?:${LONG_SPAN}|${SHORT_SPAN}|'?${YEAR})`
const QUARTER = '(?:q(?:uarter|tr)?\\.?\\s?(?<q>[1-4])|(?<nth>1st|2nd|3rd|4th|first|second|third|fourth|final|last)\\s+quarter)'
const SEASON = '(?<season>spring|summer|autumn|fall|winter)'
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,?\\s+)?'
/** Before a day's number: a word that numbers something else ("Phase 2 Oct 22"). */
const NOT_COUNTED =
  '(?<!\\b(?:phase|stage|tranche|step|part|wave|cohort|year|week|version|action|item|option|tier|level|lot|no\\.?|number|objective|rec(?:ommendation)?|q|quarter)\\s*)'

const shape = (form: string, read: DateShape['read']): DateShape => ({
  pattern: new RegExp(`(?<![\\p{L}\\d])(?<![\\d][./])${form}(?![\\p{L}\\d])`, 'giu'),
  read,
})

/** The forms of a whole date, those that say most first. */
export const dateShapes: readonly DateShape[] = [
  shape(`(?<y>${YEAR4})(?<sep>[-/.])(?<m>\\d{1,2})\\k<sep>(?<d>\\d{1,2})${TIME}`, ({ y, m, d }) => ({ period: dayOf(number(y), number(m), number(d)) })),
  shape(`${WEEKDAY}(?<d>\\d{1,2})\\s?(?<sep>[-/.])\\s?(?<m>\\d{1,2})\\s?\\k<sep>\\s?'?${YEAR}${TIME}`, ({ y, m, d }) =>
    dayFirst(yearOf(y), number(m), number(d)),
  ),
  shape(
    `${NOT_COUNTED}(?<d1>\\d{1,2})(?:st|nd|rd|th)?\\s*(?:-|to|and|&|/|,)\\s*${DAY}(?:\\s+of)?[\\s.-]*${MON}\\.?[\\s,-]*'?${YEAR}(?!:)`,
    ({ y, mon, d1, d }) => run(dayOf(yearOf(y), monthOf(mon), number(d1)), dayOf(yearOf(y), monthOf(mon), number(d))),
  ),
  shape(`${MON}\\.?\\s+(?<d1>\\d{1,2})(?:st|nd|rd|th)?\\s*(?:-|to|and|&)\\s*${DAY},?\\s+(?<y>${YEAR4})`, ({ y, mon, d1, d }) =>
    run(dayOf(yearOf(y), monthOf(mon), number(d1)), dayOf(yearOf(y), monthOf(mon), number(d))),
  ),
  shape(`${NOT_COUNTED}${WEEKDAY}(?:the\\s+)?${DAY}(?:\\s+of)?[\\s.,/-]*${MON}[.']?[\\s,./-]*(?:of\\s+)?'?${YEAR}(?!:)${TIME}`, ({ y, mon, d }) => ({
    period: dayOf(yearOf(y), monthOf(mon), number(d)),
  })),
  shape(`${WEEKDAY}${MON}\\.?\\s+${DAY},?\\s+(?<y>${YEAR4})${TIME}`, ({ y, mon, d }) => ({ period: dayOf(number(y), monthOf(mon), number(d)) })),
  shape(`${WEEKDAY}${MON}\\.?\\s+(?<d>\\d{1,2})(?:(?:st|nd|rd|th),?\\s+|,\\s*)'?(?<y>\\d\\d)(?!:)`, ({ y, mon, d }) => ({
    period: dayOf(yearOf(y), monthOf(mon), number(d)),
  })),
  shape(`q(?:uarter|tr)?s?\\.?\\s?(?<q1>[1-4])\\s*(?:-|to|/|&|and)\\s*${QUARTER}[\\s,\\-/(]*(?:of\\s+)?${YEAR_SAID}`, (part, quarters) =>
    run(quarter({ ...part, q: part.q1 }, quarters)?.period ?? null, quarter(part, quarters)?.period ?? null),
  ),
  shape(`${QUARTER}[\\s,\\-/(]*(?:of\\s+)?${YEAR_SAID}`, quarter),
  shape(`${YEAR_SAID}[\\s,-]*${QUARTER}`, quarter),
  shape(`${SEASON}[\\s,/-]*(?:of\\s+)?${YEAR_SAID}`, ({ season, ...part }) => {
    const year = firstYear(part)
    return year === null ? null : { period: seasonPeriod(year, seasonOf(season)) }
  }),
  shape(`(?<half>h[12]|(?:first|second|1st|2nd|latter)\\s+half)[\\s,-]*(?:of\\s+)?${YEAR_SAID}`, ({ half = '', ...part }) => {
    const year = firstYear(part)
    const first = /1|first/i.test(half)
    return year === null ? null : { period: monthsFrom(year, (spanOfYears(part) === null ? 1 : 4) + (first ? 0 : 6), 6, 'month') }
  }),
  shape(`(?:f\\.?y\\.?|financial\\s+year)(?:\\s+(?:of|ending|commencing))?\\s*'?(?:${LONG_SPAN}|${SHORT_SPAN}|${YEAR})`, financial),
  { pattern: new RegExp(`(?<![\\p{L}\\d])${LONG_SPAN}(?![\\p{L}\\d])`, 'giu'), read: years },
  shape(`${SHORT_SPAN}(?!/)`, shortYears),
  shape(`(?<y>${YEAR4})[\\s,/-]*${MON}\\.?`, ({ y, mon }) => ({ period: monthPeriod(number(y), monthOf(mon)) })),
  shape(`(?<m>0?[1-9]|1[0-2])\\s?[/-]\\s?(?<y>${YEAR4})`, ({ y, m }) => ({ period: monthPeriod(number(y), number(m)) })),
  {
    pattern: new RegExp(`(?<!\\p{L})${MON}[.']{0,2}[\\s,\\-/]*(?:of\\s+)?'?${YEAR}(?!\\d|:|(?:st|nd|rd|th)\\b|\\p{L})`, 'giu'),
    read: ({ y, mon }) => ({ period: monthPeriod(yearOf(y), monthOf(mon)) }),
  },
  {
    pattern:
      /(?<=^\s*[([]?\s*|\n\s*[([]?\s*|\b(?:by|from|on|until|to|dated|commencing|starting|completed|before|after)\s+|[.;!?)\]]\s+)(?<d>\d\d)(?<m>\d\d)(?<y>\d\d)(?!\d|\p{L}|[.,]\d)/giu,
    read: ({ y, m, d }) => ({ period: dayOf(yearOf(y), number(m), number(d)) }),
  },
  {
    pattern: new RegExp(`(?<![\\p{L}\\d£$#]|\\d[./,-])(?<y>${YEAR4})(?![\\p{L}\\d%]|[./,]\\d|-\\d(?!\\d{3}\\b))`, 'giu'),
    read: ({ y }) => ({ period: yearPeriod(number(y)) }),
  },
]

/** The forms of a date without its year, which takes it from the date it runs to. */
export const partialShapes: readonly PartialShape[] = [
  {
    pattern: new RegExp(`(?<![\\p{L}\\d])${DAY}(?:\\s+of)?[\\s.,/-]*${MON}\\.?(?![\\p{L}\\d])`, 'giu'),
    read: ({ d, mon }, end) => latestStart(end, (year) => dayOf(year, monthOf(mon), number(d))),
  },
  {
    pattern: new RegExp(`(?<![\\p{L}\\d])${MON}\\.?\\s+${DAY}(?![\\p{L}\\d])`, 'giu'),
    read: ({ d, mon }, end) => latestStart(end, (year) => dayOf(year, monthOf(mon), number(d))),
  },
  {
    pattern: new RegExp(`(?<![\\p{L}\\d])${MON}\\.?(?![\\p{L}\\d])`, 'giu'),
    read: ({ mon }, end) => latestStart(end, (year) => monthPeriod(year, monthOf(mon))),
  },
  {
    pattern: new RegExp(`(?<![\\p{L}\\d])${SEASON}(?![\\p{L}\\d])`, 'giu'),
    read: ({ season }, end) => latestStart(end, (year) => seasonPeriod(year, seasonOf(season))),
  },
]

/** Excel's day count as a date, for whole numbers that fall in 1990 to 2060; `null` for every other. Day 1 is 1 January 1900, and 1900 counts as a leap year. */
export const excelDay = (serial: number): IsoDate | null => {
  const day = fromDayNumber(serial - 25_569)
  return day >= '1990-01-01' && day <= '2060-12-31' ? day : null
}

const number = (digits: string | undefined): number => Number(digits)

/** A year as written: of two digits, 00 to 69 are 20xx, the rest 19xx. */
const yearOf = (said = ''): number => (said.length > 2 ? Number(said) : Number(said) + (Number(said) < 70 ? 2000 : 1900))

const monthOf = (said = ''): number => months.findIndex((month) => new RegExp(`^(?:${month})$`, 'i').test(said)) + 1

const seasonOf = (said = ''): Season => seasons.find((season) => season === said.toLowerCase()) ?? 'autumn'

const dayOf = (year: number, month: number, day: number): Period | null => {
  const date = dateOf(year, month, day)
  return date ? dayPeriod(date) : null
}

/** Day before month, always; a date that can only be month first is read so, and said to be doubtful. */
const dayFirst = (year: number, month: number, day: number): Reading =>
  month > 12 && day <= 12 ? { period: dayOf(year, day, month), others: [] } : { period: dayOf(year, month, day) }

const run = (from: Period | null, to: Period | null): Reading | null => {
  const period = from && to && periodFromTo(from, to)
  return period ? { period } : null
}

/** The year that begins a span of two that follow one another ("2022/23"); `null` for every other. */
const spanOfYears = ({ y1, y2, y3, y4 }: Parts): number | null => {
  const begins = yearOf(y1 ?? y3)
  const ends = y2 ?? y4
  return ends !== undefined && (begins + 1) % 100 === number(ends) % 100 && (ends.length === 2 || number(ends) === begins + 1) ? begins : null
}

const firstYear = (part: Parts): number | null => (part.y === undefined ? spanOfYears(part) : yearOf(part.y))

function quarter(part: Parts, quarters: Quarters): Reading | null {
  const which = quarterOf(part)
  const span = spanOfYears(part)
  if (span !== null) return { period: financialQuarter(span, which) }
  if (part.y === undefined) return null
  const year = yearOf(part.y)
  if (quarters === 'calendar') return { period: calendarQuarter(year, which) }
  return { period: financialQuarter(year, which), others: [calendarQuarter(year, which)] }
}

const quarterOf = ({ q, nth = '' }: Parts): number => (q ? Number(q) : (ordinals[nth.toLowerCase()] ?? 4))

const ordinals: Readonly<Record<string, number>> = { '1st': 1, first: 1, '2nd': 2, second: 2, '3rd': 3, third: 3 }

/** A financial year named by one year is the one that ends in it, as the Treasury writes it, and doubtful. */
function financial(part: Parts): Reading | null {
  const span = spanOfYears(part)
  if (span !== null) return { period: financialYear(span) }
  if (part.y === undefined) return null
  const year = yearOf(part.y)
  return { period: financialYear(year - 1), others: [financialYear(year)] }
}

/** "2022/23" is a financial year, "2022-24" a run of years, "2022-06" a month, and "2011-12" may be a month too. */
function years(part: Parts): Reading | null {
  const { y1, y2 = '' } = part
  const begins = yearOf(y1)
  const span = spanOfYears(part)
  const ends = y2.length === 2 ? Math.floor(begins / 100) * 100 + number(y2) : number(y2)
  const month = y2.length === 2 && number(y2) >= 1 && number(y2) <= 12 ? monthPeriod(begins, number(y2)) : null
  if (span !== null) {
    if (y2.length === 4 && part.to === '-') return { period: financialYear(begins), others: [periodFromTo(yearPeriod(begins), yearPeriod(ends))] }
    return { period: financialYear(begins), others: month ? [month] : undefined }
  }
  if (ends > begins) return { period: periodFromTo(yearPeriod(begins), yearPeriod(ends)), others: month ? [month] : undefined }
  return month ? { period: month } : null
}

/** "22/23" is a financial year; "10/22" a month, doubtful; what may be a day of a month without a year is nothing. */
function shortYears(part: Parts): Reading | null {
  const [first, second] = [number(part.y3), number(part.y4)]
  if (first >= 13 && spanOfYears(part) !== null) return { period: financialYear(yearOf(part.y3)) }
  return first >= 1 && first <= 12 && second >= 13 && second - first !== 1 ? { period: monthPeriod(yearOf(part.y4), first), others: [] } : null
}

/** The last period of its kind that begins no later than `end` does. */
const latestStart = (end: Period, of: (year: number) => Period | null): Period | null => {
  const year = Number(end.latest.slice(0, 4))
  return [of(year), of(year - 1), of(year - 2)].find((period) => period !== null && period.earliest <= end.earliest) ?? null
}
