import type { ActionRow } from '@beatbook/contract'
import { addDays, addMonths, daysBetween, type IsoDate } from '@beatbook/domain'

/** A day of a month's page. `inMonth`: not one that fills the first or the last week. */
export interface MonthDay {
  readonly day: IsoDate
  readonly inMonth: boolean
  readonly rows: readonly ActionRow[]
}

/** One month of actions by the last day on which they are due. */
export interface MonthPage {
  /** Whole weeks, Monday to Sunday. */
  readonly weeks: readonly (readonly MonthDay[])[]
  readonly before: number
  readonly after: number
  /** Those without a day: ongoing, recurring without a date, not understood. */
  readonly undated: readonly ActionRow[]
}

/** A Monday. */
const MONDAY: IsoDate = '2026-01-05'

/** The page of a month, given by its first day. A row stands on the last day of its timescale. */
export const monthPage = (rows: readonly ActionRow[], first: IsoDate): MonthPage => {
  const next = addMonths(first, 1)
  const dated = rows.flatMap((row) => {
    const { kind, earliest, latest } = row.timescale
    const day = kind === 'ongoing' ? null : (latest ?? earliest)
    return day === null ? [] : [{ row, day }]
  })
  const byDay = Map.groupBy(dated, ({ day }) => day)
  const past = ((daysBetween(MONDAY, first) % 7) + 7) % 7
  const start = addDays(first, -past)
  const weeks = Math.ceil((past + daysBetween(first, next)) / 7)
  const undated = new Set(rows)
  for (const { row } of dated) undated.delete(row)
  return {
    weeks: Array.from({ length: weeks }, (_, week) =>
      Array.from({ length: 7 }, (_, at): MonthDay => {
        const day = addDays(start, week * 7 + at)
        return {
          day,
          inMonth: day >= first && day < next,
          rows: (byDay.get(day) ?? []).map(({ row }) => row),
        }
      }),
    ),
    before: dated.filter(({ day }) => day < start).length,
    after: dated.filter(({ day }) => day >= addDays(start, weeks * 7)).length,
    undated: [...undated],
  }
}
