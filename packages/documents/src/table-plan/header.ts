import { filledColumns, type GridRow } from './grid.ts'
import { foldHeading, headingRole } from './heading.ts'

/**
 * Whether a row's words head columns: two or more fields, one of them what is to be done or its number. Where the source marks
 * heading rows (`marked`), a row that is not marked must be plainer still.
 */
export function isHeader(row: GridRow, marked = false): boolean {
  const filled = filledColumns(row)
  const texts = filled.map((column) => row.cells[column]?.text ?? '')
  if (filled.length < 2 || (!row.header && texts.some((text) => text.length > 120))) return false
  const found = texts.flatMap((text) => headingRole(text) ?? [])
  const roles = new Set(found.flatMap(({ role, sure }) => (sure >= 2 ? [role] : [])))
  const fields = [...roles].filter((role) => role !== 'detail' && role !== 'section' && role !== 'start')
  const named = fields.length + (roles.has('section') || roles.has('start') ? 1 : 0)
  if (row.header) return named >= 1
  const plain = found.length >= filled.length * 0.75 && found.every(({ sure }) => sure >= 2) && texts.every((text) => text.length <= 40)
  if (marked && !(plain && roles.has('text'))) return false
  const about = roles.has('text') || (fields.length >= 3 && (roles.has('ref') || plain))
  return about && named >= 2 && (found.length * 2 >= Math.min(filled.length, 8) || (roles.has('text') && fields.length >= 3))
}

/** A risk register or a table of figures is no plan of actions, whoever owns its rows. */
export const isOtherTable = (headings: readonly string[]): boolean => {
  const words = headings.map(foldHeading).join(' | ')
  return /\brisks?\b/.test(words) && /\b(?:likelihood|probability|mitigat)/.test(words)
}
