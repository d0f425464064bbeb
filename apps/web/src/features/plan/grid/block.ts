import type { ActionRow } from '@beatbook/contract'
import { type ActionColumn, type CellsOf, cellText, changeTyped } from '@beatbook/presentation'
import type { Cursor } from './cursor.ts'

/**
 * The cells of a block as a spreadsheet copies it: rows by line ends, cells by tabs; a cell in quotation marks
 * may have both, and has them doubled.
 */
export const cellsOfBlock = (text: string): string[][] => {
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end] of text
    .replace(/\r\n?/g, '\n')
    .matchAll(/(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))([\t\n]|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === '\n') rows.push([])
    if (end === '') break
  }
  // A copied block ends with a line end.
  if (rows.length > 1 && rows.at(-1)?.every((cell) => cell === '')) rows.pop()
  return rows
}

/** Cells as a block that a spreadsheet reads. */
export const blockOfCells = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((cells) =>
      cells.map((cell) => (/["\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'),
    )
    .join('\n')

type RowChange = Exclude<ReturnType<typeof changeTyped>, string> & { readonly actionId: string }

/** What pasting a block means: the changes row by row, and the cells that mean nothing, each with why. */
export interface Pasted {
  readonly rows: readonly RowChange[]
  readonly faults: readonly { readonly ref: string; readonly column: string; readonly why: string }[]
  /** The rows of the block for which the grid has no more rows. */
  readonly beyond: number
}

/**
 * What a block pasted at a cell changes. A single cell fills every one of `marked`, as in a spreadsheet. Cells
 * that already have the text, and those of the rules' level, are left.
 */
export const pasted = (
  cells: readonly (readonly string[])[],
  at: Cursor,
  grid: { readonly rows: readonly ActionRow[]; readonly columns: readonly ActionColumn[] } & CellsOf,
  marked: readonly ActionRow[] = [],
): Pasted => {
  const single = cells.length === 1 && cells[0]?.length === 1 && marked.length > 0
  const targets = single ? marked : grid.rows.slice(at.row, at.row + cells.length)
  const faults: { ref: string; column: string; why: string }[] = []
  const rows = targets.flatMap((row, index): RowChange[] => {
    let change: Partial<RowChange> = {}
    for (const [offset, text] of (cells[single ? 0 : index] ?? []).entries()) {
      const column = grid.columns[at.column + offset]
      if (column === undefined || column.key === 'computed' || cellText(row, column) === text.trim()) continue
      const read = changeTyped(column, text, grid)
      if (typeof read === 'string') faults.push({ ref: row.ref, column: column.heading, why: read })
      else
        change = {
          ...change,
          ...read,
          ...(read.columns ? { columns: { ...change.columns, ...read.columns } } : {}),
        }
    }
    return Object.keys(change).length === 0 ? [] : [{ ...change, actionId: row.id }]
  })
  return { rows, faults, beyond: single ? 0 : Math.max(0, at.row + cells.length - grid.rows.length) }
}
