import { endOfMonth, type IsoDate } from '../../calendar/date.ts'
import { findDates } from '../../calendar/find-dates.ts'
import { plainWords } from '../../words/fold.ts'

/**
 * The last day on which, by a sentence recorded on `on`, work is complete, implemented or delivered; `null`
 * where it states no such day. Relative words ("by the end of the year") count from `on`; a sentence that is
 * not about the future states none.
 */
export const saidEnd = (sentence: string, on: IsoDate): IsoDate | null => {
  const words = plainWords(sentence).replace(/\b(?:https?:\/\/|www\.)\S+/gi, (address) =>
    ' '.repeat(address.length),
  )
  const works = [...words.matchAll(work)].map((match) => match.index)
  const isNear = (at: number) => works.some((place) => Math.abs(place - at) <= NEAR)
  const ahead = future.test(words)
  if (works.length === 0 || !(ahead || leadsToEnd.test(words))) return null
  const dates = findDates(words).flatMap(({ start, end, period }) => {
    if (
      period === null ||
      !isNear(start) ||
      /\b(?:before|ahead of|prior to|since|until now)\s+$/i.test(words.slice(0, start))
    )
      return []
    // A bare year may be part of a name ("the 2020 plan").
    if (period.precision === 'year' && end - start <= 4 && !leadsToYear.test(words.slice(0, start))) return []
    return [period.latest]
  })
  const fromThen = (ahead ? counted : []).flatMap(({ pattern, end }) =>
    [pattern.exec(words)].flatMap((match) => (match !== null && isNear(match.index) ? [end(on, match)] : [])),
  )
  return [...dates, ...fromThen].sort().at(-1) ?? null
}

/** The maximum distance, in characters, between a date and a word for work that it belongs to. */
const NEAR = 120

const work = /\b(?:complet|implement|deliver|finish|finali[sz]|conclu[ds]|roll(?:ed|ing)?[ -]?out)/gi
const future =
  /\b(?:will|shall|intend\w*|schedul\w*|plan(?:ned|s)?|due|expect\w*|anticipat\w*|to be|aim\w*|target\w*|continu\w*|remain\w*|still)\b/i
const leadsToEnd = /\b(?:by|until|till)\b/i
const leadsToYear =
  /\b(?:in|by|over|during|throughout|until|till|to|through|across|(?:end|course|start|beginning|half|quarter|rest) of|early|mid|late|spring|summer|autumn|winter)[\s-]+$/i

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const yearOf = (on: IsoDate): number => Number(on.slice(0, 4))
const monthOf = (on: IsoDate): number => Number(on.slice(5, 7))

/** The next end of a month (1 to 12) on or after `on`. */
const nextEnd = (on: IsoDate, month: number): IsoDate =>
  endOfMonth(yearOf(on) + (month < monthOf(on) ? 1 : 0), month)

const counted: readonly {
  readonly pattern: RegExp
  readonly end: (on: IsoDate, match: RegExpExecArray) => IsoDate
}[] = [
  {
    pattern:
      /\b(?:end of|later in|later|during|within|over|course of|rest of|remainder of)\s+(?:the|this)\s+(?:calendar\s+)?year\b/i,
    end: (on) => endOfMonth(yearOf(on), 12),
  },
  { pattern: /\b(?:the|this)\s+financial year\b/i, end: (on) => nextEnd(on, 3) },
  {
    pattern: /\b(?:next|(?:the )?following|(?:the )?new)\s+year\b/i,
    end: (on) => endOfMonth(yearOf(on) + 1, 12),
  },
  {
    pattern: /\bnext\s+month\b/i,
    end: (on) => nextEnd(endOfMonth(yearOf(on), monthOf(on)), (monthOf(on) % 12) + 1),
  },
  {
    pattern: /\b(?:end of|later)\s+(?:the|this)\s+month\b/i,
    end: (on) => endOfMonth(yearOf(on), monthOf(on)),
  },
  {
    pattern: new RegExp(
      `\\b(?:by|in|until|end of)\\s+(?:the end of\\s+)?(${months.join('|')})\\b(?!\\s+(?:19|20)?\\d\\d\\b)`,
      'i',
    ),
    end: (on, [, month = '']) => nextEnd(on, months.indexOf(month.toLowerCase()) + 1),
  },
]
