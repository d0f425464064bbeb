import { Box } from 'ink'
import type { ReactNode } from 'react'
import { fitted } from '../output/table.ts'
import { Empty } from './frame.tsx'
import { Text } from './text.tsx'
import { windowOf } from './window.ts'

/** A line of a list: a heading, or the cells of the entry number `at`. */
export type ListLine =
  | { readonly heading: string }
  | { readonly cells: readonly string[]; readonly at: number }

/**
 * A column of a list: its width. The `flexible` one takes the remaining space; one that `needs` more columns
 * than the screen has is omitted.
 */
export interface ListColumn {
  readonly heading: string
  readonly width: number
  readonly flexible?: boolean
  readonly needs?: number
}

/** The content of a list screen. */
export interface List {
  readonly columns: readonly ListColumn[]
  readonly lines: readonly ListLine[] | null
  readonly error: string | null
  readonly waiting: string
  /** The message where there are no entries. */
  readonly empty: readonly string[]
}

/** A list, scrolled so that the selected entry is visible. */
export const ListView = ({
  list,
  selected,
  width,
  height,
}: {
  list: List
  selected: number
  width: number
  height: number
}): ReactNode => {
  if (list.lines === null) return <Empty height={height} lines={[list.error ?? list.waiting]} />
  if (list.lines.length === 0) return <Empty height={height} lines={list.empty} />
  const at = Math.max(
    0,
    list.lines.findIndex((line) => 'cells' in line && line.at === selected),
  )
  const { from, to } = windowOf(
    list.lines.length,
    at,
    height - 1,
    Math.max(0, at - Math.floor((height - 1) / 2)),
  )
  const widths = widthsOf(list.columns, width)
  const row = (cells: readonly string[]): string =>
    cells.flatMap((cell, column) => (widths[column] ? [`${fitted(cell, widths[column] - 1)} `] : [])).join('')
  return (
    <Box flexDirection="column" height={height}>
      <Text dimColor wrap="truncate">{`  ${row(list.columns.map(({ heading }) => heading))}`}</Text>
      {list.lines.slice(from, to).map((line, key) =>
        'heading' in line ? (
          <Text key={key} dimColor wrap="truncate">
            {fitted(
              ` ── ${line.heading} ${'─'.repeat(Math.max(0, width - line.heading.length - 7))}`,
              width - 1,
            )}
          </Text>
        ) : (
          <Text key={key} bold={line.at === selected} inverse={line.at === selected} wrap="truncate">
            {`${line.at === selected ? '▌ ' : '  '}${row(line.cells)}`}
          </Text>
        ),
      )}
    </Box>
  )
}

/** The number of entries of a list. */
export const entriesIn = (list: List): number => (list.lines ?? []).filter((line) => 'cells' in line).length

const widthsOf = (columns: readonly ListColumn[], width: number): number[] => {
  const shown = columns.map(({ needs = 0 }) => width >= needs)
  const fixed = columns.reduce(
    (sum, column, at) => sum + (shown[at] && !column.flexible ? column.width : 0),
    2,
  )
  return columns.map((column, at) =>
    !shown[at] ? 0 : column.flexible ? Math.max(12, width - fixed) : column.width,
  )
}
