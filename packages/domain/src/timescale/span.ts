import { addDays, addMonths, type IsoDate } from '../calendar/date.ts'

/**
 * The end of a period after `day` ("within 3 months of …"); `null` where the words have no such period, or
 * one of working days. The end of a month remains the end of a month: one month after 31 January is the last
 * of February.
 */
export const endOfSpan = (words: string, day: IsoDate): IsoDate | null => {
  const { count = '', unit = '' } = span.exec(words)?.groups ?? {}
  const many = /^\d/.test(count)
    ? Number(count)
    : counts.indexOf(count.toLowerCase().replace(/^an?$/, 'one')) + 1
  const [days = 0, months = 0] = units[unit.toLowerCase()] ?? []
  if (many === 0 || many > 1_000 || days + months === 0) return null
  return days > 0 ? addDays(day, many * days) : addMonths(day, many * months)
}

const span =
  /\b(?<count>\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:\s*\(\d+\))?\s+(?<unit>day|week|wk|fortnight|month|mth|year|yr)s?\s+(?:of|from|after|following|since)\b/i

const counts = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

/** Each unit in days, or else in months. */
const units: Readonly<Record<string, readonly [number, number]>> = {
  day: [1, 0],
  week: [7, 0],
  wk: [7, 0],
  fortnight: [14, 0],
  month: [0, 1],
  mth: [0, 1],
  year: [0, 12],
  yr: [0, 12],
}
