import type { IsoDate } from '../calendar/date.ts'
import { type FoundDate, findDates } from '../calendar/find-dates.ts'
import { plainWords } from '../words/fold.ts'

/**
 * An update as written: the day at its start, that date as written, its words, and whether the date is one
 * the calendar does not have. A date known only to the month gives `said` without `on`.
 */
export interface Entry {
  readonly on: IsoDate | null
  readonly said: string | null
  readonly text: string
  readonly impossible: boolean
}

/**
 * Separates the date at the start of an update ("290622 – …", "29/06/22: …") from its words. Without such a
 * date the whole text is words.
 *
 * @example
 * ```ts
 * import { readEntry } from '@beatbook/domain'
 *
 * const { on, text } = readEntry('290622 – Survey of front counters done')
 * console.log(on, text) // 2022-06-29 Survey of front counters done
 * ```
 */
export const readEntry = (text: string): Entry => {
  const words = plainWords(text)
  const date = findDates(words.slice(0, words.length - words.trimStart().length + opening)).find((found) =>
    opens(words, 0, found),
  )
  if (date === undefined) return undated(text)
  const rest = afterDate(words, date)
  const said = text
    .slice(0, date.end)
    .replace(/^[\s([\-•*·:]+/u, '')
    .trim()
  return {
    on: date.period === null ? null : dayOf(date),
    said,
    text: text.slice(rest).trim(),
    impossible: date.period === null,
  }
}

/**
 * Splits a text with several dated updates: a new one begins with a date at the start of a line, or after a
 * full stop when a dash or colon follows the date or the text itself begins with a date written in the same
 * form. Words before the first date are an undated update.
 */
export const readEntries = (text: string): Entry[] => {
  const words = plainWords(text)
  const dates = findDates(words)
  const form = formOf(
    words,
    dates.find((date) => opens(words, 0, date)),
  )
  const starts = dates
    .filter(
      (date) =>
        opens(words, lineOf(words, date.start), date) ||
        opensWithin(words, date) ||
        opensAlike(words, date, form),
    )
    .map((date) => entryStart(words, date))
  const cuts = [...new Set([0, ...starts])].sort((a, b) => a - b)
  return cuts
    .map((cut, index) => text.slice(cut, cuts[index + 1] ?? text.length))
    .filter((part) => part.trim() !== '')
    .map(readEntry)
}

/** The maximum length of the date at the start of an update, in characters. */
const opening = 80

const undated = (text: string): Entry => ({ on: null, said: null, text: text.trim(), impossible: false })

const dayOf = ({ period, range }: FoundDate): IsoDate | null =>
  period?.precision === 'day' && range === null && period.earliest === period.latest ? period.latest : null

/** Words that may come before the date at the start of an update. */
const lead =
  /^[\s([\-•*·]*(?:(?:update(?:d)?(?:\s+(?:as\s+(?:at|of)|on|at))?|as\s+(?:at|of)|dated?)\b\s*:?\s*)?[\s([]*$/i

const opens = (words: string, from: number, date: FoundDate): boolean => {
  if (date.start < from || !lead.test(words.slice(from, date.start)) || date.range !== null) return false
  const rest = words.slice(date.end)
  if (dayOf(date) === null)
    return separator.test(rest) && (date.period !== null || date.end - date.start >= 6)
  return separator.test(rest) || /^\s*$|^\s*[)\]]|^\s+["'([]*[\p{Lu}\d]/u.test(rest)
}

const opensWithin = (words: string, date: FoundDate): boolean =>
  (dayOf(date) !== null || date.period === null) &&
  /(?:[.;!?)\]"]\s+|\s{2,})[([]?$/.test(close(words, date)) &&
  firm.test(words.slice(date.end))

/** Whether a sentence begins with a date in the same form as the text's first update. */
const opensAlike = (words: string, date: FoundDate, form: string | null): boolean =>
  form !== null &&
  formOf(words, date) === form &&
  /[.;!?)]\s+$/.test(close(words, date)) &&
  /^\s*(?:[-:]|\s\p{Lu})/u.test(words.slice(date.end))

/** The form of a date: "03/11/22" is "99/99/99", "July 2022" is "a 9999". */
const formOf = (words: string, date: FoundDate | undefined): string | null =>
  date === undefined
    ? null
    : words
        .slice(date.start, date.end)
        .replace(/\d/g, '9')
        .replace(/\p{L}+/gu, 'a')
        .replace(/\b9(?= a)/, '99')

/** The text directly before a date. */
const close = (words: string, date: FoundDate): string =>
  words.slice(Math.max(0, date.start - 40), date.start)

const separator = /^\s*[)\]]?(?:\s*[-:;|]|\.\s|,\s+[\p{Lu}\d]|\s*\n)/u
const firm = /^\s*[)\]]?\s*(?:-\s|:)/

/**
 * The start of the line of a position, or close to it: the text before a date at the start of a line is
 * short.
 */
const lineOf = (words: string, at: number): number => {
  const from = Math.max(0, at - opening)
  const start = words.slice(from, at).lastIndexOf('\n')
  return start < 0 ? from : from + start + 1
}

const entryStart = (words: string, date: FoundDate): number => {
  const line = lineOf(words, date.start)
  return lead.test(words.slice(line, date.start))
    ? line
    : date.start - (/[([]$/.test(close(words, date)) ? 1 : 0)
}

const afterDate = (words: string, date: FoundDate): number =>
  date.end + (/^\s*[)\]]?\s*(?:[-:;|,.]+\s*)?/.exec(words.slice(date.end))?.[0].length ?? 0)
