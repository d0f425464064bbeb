import type { Timescale } from '../timescale/timescale.ts'
import { dayShort, dayWords, monthWords } from './calendar.ts'

/**
 * What a timescale means, in full: "by 30 June 2027", "must start by 30 November 2022", "repeats: annually".
 */
export const timescaleSentence = (t: Timescale): string => {
  const last = t.latest === null ? '' : dayWords(t.latest)
  switch (t.kind) {
    case 'by':
      return `by ${last}`
    case 'between':
      return t.earliest === null ? `by ${last}` : `from ${dayWords(t.earliest)} to ${last}`
    case 'from':
      return `must start by ${last}`
    case 'after':
      return `not before the end of ${fuzzyWords(t)}`
    case 'completed':
      return t.latest === null
        ? 'completed'
        : `completed ${t.precision === 'day' ? 'on' : 'in'} ${fuzzyWords(t)}`
    case 'ongoing':
      return 'ongoing, with no end'
    case 'recurring':
      return recurring(t, fuzzyWords(t))
    case 'relative':
      return t.anchor === null
        ? `“${t.said}”, and what it counts from is not said`
        : `“${t.said}”, counted from ${t.anchor}`
    case 'none':
      return 'no timescale given'
    case 'unknown':
      return `“${t.said}” is not understood as a date`
  }
}

/** The same for a column: "by Jun 2027", "from Nov 2022", "ongoing". */
export const timescaleShort = (t: Timescale): string => {
  const when = fuzzyWords(t, true)
  switch (t.kind) {
    case 'by':
      return `by ${when}`
    case 'between':
      return when === '' ? t.said : when
    case 'from':
      return `from ${when}`
    case 'after':
      return `after ${when}`
    case 'completed':
      return when === '' ? 'completed' : `completed ${when}`
    case 'ongoing':
      return 'ongoing'
    case 'recurring':
      return recurring(t, when)
    case 'relative':
      return t.said
    case 'none':
      return '–'
    case 'unknown':
      return t.said === '' ? '–' : `“${t.said}”`
  }
}

/** A fuzzy date at its own precision: "31 October 2022", "October 2022", "April to June 2022", "2022/23". */
export const fuzzyWords = (
  t: Pick<Timescale, 'earliest' | 'latest' | 'precision'>,
  short = false,
): string => {
  const { earliest, latest, precision } = t
  if (latest === null) return earliest === null ? '' : day(earliest, short)
  if (earliest === null)
    return precision === 'day' || precision === null ? day(latest, short) : monthWords(latest, short)
  if (earliest === latest) return day(latest, short)
  if (precision === 'year' && wholeYear(earliest, latest)) return latest.slice(0, 4)
  if (precision === 'financial-year' && earliest.endsWith('-04-01'))
    return `${earliest.slice(0, 4)}/${latest.slice(2, 4)}`
  if (precision === 'day') return `${day(earliest, short)} to ${day(latest, short)}`
  const [from, to] = [monthWords(earliest, short), monthWords(latest, short)]
  if (from === to) return to
  return from.slice(-4) === to.slice(-4) ? `${from.slice(0, -5)} to ${to}` : `${from} to ${to}`
}

const recurring = (t: Timescale, when: string): string => {
  const every = t.every ?? t.said
  return when === '' || every.includes(when) ? every : `${every}, next ${when}`
}
const wholeYear = (earliest: string, latest: string): boolean =>
  earliest.endsWith('-01-01') && latest === `${earliest.slice(0, 4)}-12-31`
const day = (of: string, short: boolean): string => (short ? dayShort(of) : dayWords(of))
