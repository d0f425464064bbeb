import { addDays, type IsoDate } from '../calendar/date.ts'
import { isOne, type Period, periodBeginning, periodEnding, seasons } from '../calendar/period.ts'
import type { Timescale } from './timescale.ts'

/**
 * A timescale in one canonical English form ("by October 2022"), which `readTimescale` reads as the same
 * meaning. A timescale without a date is written in the document's words.
 *
 * @example
 * ```ts
 * import { readTimescale, writeTimescale } from '@beatbook/domain'
 *
 * console.log(writeTimescale(readTimescale('Oct 22').timescale)) // by October 2022
 * console.log(writeTimescale(readTimescale('31/10/22').timescale)) // by 31 October 2022
 * ```
 */
export const writeTimescale = (timescale: Timescale): string => {
  const { kind, said, anchor, every } = timescale
  const period = periodOf(timescale)
  switch (kind) {
    case 'none':
      return ''
    case 'ongoing':
      return 'ongoing'
    case 'recurring':
      return said.trim() || every || 'recurring'
    case 'relative':
      return said.trim() || (anchor ? `after ${anchor}` : 'in due course')
    case 'unknown':
      return said.trim() || 'to be confirmed'
    case 'completed':
      return period ? `completed ${written(period, 'between')}` : 'completed'
    case 'between':
      return period ? fromTo(period, 'to') : 'to be confirmed'
    case 'from':
      return period ? `start ${written(period, 'between')}` : 'to be confirmed'
    default:
      return period ? `${kind} ${written(period, 'to')}` : 'to be confirmed'
  }
}

const periodOf = ({ earliest, latest, precision }: Timescale): Period | null =>
  earliest && latest && precision ? { earliest, latest, precision } : null

/** A period as one name where it has one, else from its first to its last part. */
const written = (period: Period, form: 'to' | 'between'): string => {
  const { earliest, latest, precision } = period
  if (isOne(period)) return nameOf(period)
  if (precision === 'day' && addDays(earliest, 6) === latest) return `week commencing ${dayName(earliest)}`
  return fromTo(period, form)
}

const fromTo = ({ earliest, latest, precision }: Period, form: 'to' | 'between'): string => {
  const first = periodBeginning(earliest, precision)
  const last = periodEnding(latest, precision)
  const ends = first && last ? [nameOf(first), nameOf(last)] : [dayName(earliest), dayName(latest)]
  return form === 'to' ? ends.join(' to ') : `between ${ends.join(' and ')}`
}

const nameOf = ({ earliest, precision }: Period): string => {
  const year = Number(earliest.slice(0, 4))
  const month = Number(earliest.slice(5, 7))
  switch (precision) {
    case 'day':
      return dayName(earliest)
    case 'month':
      return `${monthNames[month - 1]} ${year}`
    case 'quarter':
      return month === 1 ? `Q4 ${yearsName(year - 1)}` : `Q${(month - 1) / 3} ${yearsName(year)}`
    case 'season':
      return `${seasons[month / 3 - 1]} ${year}`
    case 'year':
      return String(year)
    case 'financial-year':
      return yearsName(year)
  }
}

const dayName = (day: IsoDate): string =>
  `${Number(day.slice(8, 10))} ${monthNames[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`

const yearsName = (year: number): string => `${year}/${String((year + 1) % 100).padStart(2, '0')}`

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
