import * as z from 'zod'
import { fromDayNumber } from './day-number.ts'

export { addDays, daysBetween, fromDayNumber, toDayNumber } from './day-number.ts'

/** A calendar day in Europe/London as `YYYY-MM-DD`. The domain never reads a clock: a day comes in as an argument. */
export const isoDate = z.iso.date()
export type IsoDate = z.infer<typeof isoDate>

/** An instant in UTC as `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export const instant = z.iso.datetime()
export type Instant = z.infer<typeof instant>

/** A date from year, month (1 to 12) and day; `null` where the calendar has no such day. */
export const dateOf = (year: number, month: number, day: number): IsoDate | null => {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const at = new Date(`${text}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? null : text
}

/** The last day of a month (1 to 12). */
export const endOfMonth = (year: number, month: number): IsoDate => fromDayNumber(Date.UTC(year, month, 0) / 86_400_000)

/** The earliest of `first` and `others`. */
export const earliestOf = (first: IsoDate, others: readonly IsoDate[]): IsoDate => {
  let earliest = first
  for (const day of others) if (day < earliest) earliest = day
  return earliest
}
