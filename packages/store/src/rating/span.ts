import type { IsoDate } from '@beatbook/domain'

/** A kept interval's dates, with those its rating held. */
export interface KeptSpan {
  readonly held_from: IsoDate
  readonly held_to: IsoDate | null
  readonly span_from: IsoDate
  readonly span_to: IsoDate | null
}

/**
 * What an interval tells of ratings seen from `day`: where its rating was over by then, only the dates it
 * held; where it held then, all it forecast. `null` where that is nothing.
 */
export const spanSeen = (
  { held_from, held_to, span_from, span_to }: KeptSpan,
  day: IsoDate,
): { from: IsoDate; to: IsoDate | null } | null => {
  const [, from = held_from] = [held_from, span_from].sort()
  const over = held_to !== null && held_to <= day
  const to = over && (span_to === null || span_to > held_to) ? held_to : span_to
  return to !== null && to <= from ? null : { from, to }
}
