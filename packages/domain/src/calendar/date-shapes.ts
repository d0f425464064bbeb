import {
  datedDay,
  dayBefore,
  dayFirst,
  dayOf,
  financial,
  firstYear,
  latestStart,
  monthOf,
  monthWords,
  number,
  type Parts,
  type Quarters,
  quarter,
  type Reading,
  range,
  seasonOf,
  shortYears,
  spanOfYears,
  yearOf,
  years,
} from './date-parts.ts'
import { monthPeriod, monthsFrom, type Period, seasonPeriod, yearPeriod } from './period.ts'

/** A form in which a date is written; `read` returns `null` where the words match the form by chance. */
export interface DateShape {
  readonly pattern: RegExp
  /** A necessary condition, tested first: the words must match it somewhere. */
  readonly requires: RegExp
  readonly read: (part: Parts, quarters: Quarters) => Reading | null
}

/** A date without a year, which needs a following date that has one. */
export interface PartialShape {
  readonly pattern: RegExp
  readonly read: (part: Parts, end: Period) => Reading | null
}

const LETTER = 'a-z\\u00c0-\\u024f'
const MON = `(?<mon>${monthWords.join('|')})`
const YEAR4 = '(?:19|20)\\d\\d'
const YEAR = `(?<y>${YEAR4}|\\d\\d)`
/** The year of a full date: with a day and a month 2150 is a year, alone it is a number. */
const YEAR4_OF_DAY = '(?:19|20|21)\\d\\d'
const YEAR_OF_DAY = `(?<y>${YEAR4_OF_DAY}|\\d\\d)`
const TIME = '(?:,?[t ]\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?:z|[+-]\\d{2}:?\\d{2})?)?'
const DAY = '(?<d>\\d{1,2})(?:st|nd|rd|th)?'
const LONG_SPAN = `(?<y1>${YEAR4})\\s?(?<to>[-/])\\s?(?<y2>${YEAR4}|\\d\\d)`
const SHORT_SPAN = '(?<y3>\\d\\d)[-/](?<y4>\\d\\d)'
const YEAR_TEXT = `(?:the\\s{1,9})?(?:f\\.?y\\.?|financial\\s{1,9}year)?\\s{0,9}(?:${LONG_SPAN}|${SHORT_SPAN}|'?${YEAR})`
const QUARTER =
  '(?:q(?:uarter|tr)?\\.?\\s?(?<q>[1-4])|(?<nth>1st|2nd|3rd|4th|first|second|third|fourth|final|last)\\s{1,9}quarter)'
const SEASON = '(?<season>spring|summer|autumn|fall|winter)'
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\\.?,?\\s{1,9})?'
/**
 * (The `(?=…)` before it is only for speed: it limits where the rest is tried.) What may not come before the
 * number of a day: a word that numbers something else ("Phase 2 Oct 22"), or a month whose year it is ("Oct
 * 22 - Nov 22").
 */
const NOT_COUNTED = `(?<!\\b(?:phase|stage|tranche|step|part|wave|cohort|year|week|version|action|item|option|tier|level|lot|no\\.?|number|objective|rec(?:ommendation)?|q|quarter|${monthWords.join('|')})[.']?\\s{0,3}'?)`
const DAY_TO_MONTH = '(?:\\s{1,9}of\\s{1,9}|\\.?,?\\s{1,9}|[-/.]|\\s-\\s|)'
const MONTH_TO_YEAR = "(?:[.']{0,2},?\\s{1,9}(?:of\\s{1,9})?'?|[-/.,]'?|\\s?[-/,]\\s?(?=(?:19|20)\\d\\d)|'?)"

const month = /jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec/
const season = /spring|summer|autumn|fall|winter/
const quarters = /q|quarter/
const between = /[-/.]/
const year = /(?:19|20)\d\d/

const shape = (requires: RegExp, form: string, read: DateShape['read']): DateShape => ({
  requires,
  pattern: new RegExp(`(?<![${LETTER}\\d])(?<!\\d[./])${form}(?![${LETTER}\\d])`, 'g'),
  read,
})

