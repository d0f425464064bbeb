import type { Block } from '../source/source.ts'
import { filledColumns, type GridRow, gridOf, rowPieces } from './grid.ts'
import { headersOf } from './header.ts'
import { foldHeading } from './heading.ts'
import { type Column, type Layout, layoutOf } from './layout.ts'
import { isParticular } from './particulars.ts'
import { levelled } from './ragged.ts'
import { type ActionRow, type Entry, endsTable, isTemplate, readRow, sectionOf } from './row.ts'
import { turned } from './turned.ts'

type Table = Extract<Block, { kind: 'table' }>

/**
 * A table's rows as sections, actions and rows to skip. `carried` is the layout of the table before, which a table without headings
 * continues; `words` are the document's, by which a heading split over two cells is joined. No entries where the table is no plan.
 */
export function readRows(table: Table, carried: Layout | null, words: ReadonlySet<string>): { entries: Entry[]; layout: Layout | null } {
  const upright = gridOf(table.rows)
  const marked = upright.some((row) => row.header)
  const upHeaders = headersOf(upright, marked)
  const rows: GridRow[] = upHeaders.size > 0 ? [...upright] : (turned(upright) ?? [...upright])
  const headers = rows === upright ? upHeaders : headersOf(rows, false)
  const entries: Entry[] = []
  let layout = table.sheet === null && headers.size === 0 ? (continued(carried, rows) ?? layoutOf([], rows)) : null
  if (layout && layout !== carried) entries.push({ kind: 'layout', layout, pieces: [] })
  let last: ActionRow | null = null
  let found: Layout | null = null
  let heads = ''
  let pending: GridRow | null = null
  const starts = [...headers.keys()]

  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]
    const header = headers.get(at)
    if (header) {
      const folded = header.headings.map(foldHeading).join('|')
      if (folded === heads) {
        entries.push({ kind: 'skip', reason: 'repeated-header', code: 'repeated-header', pieces: header.pieces, rows: 1 })
      } else {
        heads = folded
        const end = starts.find((start) => start > at) ?? rows.length
        const body = levelled(header.headings, rows.slice(at + header.height, end))
        rows.splice(at + header.height, body.rows.length, ...body.rows)
        layout = withSpare(
          layoutOf(
            body.headings,
            body.rows.filter((other) => !isTemplate(textsOf(other))),
          ),
          body.spare,
        )
        const above = layout && pending && sectionOf(pending, words)
        if (above) entries.push(above)
        if (layout) entries.push({ kind: 'layout', layout: rows === upright ? layout : { ...layout, guessed: [0] }, pieces: header.pieces })
      }
      pending = null
      at += header.height - 1
      continue
    }
    if (row === undefined || rowPieces(row).length === 0) continue
    if (!layout) {
      if (filledColumns(row).length === 1 && !textsOf(row).some(isParticular) && sectionOf(row, words)) pending = row
      continue
    }
    if (endsTable(row)) {
      entries.push({ kind: 'skip', reason: 'template', code: 'template-row', pieces: rowPieces(row), rows: 1 })
      layout = null
      continue
    }
    const entry = readRow(row, layout, last, below(rows, at), words)
    if (entry === 'joined') continue
    if (entry.kind === 'action') {
      last = entry.row
      found = layout
    }
    entries.push(entry)
  }
  return { entries, layout: layout ?? found }
}

/** A layout with one more column, for what rows hold beyond the others. */
const withSpare = (layout: Layout | null, spare: number | null): Layout | null =>
  layout && spare !== null ? { ...layout, columns: [...Array.from({ length: spare }, (_, column) => layout.columns[column] ?? null), beyond] } : layout

const beyond: Column = { role: 'detail', heading: '', asks: false, duty: null, months: false, fractions: false }

const textsOf = (row: GridRow): string[] => filledColumns(row).map((column) => row.cells[column]?.text ?? '')

function below(rows: readonly GridRow[], at: number): GridRow | null {
  for (let next = at + 1; next < rows.length; next++) {
    const row = rows[next]
    if (row && rowPieces(row).length > 0) return row
  }
  return null
}

/** The layout before, where these rows are no wider. */
const continued = (carried: Layout | null, rows: readonly GridRow[]): Layout | null =>
  carried && (rows[0]?.cells.length ?? 0) <= carried.columns.length ? carried : null
