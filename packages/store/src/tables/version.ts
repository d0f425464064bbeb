import type { IsoDate } from '@beatbook/domain'

/**
 * The two periods of a version. Valid: the dates `held_from` to `held_to`. Recorded: the instants
 * `recorded_from` to `recorded_to` between which this was known. `from` is inclusive, `to` exclusive; an open
 * end is `END` or `END_OF_TIME`. Today's row is open at both ends.
 */
export interface VersionPeriods {
  version: number
  held_from: string
  held_to: string
  recorded_from: string
  recorded_to: string
}

/** The open end of dates: later than every date. */
export const END: IsoDate = '9999-12-31'

/** The open end of instants: later than every instant. */
export const END_OF_TIME = '9999-12-31T23:59:59.999Z'
