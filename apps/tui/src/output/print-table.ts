import { print, say } from './print.ts'
import { fitTable, type TableColumn } from './table.ts'

/**
 * Prints rows under headings, fitted to the terminal and indented by `indent`; a message names the columns
 * that had no room. Piped output is never shortened.
 */
export const printTable = (
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  indent = '',
): void => {
  const width = process.stdout.isTTY ? process.stdout.columns || 80 : Number.POSITIVE_INFINITY
  const { lines, left } = fitTable(columns, rows, width - indent.length)
  for (const line of lines) print(`${indent}${line}`)
  if (left.length > 0) say(`No room for ${left.join(', ')}: widen the terminal, or use --json.`)
}
