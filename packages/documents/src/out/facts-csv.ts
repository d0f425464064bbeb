import { escapeFormula } from '../source/formula.ts'
import { field } from './csv.ts'
import type { Fact, FactRow } from './tables.ts'

/**
 * Rows of a table as comma-separated text (RFC 4180) with a byte order mark, so that Excel reads it as UTF-8. Nothing is
 * an empty cell; text that a spreadsheet would take for a formula is escaped.
 */
export const factsCsv = (names: readonly string[], rows: readonly FactRow[]): string => {
  const lines = [names.map(field).join(',')]
  for (const row of rows) lines.push(names.map((name) => cellOf(row[name] ?? null)).join(','))
  return `\ufeff${lines.join('\r\n')}\r\n`
}

const cellOf = (fact: Fact): string =>
  fact === null ? '' : typeof fact === 'string' ? field(escapeFormula(fact)) : String(fact)
