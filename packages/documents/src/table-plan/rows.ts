import { readTimescale } from '@beatbook/domain'
import type { Block } from '../source/source.ts'
import { filledColumns, type GridRow, gridOf, rowPieces } from './grid.ts'
import { type Header, headersOf } from './header.ts'
import { foldHeading, type Role } from './heading.ts'
import { type Column, type Layout, layoutOf } from './layout.ts'
import { readLevel } from './level.ts'
import { isParticular } from './particulars.ts'
import { levelled } from './ragged.ts'
import { type ActionRow, type Entry, endsTable, isTemplate, readRow, sectionOf } from './row.ts'
import { transposed } from './transposed.ts'

type Table = Extract<Block, { kind: 'table' }>

/**
 * A table's rows as sections, actions and rows to skip. `carried` is the layout of the previous table, which
 * a table without headings continues; `words` are the document's, used to join a heading split over two
 * cells. No entries if the table is not a plan.
 */
export function readRows(
  table: Table,
  carried: Layout | null,
  words: ReadonlySet<string>,
): { entries: Entry[]; layout: Layout | null } {
  const upright = gridOf(table.rows)
  // Markdown marks the first row of every table: a row with only a title is not a heading row.
  const marked = upright.some((row) => row.header && filledColumns(row).length > 1)
  const upHeaders = headersOf(upright, marked)
  const sideways = upHeaders.size > 0 ? null : transposed(upright)
  const rows = [...(sideways ?? upright)]
  const headers = sideways ? headersOf(rows, false) : upHeaders
  const entries: Entry[] = []
  let layout =
    table.sheet === null && headers.size === 0 ? (continued(carried, rows) ?? layoutOf([], rows)) : null
  if (table.sheet === null && !marked && !sideways) layout ??= layoutAbove(rows, headers)
  if (layout && layout !== carried) entries.push({ kind: 'layout', layout, pieces: [] })
  let last: ActionRow | null = null
  let found: Layout | null = null
  let heads = ''
  let pending: GridRow | null = null

  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]
    const header = headers.get(at)
    if (header) {
      const folded = foldedOf(header)
      if (folded === heads) {
        entries.push({
          kind: 'skip',
          reason: 'repeated-header',
          code: 'repeated-header',
          pieces: header.pieces,
          rows: 1,
        })
      } else {
        heads = folded
        const own = bodyOf(rows, headers, at)
        const body = levelled(
          header.headings,
          own.flatMap((n) => rows[n] ?? []),
        )
        for (const [n, index] of own.entries()) rows[index] = body.rows[n] ?? nothing
        layout = withSpare(
          layoutOf(
            body.headings,
            body.rows.filter((other) => !isTemplate(textsOf(other))),
          ),
          body.spare,
        )
        const above = layout && pending && sectionOf(pending, words)
        if (above) entries.push(above)
        if (layout)
          entries.push({
            kind: 'layout',
            layout: sideways ? { ...layout, guessed: [0] } : layout,
            pieces: header.pieces,
          })
      }
      pending = null
      at += header.height - 1
      continue
    }
    if (row === undefined || rowPieces(row).length === 0) continue
    if (!layout) {
      if (filledColumns(row).length === 1 && !textsOf(row).some(isParticular) && sectionOf(row, words))
        pending = row
      continue
    }
    if (endsTable(row)) {
      entries.push({
        kind: 'skip',
        reason: 'template',
        code: 'template-row',
        pieces: rowPieces(row),
        rows: 1,
      })
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

const foldedOf = (header: Header | undefined): string => header?.headings.map(foldHeading).join('|') ?? ''

/**
 * The rows under a heading, by index, up to the next different heading; repeats of the heading are not among
 * them.
 */
function bodyOf(rows: readonly GridRow[], headers: ReadonlyMap<number, Header>, at: number): number[] {
  const folded = foldedOf(headers.get(at))
  const body: number[] = []
  for (let index = at; index < rows.length; index++) {
    const header = headers.get(index)
    if (header && index > at && foldedOf(header) !== folded) break
    if (header) index += header.height - 1
    else body.push(index)
  }
  return body
}

/**
 * The layout of rows above the heading they belong to: they have the same number of cells, and times or
 * levels in its columns.
 */
function layoutAbove(rows: readonly GridRow[], headers: ReadonlyMap<number, Header>): Layout | null {
  const [first] = headers
  if (!first || first[0] === 0) return null
  const [at, header] = first
  const above = rows.slice(0, at).filter((row) => filledColumns(row).length > 2)
  const layout =
    above.length > 0
      ? layoutOf(header.headings, [...above, ...bodyOf(rows, headers, at).flatMap((n) => rows[n] ?? [])])
      : null
  if (!layout) return null
  const column = (role: Role): number => layout.columns.findIndex((each) => each?.role === role)
  const fits = (row: GridRow): boolean => {
    const of = (role: Role): string => row.cells[column(role)]?.text ?? ''
    return (
      of('text') !== '' &&
      (readLevel(of('level')).level !== null ||
        !['none', 'unknown'].includes(readTimescale(of('timescale')).timescale.kind))
    )
  }
  return above.filter(fits).length * 2 > above.length ? { ...layout, guessed: [column('text')] } : null
}

/** A layout with one more column, for surplus cells. */
const withSpare = (layout: Layout | null, spare: number | null): Layout | null =>
  layout && spare !== null
    ? {
        ...layout,
        columns: [...Array.from({ length: spare }, (_, column) => layout.columns[column] ?? null), beyond],
      }
    : layout

const beyond: Column = {
  role: 'detail',
  heading: '',
  asks: false,
  duty: null,
  months: false,
  fractions: false,
}

const nothing: GridRow = {
  cells: [],
  spanned: new Set(),
  header: false,
  hidden: false,
  whole: false,
  loose: false,
  written: 0,
}

const textsOf = (row: GridRow): string[] => filledColumns(row).map((column) => row.cells[column]?.text ?? '')

function below(rows: readonly GridRow[], at: number): GridRow | null {
  for (let next = at + 1; next < rows.length; next++) {
    const row = rows[next]
    if (row && rowPieces(row).length > 0) return row
  }
  return null
}

/** The previous layout, if these rows are not wider. */
const continued = (carried: Layout | null, rows: readonly GridRow[]): Layout | null =>
  carried && (rows[0]?.cells.length ?? 0) <= carried.columns.length ? carried : null
