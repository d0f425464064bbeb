import type { ActionRow } from '@beatbook/contract'
import type { IsoDate } from '@beatbook/domain'
import { monthWords } from '@beatbook/domain/english'

/** Actions of one month, or those without a month. */
export interface RoadMapMonth {
  readonly key: string
  readonly title: string
  readonly rows: readonly ActionRow[]
}

/**
 * Actions by the month in which they are due, or must have begun, in order; then ongoing ones, recurring ones
 * without a date, and those without a date.
 */
export const roadMapOf = (rows: readonly ActionRow[]): RoadMapMonth[] => {
  const months = Map.groupBy(
    rows,
    ({ timescale }) => dueOf(timescale)?.slice(0, 7) ?? (goesOn.has(timescale.kind) ? ONGOING : UNDATED),
  )
  return [...months]
    .map(
      ([key, group]): RoadMapMonth => ({
        key,
        title: key === ONGOING ? 'Ongoing' : key === UNDATED ? 'No date' : monthWords(`${key}-01`),
        rows: group,
      }),
    )
    .sort((a, b) => (a.key < b.key ? -1 : 1))
}

const ONGOING = 'x-ongoing'
const UNDATED = 'y-undated'
const goesOn = new Set(['ongoing', 'recurring'])

const dueOf = ({ kind, earliest, latest }: ActionRow['timescale']): IsoDate | null =>
  kind === 'ongoing' ? null : (latest ?? earliest)
