import type { IsoDate } from '@beatbook/domain'

/** The dates of a stored interval and the period in which its rating was valid. */
export interface StoredSpan {
  readonly held_from: IsoDate
  readonly held_to: IsoDate | null
  readonly span_from: IsoDate
  readonly span_to: IsoDate | null
}

/**
 * The dates of an interval as seen from `day`: where its rating had ended by then, only those in its valid
 * period; where it was valid then, the whole forecast. `null` where that is empty.
 */
export const spanSeen = (
  { held_from, held_to, span_from, span_to }: StoredSpan,
  day: IsoDate,
): { from: IsoDate; to: IsoDate | null } | null => {
  const [, from = held_from] = [held_from, span_from].sort()
  const over = held_to !== null && held_to <= day
  const to = over && (span_to === null || span_to > held_to) ? held_to : span_to
  return to !== null && to <= from ? null : { from, to }
}
