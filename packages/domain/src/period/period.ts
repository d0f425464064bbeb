import type { IsoDate } from '../calendar/date.ts'

/** The end of a period with an open end. It is compared with and never computed with. */
export const OPEN_END: IsoDate = '9999-12-31'

/** A period of validity: from a day (inclusive) to a day (exclusive). It may be in the future. */
export interface ValidPeriod {
  readonly from: IsoDate
  readonly to: IsoDate
}

/** A period and the position of the event that recorded it. */
export interface RecordedPeriod extends ValidPeriod {
  readonly position: number
}

/** Whether a period contains a day. */
export const isValidOn = ({ from, to }: ValidPeriod, day: IsoDate): boolean => from <= day && day < to

/**
 * The object that is valid on a day: where several are, the one with the highest position, whatever their
 * order. `null` where none is.
 */
export const latestValidOn = <T extends RecordedPeriod>(periods: readonly T[], day: IsoDate): T | null =>
  periods.reduce<T | null>(
    (last, each) => (isValidOn(each, day) && (last === null || each.position > last.position) ? each : last),
    null,
  )

/**
 * The day from which an event with a period is effective: the first day whose state it changes, or today
 * where that is in the future.
 */
export const effectiveFrom = ({ from }: Pick<ValidPeriod, 'from'>, today: IsoDate): IsoDate =>
  from < today ? from : today
