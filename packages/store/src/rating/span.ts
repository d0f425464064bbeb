import type { IsoDate } from '@beatbook/domain'
import { END } from '../tables/version.ts'

/** The dates of a stored interval and the period in which its rating was valid; an open end is `END`. */
export interface StoredSpan {
  readonly held_from: IsoDate
  readonly held_to: IsoDate
  readonly from: IsoDate
  readonly to: IsoDate
}

/**
 * The dates of an interval as seen from `day`: where its rating had ended by then, only those in its valid
 * period; where it was valid then, the whole forecast. An open end is `null`; the whole is `null` where it is
 * empty.
 */
export const spanSeen = (
  { held_from, held_to, from: start, to: end }: StoredSpan,
  day: IsoDate,
): { from: IsoDate; to: IsoDate | null } | null => {
  const from = held_from > start ? held_from : start
  const to = held_to <= day && end > held_to ? held_to : end
  return to <= from ? null : { from, to: to === END ? null : to }
}
