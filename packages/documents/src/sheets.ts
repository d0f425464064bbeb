import { addAll, largest, smallest } from './lists.ts'
import { figuresTable } from './report/figures-table.ts'
import { sheetLines } from './sheet-lines.ts'
import { within } from './source/limits.ts'
import { bullet } from './source/line.ts'
import type { Block, Cell, Row, Source } from './source/source.ts'
import { gridOf } from './table-plan/grid.ts'
import { headersOf } from './table-plan/header.ts'

type Table = Extract<Block, { kind: 'table' }>

/**
 * Converts a sheet that contains a document (text line by line in one column, with tables in between) into
 * headings, paragraphs, lists and tables. A sheet that is a single table with a title, notes and section rows
 * is unchanged.
 */
export const partedSheets = (source: Source): Source =>
  source.format === 'xlsx' || source.format === 'csv'
    ? {
        ...source,
        blocks: source.blocks.flatMap((block) =>
          block.kind === 'table' ? partSheet(source.format === 'xlsx' ? filledUp(block) : block) : [block],
        ),
      }
    : source

/** A row of a workbook ends at its last filled cell: later cells are empty, not missing. */
function filledUp(table: Table): Table {
  const starts = (row: Row): number => row.cells.slice(0, -1).reduce((width, cell) => width + cell.colSpan, 0)
  const width = largest(table.rows, (row) => starts(row) + 1)
  within('area', width * table.rows.length)
  const missing = (row: Row): number =>
    row.cells.length === 0 ? 0 : Math.max(0, width - starts(row) - (row.cells.at(-1)?.colSpan ?? 1))
  return {
    ...table,
    rows: table.rows.map((row) => ({
      ...row,
      cells: [...row.cells, ...Array.from({ length: missing(row) }, () => empty)],
    })),
  }
}

const empty: Cell = { text: '', pieces: [], items: [], colSpan: 1, rowSpan: 1 }

interface Stretch {
  /** Whether every row has at most one cell. */
  readonly words: boolean
  readonly rows: Row[]
}

function partSheet(table: Table): Block[] {
  const { rows } = table
  if (rows.some((row) => row.hidden)) return [table]
  const found = stretches(rows)
  if (found.every(({ words }) => words)) return rows.filter(hasWords).length < 3 ? [table] : sheetLines(rows)
  const made: Block[] = []
  let open: Row[] = []
  const close = (): void => {
    if (open.some(hasWords)) made.push({ ...table, rows: open })
    open = []
  }
  for (const [n, { words, rows: own }] of found.entries()) {
    if (
      words &&
      standsApart(own, {
        above: found[n - 1]?.rows,
        below: found[n + 1]?.rows,
        document: made.length > 0,
        table,
      })
    ) {
      close()
      addAll(made, sheetLines(own))
    } else addAll(open, own)
  }
  close()
  return made.length === 1 ? [table] : made
}

/**
 * Runs of a sheet's rows: those with one cell, all in the column where the sheet begins, and those of tables.
 */
function stretches(rows: readonly Row[]): Stretch[] {
  const begins = smallest(
    rows.map((row) => row.cells.findIndex(isFilled)).filter((column) => column >= 0),
    (column) => column,
  )
  const found: Stretch[] = []
  for (const row of rows) {
    const words = row.cells.filter(isFilled).length <= 1 && row.cells.findIndex(isFilled) <= begins
    const last = found.at(-1)
    if (last?.words === words) last.rows.push(row)
    else found.push({ words, rows: [row] })
  }
  return found
}

/** What is above and below some lines; a sheet in which text was found separate already is a `document`. */
interface Around {
  readonly above: readonly Row[] | undefined
  readonly below: readonly Row[] | undefined
  readonly document: boolean
  readonly table: Table
}

/** Whether lines are text of a document, not a table's title, its sections or the rest of a cell. */
function standsApart(lines: readonly Row[], { above, below, document, table }: Around): boolean {
  const prose = lines.filter((row) => isProse(row.cells.find(isFilled)?.text ?? '')).length
  if (!above) return prose >= 3
  if (lines[0]?.cells.some(isFilled)) return false
  const figures = (rows: readonly Row[]): boolean => figuresTable({ ...table, rows: [...rows] }) !== null
  if (!below) return document || prose >= 3 || figures(above)
  return figures(below) || (prose >= 1 && headersOf(gridOf(below.slice(0, 3)), false).has(0))
}

const isFilled = ({ text }: { text: string }): boolean => text.trim() !== ''
const hasWords = (row: Row): boolean => row.cells.some(isFilled)

/** A sentence, a long line, or a list item. */
const isProse = (line: string): boolean =>
  line.length >= 80 || bullet.test(line) || (/[.:;]$/.test(line) && line.split(/\s+/).length >= 6)
