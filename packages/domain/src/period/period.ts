import type { IsoDate } from '../calendar/date.ts'

/** The end of what has no end. It is compared with and never computed with. */
export const OPEN_END: IsoDate = '9999-12-31'

/** When something holds: from a day to another, the last one excluded. It may lie ahead. */
export interface ValidPeriod {
  readonly from: IsoDate
  readonly to: IsoDate
}

/** A period and the position of the event that said it. */
export interface SaidPeriod extends ValidPeriod {
  readonly position: number
}

/** Whether a period holds on a day. */
export const holdsOn = ({ from, to }: ValidPeriod, day: IsoDate): boolean => from <= day && day < to

/**
 * What holds on a day, of things that each have a period: where several do, the one of the highest position,
 * whatever their order. `null` where none does.
 */
export const lastHolding = <T extends SaidPeriod>(periods: readonly T[], day: IsoDate): T | null =>
  periods.reduce<T | null>(
    (last, each) => (holdsOn(each, day) && (last === null || each.position > last.position) ? each : last),
    null,
  )

/**
 * The day from which an event with a period is true: the first day whose state it changes, today where that
 * lies ahead.
 */
export const effectiveFrom = ({ from }: Pick<ValidPeriod, 'from'>, today: IsoDate): IsoDate =>
  from < today ? from : today
