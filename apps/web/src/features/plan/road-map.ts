import type { ActionRow } from '@beatbook/contract'
import type { IsoDate } from '@beatbook/domain'
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
  const [first, last] = [monthAfter(month, 1), monthAfter(next, -1)]
  if (first > last) return null
  const title = first === last ? titleOf(first) : `${titleOf(first)} to ${titleOf(last)}`
  return { key: first, title, rows: [] }
}

const monthAfter = (month: string, months: number): string => {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7)
}

const isMonth = (key: string): boolean => key !== ONGOING && key !== UNDATED

const titleOf = (key: string): string =>
  key === ONGOING ? 'Ongoing' : key === UNDATED ? 'No date' : monthWords(`${key}-01`)

const ONGOING = 'x-ongoing'
const UNDATED = 'y-undated'
const goesOn = new Set(['ongoing', 'recurring'])

const dueOf = ({ kind, earliest, latest }: ActionRow['timescale']): IsoDate | null =>
  kind === 'ongoing' ? null : (latest ?? earliest)