/** The forms of a complete date, the most specific first. */
export const dateShapes: readonly DateShape[] = [
  shape(
    between,
    `(?<y>${YEAR4_OF_DAY})(?<sep>[-/.])(?<m>\\d{1,2})\\k<sep>(?<d>\\d{1,2})${TIME}`,
    ({ y, m, d }) => datedDay(number(y), number(m), number(d)),
  ),
  shape(month, `(?<y>${YEAR4_OF_DAY})[\\s-]${MON}[\\s-]${DAY}${TIME}`, ({ y, mon, d }) =>
    datedDay(number(y), monthOf(mon), number(d)),
  ),
  shape(
    between,
    `${WEEKDAY}(?<d>\\d{1,2})\\s?(?<sep>[-/.])\\s?(?<m>\\d{1,2})\\s?\\k<sep>\\s?'?${YEAR_OF_DAY}${TIME}`,
    ({ y, m, d }) => dayFirst(yearOf(y), number(m), number(d)),
  ),
  shape(
    month,
    `(?=\\d)${NOT_COUNTED}(?<d1>\\d{1,2})(?:st|nd|rd|th)?\\s{0,9}(?:-|to|and|&|/|,)\\s{0,9}${DAY}${DAY_TO_MONTH}${MON}${MONTH_TO_YEAR}${YEAR}(?!:\\d)`,
    ({ y, mon, d1, d }) =>
      range(dayOf(yearOf(y), monthOf(mon), number(d1)), dayOf(yearOf(y), monthOf(mon), number(d))),
  ),
  shape(
    month,
    `${MON}\\.?\\s{1,9}(?<d1>\\d{1,2})(?:st|nd|rd|th)?\\s{0,9}(?:-|to|and|&)\\s{0,9}${DAY},?\\s{1,9}(?<y>${YEAR4})`,
    ({ y, mon, d1, d }) =>
      range(dayOf(number(y), monthOf(mon), number(d1)), dayOf(number(y), monthOf(mon), number(d))),
  ),
  shape(
    month,
    `(?=[mtwfs\\d])${NOT_COUNTED}${WEEKDAY}(?:the\\s{1,9})?${DAY}${DAY_TO_MONTH}${MON}${MONTH_TO_YEAR}${YEAR_OF_DAY}(?!:\\d)${TIME}`,
    ({ y, mon, d }) => datedDay(yearOf(y), monthOf(mon), number(d)),
  ),
  shape(
    month,
    `${WEEKDAY}${MON}[.,]{0,2}\\s{0,9}${DAY},?\\s{1,9}(?<y>${YEAR4_OF_DAY})${TIME}`,
    ({ y, mon, d }) => datedDay(number(y), monthOf(mon), number(d)),
  ),
  shape(
    month,
    `${WEEKDAY}${MON}\\.?\\s{1,9}(?<d>\\d{1,2})(?:(?:st|nd|rd|th),?\\s{1,9}|,\\s{0,9})'?(?<y>\\d\\d)(?!:\\d)`,
    ({ y, mon, d }) => datedDay(yearOf(y), monthOf(mon), number(d)),
  ),
  shape(
    quarters,
    `q(?:uarter|tr)?s?\\.?\\s?(?<q1>[1-4])\\s{0,9}(?:-|to|/|&|and)\\s{0,9}${QUARTER}[\\s,\\-/(]{0,9}(?:of\\s{1,9})?${YEAR_TEXT}`,
    (part, counted) =>
      range(
        quarter({ ...part, q: part.q1 }, counted)?.period ?? null,
        quarter(part, counted)?.period ?? null,
      ),
  ),
  shape(quarters, `${QUARTER}[\\s,\\-/(]{0,9}(?:of\\s{1,9})?${YEAR_TEXT}`, quarter),
  shape(quarters, `${YEAR_TEXT}[\\s,-]{0,9}${QUARTER}`, quarter),
  shape(season, `${SEASON}[\\s,/-]{0,9}(?:of\\s{1,9})?${YEAR_TEXT}`, ({ season: name, ...part }) => {
    const begins = firstYear(part)
    return begins === null ? null : { period: seasonPeriod(begins, seasonOf(name)) }
  }),
  shape(
    /half|h[12]/,
    `(?<half>h[12]|(?:first|second|1st|2nd|latter)\\s{1,9}half)[\\s,-]{0,9}(?:of\\s{1,9})?${YEAR_TEXT}`,
    ({ half = '', ...part }) => {
      const begins = firstYear(part)
      const starts = (spanOfYears(part) === null ? 1 : 4) + (/1|first/i.test(half) ? 0 : 6)
      return begins === null ? null : { period: monthsFrom(begins, starts, 6, 'month') }
    },
  ),
  shape(
    /f\.?y|financial/,
    `(?:f\\.?y\\.?|financial\\s{1,9}year)(?:\\s{1,9}(?:of|ending|commencing))?\\s{0,9}'?(?:${LONG_SPAN}|${SHORT_SPAN}|${YEAR})`,
    financial,
  ),
  {
    requires: year,
    pattern: new RegExp(`(?<![${LETTER}\\d])${LONG_SPAN}(?![${LETTER}\\d]|[-/]\\d)`, 'g'),
    read: years,
  },
  shape(between, '(?<y3>\\d\\d)/(?<y4>\\d\\d)(?!/)', shortYears),
  shape(year, `(?<m>0?[1-9]|1[0-2])\\s?[/-]\\s?(?<y>${YEAR4})`, ({ y, m }) => ({
    period: monthPeriod(number(y), number(m)),
  })),
  {
    requires: month,
    pattern: new RegExp(
      `(?<![${LETTER}])${MON}${MONTH_TO_YEAR}${YEAR}(?!\\d|:\\d|(?:st|nd|rd|th)\\b|[${LETTER}]|%|[-/]\\d)`,
      'g',
    ),
    read: ({ y, mon }) => ({ period: monthPeriod(yearOf(y), monthOf(mon)) }),
  },
  shape(month, `(?<y>${YEAR4})(?:\\s{1,9}|[-/])${MON}\\.?`, ({ y, mon }) => ({
    period: monthPeriod(number(y), monthOf(mon)),
  })),
  {
    requires: /\d{6}/,
    pattern:
      /(?<=^\s{0,9}[([]?\s{0,9}|\n\s{0,9}[([]?\s{0,9}|\b(?:by|from|on|until|to|dated|commencing|starting|completed|before|after)\s{1,9}|[.;!?)\]]\s{1,9})(?<d>\d\d)(?<m>\d\d)(?<y>\d\d)(?!\d|[a-z\u00c0-\u024f]|[.,]\d)/g,
    read: ({ y, m, d }) => ({ period: dayOf(yearOf(y), number(m), number(d)) }),
  },
  {
    requires: year,
    pattern: new RegExp(
      `(?<![${LETTER}\\d£$#]|\\d[./,-])(?<y>${YEAR4})(?![${LETTER}\\d%]|[./,]\\d|-\\d(?!\\d{3}\\b))`,
      'g',
    ),
    read: ({ y }) => ({ period: yearPeriod(number(y)) }),
  },
]

const partial = (period: Period | null): Reading | null => period && { period }

/** The forms of a date without a year; the year comes from the date at the end of the range. */
export const partialShapes: readonly PartialShape[] = [
  {
    pattern: new RegExp(
      `(?<![${LETTER}\\d])${DAY}(?:\\s{1,9}of)?[\\s.,/-]{0,9}${MON}\\.?(?![${LETTER}\\d])`,
      'g',
    ),
    read: ({ d, mon }, end) => dayBefore(end, monthOf(mon), number(d)),
  },
  {
    pattern: new RegExp(`(?<![${LETTER}\\d])${MON}\\.?\\s{1,9}${DAY}(?![${LETTER}\\d])`, 'g'),
    read: ({ d, mon }, end) => dayBefore(end, monthOf(mon), number(d)),
  },
  {
    pattern: new RegExp(`(?<![${LETTER}\\d])${MON}\\.?(?![${LETTER}\\d])`, 'g'),
    read: ({ mon }, end) => partial(latestStart(end, (year) => monthPeriod(year, monthOf(mon)))),
  },
  {
    pattern: new RegExp(`(?<![${LETTER}\\d])${SEASON}(?![${LETTER}\\d])`, 'g'),
    read: ({ season }, end) => partial(latestStart(end, (year) => seasonPeriod(year, seasonOf(season)))),
  },
]
