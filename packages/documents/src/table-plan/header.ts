import { filledColumns, type GridRow, rowPieces } from './grid.ts'
import { foldHeading, headingRole, type Role } from './heading.ts'

/**
 * Whether a row is a heading row: it names two or more fields, one of them the text or number of actions. If
 * the source marks heading rows (`marked`), an unmarked row must be clearer. `roleOf` is `headingRole`, or a
 * cached version of it.
 */
export function isHeader(row: GridRow, marked = false, roleOf: RoleOf = headingRole): boolean {
  const filled = filledColumns(row)
  const texts = filled.map((column) => row.cells[column]?.text ?? '')
  if (filled.length < 2 || (!row.header && texts.some((text) => text.length > 120))) return false
  const found = texts.flatMap((text) => roleOf(text) ?? [])
  const roles = new Set(found.flatMap(({ role, sure }) => (sure >= 2 ? [role] : [])))
  const fields = [...roles].filter((role) => role !== 'detail' && role !== 'section' && role !== 'start')
  const named = fields.length + (roles.has('section') || roles.has('start') ? 1 : 0)
  if (row.header) return named >= 1
  const plain =
    found.length >= filled.length * 0.75 &&
    found.every(({ sure }) => sure >= 2) &&
    texts.every((text) => text.length <= 40)
  if (marked && !(plain && roles.has('text'))) return false
  const titled =
    ['owner', 'stage'].every((role) => fields.some((field) => field === role)) &&
    texts.some((text) => /^(?:title|issue|subject|topic)$/i.test(text.trim()))
  const about = roles.has('text') || (fields.length >= 3 && (roles.has('ref') || plain || titled))
  return (
    about &&
    named >= 2 &&
    (found.length * 2 >= Math.min(filled.length, 8) || (roles.has('text') && fields.length >= 3))
  )
}

type RoleOf = (heading: string) => { readonly role: Role; readonly sure: number } | null

/** A cached `headingRole`. */
function cachedRoles(): RoleOf {
  const known = new Map<string, ReturnType<RoleOf>>()
  return (heading) => {
    const before = known.get(heading)
    if (before !== undefined) return before
    const role = headingRole(heading)
    known.set(heading, role)
    return role
  }
}

/** A risk register or a table of figures is not a plan of actions, even if its rows have owners. */
export const isOtherTable = (headings: readonly string[]): boolean => {
  const words = headings.map(foldHeading).join(' | ')
  return /\brisks?\b/.test(words) && /\b(?:likelihood|probability|mitigat)/.test(words)
}

/** The headings of a table's columns: the texts of the heading rows, their pieces and the number of rows. */
export interface Header {
  readonly headings: string[]
  readonly pieces: number[]
  readonly height: number
}

/** A table's headings, by the row each begins at. */
export function headersOf(rows: readonly GridRow[], marked: boolean): Map<number, Header> {
  const headers = new Map<number, Header>()
  const roleOf = cachedRoles()
  for (let at = 0; at < rows.length; at++) {
    const header = headerAt(rows, at, marked, headers.size === 0, roleOf)
    if (!header) continue
    headers.set(at, header)
    at += header.height - 1
  }
  return headers
}

/**
 * The headings that begin at a row: one row, or several that are marked in the source, spanned by their
 * cells, or understandable only together.
 */
function headerAt(
  rows: readonly GridRow[],
  at: number,
  marked: boolean,
  first: boolean,
  roleOf: RoleOf,
): Header | null {
  const row = rows[at]
  const next = rows[at + 1]
  if (!row) return null
  let height = 1
  if (isHeader(row, marked, roleOf)) {
    while (continuesHeading(rows, at, height)) height++
  } else {
    const short = next && [...row.cells, ...next.cells].every((cell) => cell.text.length <= 40)
    if (marked || !first || !short || filledColumns(row).length < 2 || isHeader(next, false, roleOf))
      return null
    const both = row.cells.map((cell, column) => ({
      ...cell,
      text: `${cell.text} ${next.cells[column]?.text ?? ''}`.trim(),
    }))
    if (!isHeader({ ...row, cells: both })) return null
    height = 2
  }
  const own = rows.slice(at, at + height)
  return {
    headings: row.cells.map((_, column) => headingOf(own, column)),
    pieces: own.flatMap(rowPieces),
    height,
  }
}

/** Whether the row `height` below the first row of a heading still belongs to it. */
function continuesHeading(rows: readonly GridRow[], at: number, height: number): boolean {
  const [row, next] = [rows[at], rows[at + height]]
  if (!row || !next || next.whole) return false
  if (row.header && next.header) return true
  const filled = filledColumns(next)
  if (filled.length === 0 || filled.some((column) => (next.cells[column]?.text.length ?? 0) > 40))
    return false
  if ([...next.spanned].some((column) => row.cells[column]?.text !== '')) return true
  // Headings on two lines: the second line continues some of the first.
  return (
    height === 1 &&
    filled.length < filledColumns(row).length &&
    filled.every(
      (column) =>
        (row.cells[column]?.text ?? '') !== '' && restOfHeading.test(next.cells[column]?.text ?? ''),
    )
  )
}

const restOfHeading =
  /^(?:\p{Ll}[\p{L} /&]{0,24}|(?:Date|Officer|Status|Rating|Lead|Owner|Number|Scale|Level|Update|By|Title|Description)s?)$/u

/**
 * A column's text over all rows of the heading. If the last row names no field by itself, the text that spans
 * it is included.
 */
function headingOf(own: readonly GridRow[], column: number): string {
  const texts = own.map((row, n) => {
    const text = row.cells[column]?.text ?? ''
    return text === '' && n < own.length - 1 ? over(row, column) : text
  })
  const last = texts.at(-1) ?? ''
  const above = own.slice(0, -1).every((row) => (row.cells[column]?.text ?? '') === '')
  return (above && headingRole(last) !== null ? last : [...new Set(texts)].join(' ')).trim()
}

/** The text of the cell that spans a column from the left, '' where there is none. */
function over(row: GridRow, column: number): string {
  const from = row.cells.findLastIndex((cell, at) => at < column && cell.colSpan > column - at)
  return row.cells[from]?.text ?? ''
}
