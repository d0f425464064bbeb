import {
  addDays,
  addMonths,
  endOfMonth,
  type IsoDate,
  isGivenDay,
  startOfMonth,
  toDayNumber,
} from './date.ts'

/** Where a day lies that is named without a direction ("7d", "friday"): before the day of asking, or after. */
export type Towards = 'past' | 'future'

/**
 * The day that words mean on the day `today`: "today", "yesterday", "tomorrow", "7d", "2 weeks ago", "in 3
 * months", "friday", "last friday", "last month end", "start of this quarter"; `null` for other words, and
 * where the day is not allowed as input. `towards` decides where neither the words nor a sign (-7d, +7d) do.
 * Weeks begin on Monday, quarters are those of the financial year, and so are years that say so. What people
 * understand in two ways ("next friday", "year end") is not read.
 *
 * @example
 * ```ts
 * import { relativeDay } from '@beatbook/domain'
 *
 * console.log(relativeDay('last month end', '2026-11-29') === '2026-10-31') // true
 * console.log(relativeDay('7d', '2026-11-29') === '2026-11-22') // true
 * console.log(relativeDay('7d', '2026-11-29', 'future') === '2026-12-06') // true
 * ```
 */
export const relativeDay = (said: string, today: IsoDate, towards: Towards = 'past'): IsoDate | null => {
  const words = said.trim().toLowerCase().replace(/\s+/g, ' ')
  if (words.length > LONGEST) return null
  const day =
    shifted(today, named.get(words)) ??
    counted(words, today, towards) ??
    weekday(words, today, towards) ??
    edge(words, today)
  return day !== null && isGivenDay(day) ? day : null
}

/** Longer than any of the words that are read. */
const LONGEST = 60

/** Words for a number of days after today. */
const named: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['now', 0],
  ['yesterday', -1],
  ['day before yesterday', -2],
  ['the day before yesterday', -2],
  ['tomorrow', 1],
  ['day after tomorrow', 2],
  ['the day after tomorrow', 2],
])

const shifted = (today: IsoDate, days: number | undefined): IsoDate | null =>
  days === undefined ? null : addDays(today, days)

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const span = new RegExp(
  `^(?<sign>[+-]|in )?(?<count>\\d{1,5}|an?|${numbers.join('|')}) ?(?<unit>d|days?|w|weeks?|fortnights?|m|months?|y|years?)(?<ago> ago)?$`,
)

/** "7d", "-2w", "+3 months", "a week ago", "in two years". */
const counted = (words: string, today: IsoDate, towards: Towards): IsoDate | null => {
  const { sign, count = '', unit = '', ago } = span.exec(words)?.groups ?? {}
  if (unit === '' || (sign !== undefined && ago !== undefined)) return null
  const back = ago !== undefined || sign === '-' || (sign === undefined && towards === 'past')
  const many = /^\d/.test(count) ? Number(count) : count.startsWith('a') ? 1 : numbers.indexOf(count) + 1
  const steps = back ? -many : many
  if (unit.startsWith('d')) return addDays(today, steps)
  if (unit.startsWith('w')) return addDays(today, steps * 7)
  if (unit.startsWith('f')) return addDays(today, steps * 14)
  return addMonths(today, unit.startsWith('m') ? steps : steps * 12)
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const weekdayShape = /^(?:on )?(?<which>last |this )?(?<day>[a-z]{3,9})$/

/** "friday", "on fri", "last friday" (before today), "this friday" (of the week of today). */
const weekday = (words: string, today: IsoDate, towards: Towards): IsoDate | null => {
  const { which, day = '' } = weekdayShape.exec(words)?.groups ?? {}
  const wanted = weekdays.findIndex((name) => name === day || name.slice(0, 3) === day)
  if (wanted < 0) return null
  const from = wanted - dayOfWeek(today)
  if (which === 'this ') return addDays(today, from)
  if (which === 'last ') return addDays(today, from < 0 ? from : from - 7)
  return addDays(today, towards === 'past' ? (from <= 0 ? from : from - 7) : from >= 0 ? from : from + 7)
}

/** The day of the week: 0 is Monday. */
const dayOfWeek = (day: IsoDate): number => {
  // Day number 0 is a Thursday.
  const rest = (toDayNumber(day) + 3) % 7
  return rest < 0 ? rest + 7 : rest
}

const edgeShapes = [
  /^(?:the )?(?<edge>start|beginning|end) of (?:the )?(?<which>last |previous |this |next )?(?<unit>week|month|quarter|financial year|fy|year)$/,
  /^(?:the )?(?<which>last |previous |this |next )?(?<unit>week|month|quarter|financial year|fy)(?:'s|’s)? (?<edge>start|beginning|end)$/,
]

/** "last month end", "end of last month", "start of this quarter", "end of the financial year". */
const edge = (words: string, today: IsoDate): IsoDate | null => {
  const {
    edge: end = '',
    which = 'this ',
    unit = '',
  } = edgeShapes.map((shape) => shape.exec(words)?.groups).find(Boolean) ?? {}
  if (end === '') return null
  const step = which === 'this ' ? 0 : which === 'next ' ? 1 : -1
  if (unit === 'week') {
    const monday = addDays(today, step * 7 - dayOfWeek(today))
    return end === 'end' ? addDays(monday, 6) : monday
  }
  const months = unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
  /** How many months after January a period of this kind begins. */
  const offset = unit === 'financial year' || unit === 'fy' ? 3 : 0
  const passed = (((month - 1 - offset) % months) + months) % months
  const first = month - passed + step * months
  return end === 'end' ? endOfMonth(year, first + months - 1) : startOfMonth(year, first)
}
