import type { IsoDate } from './date.ts'

const MS_A_DAY = 86_400_000

/** The whole day number of a date: days since 1970-01-01, negative before. Errors: none, given a valid `IsoDate`. */
export const toDayNumber = (date: IsoDate): number => Date.UTC(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10)) / MS_A_DAY

/** The date of a whole day number (days since 1970-01-01). */
export const fromDayNumber = (day: number): IsoDate => new Date(day * MS_A_DAY).toISOString().slice(0, 10)

/** `date` moved by whole `days` (negative: earlier). */
export const addDays = (date: IsoDate, days: number): IsoDate => fromDayNumber(toDayNumber(date) + days)

/** Whole days from `from` to `to`: positive when `to` is later. Days past a deadline are `daysBetween(latest, date)`. */
export const daysBetween = (from: IsoDate, to: IsoDate): number => toDayNumber(to) - toDayNumber(from)
