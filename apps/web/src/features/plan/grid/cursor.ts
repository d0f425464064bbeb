/** The current cell of a grid: positions of its row and its column. */
export interface Cursor {
  readonly row: number
  readonly column: number
}

/** The size of a grid. */
export interface Extent {
  readonly rows: number
  readonly columns: number
}

/** The rows that a page key moves by. */
const PAGE = 10

/**
 * Where a key moves the cursor, as in a spreadsheet and in the ARIA grid pattern; `null` where it is no key
 * that moves. The cursor never leaves the grid.
 */
export const moved = (
  { row, column }: Cursor,
  { key, ctrl = false }: { readonly key: string; readonly ctrl?: boolean },
  { rows, columns }: Extent,
): Cursor | null => {
  const [lastRow, lastColumn] = [rows - 1, columns - 1]
  const to = (at: Cursor): Cursor => ({
    row: Math.max(0, Math.min(lastRow, at.row)),
    column: Math.max(0, Math.min(lastColumn, at.column)),
  })
  switch (key) {
    case 'ArrowUp':
      return to({ row: ctrl ? 0 : row - 1, column })
    case 'ArrowDown':
      return to({ row: ctrl ? lastRow : row + 1, column })
    case 'ArrowLeft':
      return to({ row, column: ctrl ? 0 : column - 1 })
    case 'ArrowRight':
      return to({ row, column: ctrl ? lastColumn : column + 1 })
    case 'Home':
      return to({ row: ctrl ? 0 : row, column: 0 })
    case 'End':
      return to({ row: ctrl ? lastRow : row, column: lastColumn })
    case 'PageUp':
      return to({ row: row - PAGE, column })
    case 'PageDown':
      return to({ row: row + PAGE, column })
  }
  return null
}
