import { isGivenDay } from './date.ts'
import type { Parts, Quarters, Reading } from './date-parts.ts'
import { type DateShape, dateShapes, partialShapes } from './date-shapes.ts'
import { isOne, type Period, periodFromTo } from './period.ts'

/**
 * A date found in words: its position (`start` to `end`, exclusive), what it means (`null` for a day the
 * calendar does not have), what else it may mean, and whether it is a range of two dates.
 */
export interface FoundDate {
  readonly start: number
  readonly end: number
  readonly period: Period | null
  readonly doubtful: boolean
  readonly others: readonly Period[]
  readonly range: 'to' | 'and' | null
}

/**
 * Every date in the words, in order, in any form; a range of dates ("Mar to May 2013") is one. `said` must be
 * plain words (`plainWords`), so that positions in it are positions in the original.
 */
export const findDates = (said: string, quarters: Quarters = 'financial'): FoundDate[] => {
  if (!/\d\d/.test(said)) return []
  const words = lowerCase(said)
  const found: FoundDate[] = []
  /** The positions that are already part of a date. */
  const taken = new Uint8Array(words.length + 1)
  for (const shape of dateShapes) {
    if (!shape.requires.test(words)) continue
    for (const date of matches(words, shape, quarters, taken)) {
      taken.fill(1, date.start, date.end)
      found.push(date)
    }
  }
  found.sort((a, b) => a.start - b.start)
  return joinRanges(words, withPartials(words, found))
}

/** The text in lower case, of the same length. */
const lowerCase = (said: string): string => {
  const lower = said.toLowerCase()
  return lower.length === said.length ? lower : said.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

const matches = (words: string, shape: DateShape, quarters: Quarters, taken: Uint8Array): FoundDate[] =>
  [...words.matchAll(shape.pattern)].flatMap((match) => {
    const start = match.index
    const end = start + match[0].length
    if (taken.subarray(start, end).includes(1)) return []
    const reading: Reading | null = shape.read(match.groups as Parts, quarters)
    if (reading === null || (reading.period && !isAllowed(reading.period))) return []
    const others = (reading.others ?? []).filter(
      (other): other is Period => other !== null && isAllowed(other),
    )
    return [
      {
        start,
        end,
        period: reading.period,
        doubtful: reading.others !== undefined,
        others,
        range: reading.period && !isOne(reading.period) ? 'to' : null,
      },
    ]
  })

/** Whether both ends are allowed as input. */
const isAllowed = ({ earliest, latest }: Period): boolean => isGivenDay(earliest) && isGivenDay(latest)

/** Adds dates without a year that are directly followed by one with a year. */
const withPartials = (words: string, found: readonly FoundDate[]): FoundDate[] =>
  found.flatMap((date, index) => {
    const before = found[index - 1]?.end ?? 0
    const joined = joinedPartials(words, before, date)
    return [...joined, date]
  })

/** The chain of such dates that leads up to a date ("Jan/Feb/" before "Mar 2023"), at most twelve. */
const joinedPartials = (words: string, floor: number, date: FoundDate): FoundDate[] => {
  const chain: FoundDate[] = []
  for (let next: FoundDate | null = date; next !== null && chain.length < 12; ) {
    next = partialBefore(words, floor, next)
    if (next) chain.unshift(next)
  }
  return chain
}

const partialBefore = (words: string, floor: number, { start: to, period }: FoundDate): FoundDate | null => {
  if (period === null || !['day', 'month', 'season'].includes(period.precision)) return null
  const from = Math.max(floor, to - 60)
  if (!endsInJoiner.test(words.slice(from, to))) return null
  for (const shape of partialShapes) {
    for (const match of words.slice(from, to).matchAll(shape.pattern)) {
      const start = from + match.index
      const end = start + match[0].length
      const own = joiner.test(words.slice(end, to)) ? shape.read(match.groups as Parts, period) : null
      if (own === null || (own.period && !isAllowed(own.period))) continue
      const others = (own.others ?? []).filter((other): other is Period => other !== null && isAllowed(other))
      return { start, end, period: own.period, doubtful: false, others, range: null }
    }
  }
  return null
}

const joinRanges = (words: string, found: readonly FoundDate[]): FoundDate[] => {
  const joined: FoundDate[] = []
  for (const date of found) {
    const last = joined.at(-1)
    const range = last && rangeOf(words, last, date)
    if (range) joined[joined.length - 1] = range
    else joined.push(date)
  }
  return joined
}

const rangeOf = (words: string, from: FoundDate, to: FoundDate): FoundDate | null => {
  const between = joiner.exec(words.slice(from.end, to.start))
  if (between === null || from.period === null || to.period === null) return null
  const how = (between.groups?.how ?? '').toLowerCase()
  const loose = /^(?:and|&|or|\/|,)$/.test(how)
  const explicit =
    /\bbetween\s*$/i.test(words.slice(Math.max(0, from.start - 40), from.start)) ||
    hasNoYear(words, from) ||
    (how === '/' && between[0] === '/' && from.period.precision !== 'day')
  if (loose && !explicit) return null
  const period = periodFromTo(from.period, to.period)
  return (
    period && {
      start: from.start,
      end: to.end,
      period,
      doubtful: from.doubtful || to.doubtful,
      others: [],
      range: loose ? 'and' : 'to',
    }
  )
}

/** Whether the date is written without its own year. */
const hasNoYear = (words: string, date: FoundDate): boolean =>
  !/\d\d\s*$/.test(words.slice(date.start, date.end).replace(/^\s*\d+/, ''))

/** What words that end in a `joiner` end in. */
const endsInJoiner =
  /(?:[-/&,]|to|until|till?|through|thru|and|or|the|of|early|mid|late|end|beginning|start)\s*$/i

const joiner =
  /^\s*(?<how>-|to|until|till|til|through|thru|up to|\/|&|and|or|,)\s*(?:(?:the\s+)?(?:early|mid|late|end|beginning|start)(?:\s*-\s*|\s+)(?:of\s+)?)?(?:the\s+)?$/i
