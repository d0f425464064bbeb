import { addDays, addMonths, type IsoDate, toDayNumber } from '../calendar/date.ts'
import { endOfMonth } from '../calendar/day-number.ts'
import { type Period, periodBeginning, periodEnding } from '../calendar/period.ts'
import { readTimescale } from './read.ts'
import type { Timescale, TimescaleKind } from './timescale.ts'
import { writeTimescale } from './write.ts'

/** By how much a date moves: whole days or whole months, negative for earlier, never none. */
export type Shift = { readonly days: number } | { readonly months: number }

/** The most days or months by which a date is moved at once: ten years. */
const MOST = { days: 3_653, months: 120 } as const

/**
 * Reads by how much a date moves: a number with d, w, m or y ("14d", "-2 weeks", "3 months", "1y"). Years are
 * months. `null` where it is nothing of the kind, none, or more than ten years.
 *
 * @example
 * ```ts
 * import { readShift } from '@beatbook/domain'
 *
 * console.log(JSON.stringify([readShift('14d'), readShift('-2 weeks'), readShift('1 year'), readShift('soon')]))
 * // [{"days":14},{"days":-14},{"months":12},null]
 * ```
 */
export const readShift = (said: string): Shift | null => {
  const [, sign, digits, unit] =
    /^\s*([+\-−–]?)\s*(\d{1,5})\s*(d|days?|w|weeks?|m|months?|y|years?)\s*$/i.exec(said) ?? []
  if (digits === undefined || unit === undefined) return null
  const { of, times } = units[unit.charAt(0).toLowerCase()] ?? { of: 'days', times: 1 }
  const count = Number(digits) * times * (sign === '' || sign === '+' ? 1 : -1)
  if (count === 0 || Math.abs(count) > MOST[of]) return null
  return of === 'days' ? { days: count } : { months: count }
}

const units: Readonly<Record<string, { of: 'days' | 'months'; times: number }>> = {
  d: { of: 'days', times: 1 },
  w: { of: 'days', times: 7 },
  m: { of: 'months', times: 1 },
  y: { of: 'months', times: 12 },
}

/** The kinds of timescales whose date can be moved: what is still to come, with a date of its own. */
const movable: ReadonlySet<TimescaleKind> = new Set(['by', 'between', 'from', 'after'])

/**
 * A timescale moved by days or months, with new words. Months keep the precision where the moved date is
 * still one ("by June 2027" and two months: "by August 2027"); a quarter moved by a month becomes its last
 * month. A day moved by months keeps its number, or is the last of a shorter month. Days make a month or a
 * quarter a day: "by June 2027" and 14 days is "by 14 July 2027". `null` where there is no date to move, or the moved one is outside the years that a timescale is read in.
 *
 * @example
 * ```ts
 * import { readTimescale, shiftTimescale } from '@beatbook/domain'
 *
 * const moved = (said: string, by: { days: number } | { months: number }) =>
 *   shiftTimescale(readTimescale(said).timescale, by)?.said ?? null
 * console.log(moved('by June 2027', { months: 2 })) // by August 2027
 * console.log(moved('by June 2027', { days: 14 })) // by 14 July 2027
 * console.log(moved('31/01/27', { months: 1 })) // by 28 February 2027
 * console.log(moved('ongoing', { days: 14 })) // null
 * ```
 */
export const shiftTimescale = (timescale: Timescale, by: Shift): Timescale | null => {
  const { kind, earliest, latest, precision } = timescale
  if (!movable.has(kind) || earliest === null || latest === null || precision === null) return null
  const moved = shiftPeriod({ earliest, latest, precision }, by, kind === 'between')
  const said = writeTimescale({ ...timescale, ...moved, said: '' })
  const read = readTimescale(said).timescale
  return read.kind === kind && read.earliest === moved.earliest && read.latest === moved.latest ? read : null
}

const shiftPeriod = (period: Period, by: Shift, keepsBothEnds: boolean): Period => {
  const { earliest, latest, precision } = period
  if ('days' in by) {
    const [first, last] = [addDays(earliest, by.days), addDays(latest, by.days)]
    const both = keepsBothEnds || precision === 'day'
    return { earliest: both ? first : last, latest: last, precision: 'day' }
  }
  if (precision === 'day') return ofDays(earliest, latest, by.months)
  const first = addMonths(earliest, by.months)
  const [year, month] = [+latest.slice(0, 4), +latest.slice(5, 7)]
  const last = endOfMonth(year, month + by.months)
  if (periodBeginning(first, precision) !== null && periodEnding(last, precision) !== null)
    return { earliest: first, latest: last, precision }
  const lastMonth = addMonths(addDays(last, 1), -1)
  return { earliest: keepsBothEnds ? first : lastMonth, latest: last, precision: 'month' }
}

/** A day, or days, moved by months. Days keep their number, so that a week stays a week. */
const ofDays = (earliest: IsoDate, latest: IsoDate, months: number): Period => {
  const first = addMonths(earliest, months)
  return {
    earliest: first,
    latest: addDays(first, toDayNumber(latest) - toDayNumber(earliest)),
    precision: 'day',
  }
}
