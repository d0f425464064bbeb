import type { ActionRow } from '@beatbook/contract'
import { addMonths, type IsoDate } from '@beatbook/domain'
import { monthWords } from '@beatbook/domain/english'

/** Actions of one month, none of several months in a row that have none, or those without a month. */
export interface RoadMapMonth {
  readonly key: string
  readonly title: string
  readonly rows: readonly ActionRow[]
}

/**
 * Actions by the month in which they are due, or must have begun, in order, with the months between them that have
 * none; then ongoing ones, recurring ones without a date, and those without a date.
 */
export const roadMapOf = (rows: readonly ActionRow[]): RoadMapMonth[] => {
  const groups = Map.groupBy(
    rows,
    ({ timescale }) => dueOf(timescale)?.slice(0, 7) ?? (goesOn.has(timescale.kind) ? ONGOING : UNDATED),
  )
  const keys = [...groups.keys()].sort()
  return keys.flatMap((key, at): RoadMapMonth[] => {
    const group = { key, title: titleOf(key), rows: groups.get(key) ?? [] }
    const next = keys[at + 1]
    const between = isMonth(key) && next !== undefined && isMonth(next) ? emptyBetween(key, next) : null
    return between === null ? [group] : [group, between]
  })
}

/** The months after one and before another, which have no action; `null` where they follow each other. */
const emptyBetween = (month: string, next: string): RoadMapMonth | null => {
  const [first, last] = [addMonths(`${month}-01`, 1), addMonths(`${next}-01`, -1)]
  if (first > last) return null
  const title = first === last ? monthWords(first) : `${monthWords(first)} to ${monthWords(last)}`
  return { key: first.slice(0, 7), title, rows: [] }
}

const isMonth = (key: string): boolean => key !== ONGOING && key !== UNDATED

const titleOf = (key: string): string =>
  key === ONGOING ? 'Ongoing' : key === UNDATED ? 'No date' : monthWords(`${key}-01`)

const ONGOING = 'x-ongoing'
const UNDATED = 'y-undated'
const goesOn = new Set(['ongoing', 'recurring'])

const dueOf = ({ kind, earliest, latest }: ActionRow['timescale']): IsoDate | null =>
  kind === 'ongoing' ? null : (latest ?? earliest)
