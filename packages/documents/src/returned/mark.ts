import { type Cell, openXlsx, saveXlsx } from 'hucre'

/** What is wrong with a cell of a workbook that came back. `row` and `column` are from 1. */
export interface Mark {
  readonly sheet: string
  readonly row: number
  readonly column: number
  readonly words: string
}

/** The colour of a marked cell; its note says the same in words. */
const MARKED = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F4CDC6' } } as const

/**
 * A workbook with cells marked: coloured, each with a note that says what is wrong. Everything else stays as it is.
 * Throws where the bytes are no workbook that can be opened: they are those of one that was read before.
 */
export const markWorkbook = async (bytes: Uint8Array, marks: readonly Mark[]): Promise<Uint8Array> => {
  const book = await openXlsx(bytes)
  for (const { sheet: name, row, column, words } of marks) {
    const sheet = book.sheets.find((each) => each.name === name)
    if (sheet === undefined) continue
    sheet.cells ??= new Map<string, Cell>()
    const key = `${row - 1},${column - 1}`
    const cell: Partial<Cell> = sheet.cells.get(key) ?? {
      value: sheet.rows[row - 1]?.[column - 1] ?? null,
    }
    const before = cell.comment?.text
    sheet.cells.set(key, {
      ...cell,
      style: { ...cell.style, fill: MARKED },
      comment: { author: 'Beatbook', text: before === undefined ? words : `${before}\n${words}` },
    } as Cell)
  }
  return saveXlsx(book)
}
