import type { GridColumn } from '@beatbook/contract'
import type { Column } from '@beatbook/domain'
import { type ActionColumn, everyColumn } from '@beatbook/presentation'

/** A column of the table on the screen: its width, with the space behind it. */
export interface ShownColumn {
  readonly key: ActionColumn['key']
  readonly heading: string
  readonly width: number
}

/** The width of one mark. */
export const MARK = 5

const widths: Partial<Record<ActionColumn['key'], number>> = {
  level: MARK,
  computed: MARK,
  timescale: 15,
  stage: 16,
  'last-update': 13,
  section: 20,
  redated: 9,
  updates: 8,
}
const OTHER = 14
const short: Partial<Record<ActionColumn['key'], string>> = { owners: 'OWNER', level: 'D', computed: 'R' }
const usual: readonly ActionColumn['key'][] = ['ref', 'text', 'owners', 'timescale', 'level', 'computed']
/** The least width of an action's words, on a screen that is not narrow. */
const LEAST = 8
const READABLE = 24

/**
 * The columns of a table that is `width` wide: those that were chosen, or the usual ones, left to right. The
 * action's words take what the others leave; where that is too little, columns go, the less important first.
 */
export const shownColumns = (
  chosen: readonly GridColumn[] | undefined,
  { width, ref, own }: { width: number; ref: number; own: readonly Column[] },
): ShownColumn[] => {
  const every = new Map(everyColumn(own).map((column) => [column.key, column]))
  const known = (chosen ?? []).flatMap(({ key }) => every.get(key as ActionColumn['key']) ?? [])
  const asked =
    known.length > 0
      ? known
      : usual.flatMap((key) => {
          const room = { owners: 76, timescale: 50 }[key as string] ?? 0
          return width < room ? [] : (every.get(key) ?? [])
        })
  const widthOf = ({ key }: ActionColumn): number =>
    key === 'ref'
      ? ref + 1
      : key === 'owners'
        ? Math.min(28, Math.floor(width * 0.22))
        : key === 'text'
          ? 0
          : (widths[key] ?? OTHER)
  let columns = [...asked]
  const left = () => width - 2 - columns.reduce((sum, column) => sum + widthOf(column), 0)
  const least = width < 60 ? LEAST : READABLE
  while (columns.length > 1 && left() < (columns.some(({ key }) => key === 'text') ? least : 0)) {
    const last = Math.max(...columns.filter(({ key }) => key !== 'text').map(({ priority }) => priority))
    const goes = columns.findLast(({ key, priority }) => key !== 'text' && priority === last)
    columns = columns.filter((column) => column !== goes)
  }
  const room = Math.max(LEAST, left())
  return columns.map((column) => ({
    key: column.key,
    heading: short[column.key] ?? column.heading.toUpperCase(),
    width: column.key === 'text' ? room : widthOf(column),
  }))
}
