import { within } from '../source/limits.ts'
import type { Cell, Row } from '../source/source.ts'

/** A row with its cells by column: spans expanded, short rows padded with empty cells. */
export interface GridRow {
  readonly cells: readonly Cell[]
  /** Columns whose value is in the row above, in a cell that spans both. */
  readonly spanned: ReadonlySet<number>
  readonly header: boolean
  readonly hidden: boolean
  /** Whether one cell covers every column. */
  readonly whole: boolean
  /** Whether it is a line without any separator among rows that have them. */
  readonly loose: boolean
  /** The number of columns of its own cells. */
  readonly written: number
  /** Set if it had more or fewer cells than the table has columns, and was aligned by content. */
  readonly ragged?: { readonly cells: number; readonly columns: number }
}

const empty: Cell = { text: '', pieces: [], items: [], colSpan: 1, rowSpan: 1 }

/**
 * A table's rows on a grid of columns. A cell that spans rows is repeated in each, and `spanned` in all but
 * its first. Throws `OverLimit` if spans make the grid wider or larger than allowed.
 */
export function gridOf(rows: readonly Row[]): GridRow[] {
  /** The cells that span down from rows above, by column; `reach` is the column after the last. */
  const below: ({ cell: Cell; left: number } | undefined)[] = []
  let reach = 0
  let area = 0
  const laid = rows.map((row) => {
    const cells: Cell[] = []
    const spanned = new Set<number>()
    let next = 0
    for (let column = 0; next < row.cells.length || column < reach; column++) {
      within('columns', column)
      const over = below[column]
      if (over) {
        cells[column] = over.cell
        spanned.add(column)
        over.left--
        if (over.left === 0) below[column] = undefined
        continue
      }
      const cell = row.cells[next++]
      if (!cell) continue
      cells[column] = cell
      const down = (at: number, own: Cell): void => {
        if (cell.rowSpan < 2) return
        below[at] = { cell: own, left: cell.rowSpan - 1 }
        reach = Math.max(reach, at + 1)
      }
      down(column, cell)
      for (let more = 1; more < Math.min(cell.colSpan, 2_000); more++) {
        column++
        down(column, empty)
      }
    }
    while (reach > 0 && !below[reach - 1]) reach--
    area += cells.length
    within('area', area)
    const filled = row.cells.filter((cell) => cell.text !== '')
    return {
      cells,
      spanned,
      header: row.header,
      hidden: row.hidden,
      span: filled.length === 1 ? (filled[0]?.colSpan ?? 0) : 0,
      alone: row.cells.length === 1 && row.cells[0]?.colSpan === 1 && cells.length === 1,
    }
  })
  const width = laid.reduce((most, row) => Math.max(most, row.cells.length), 0)
  within('area', width * laid.length)
  return laid.map(({ cells, spanned, header, hidden, span, alone }) => ({
    cells: Array.from({ length: width }, (_, column) => cells[column] ?? empty),
    spanned,
    header,
    hidden,
    whole: width > 1 && span >= width,
    loose: width > 1 && alone,
    written: cells.length,
  }))
}

/** The columns of a row with content of its own. */
export const filledColumns = (row: GridRow): number[] =>
  row.cells.flatMap((cell, column) => (cell.text !== '' && !row.spanned.has(column) ? [column] : []))

/** All pieces of a row itself. */
export const rowPieces = (row: GridRow): number[] =>
  row.cells.flatMap((cell, column) => (row.spanned.has(column) ? [] : cell.pieces))
