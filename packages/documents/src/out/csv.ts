import { escapeFormula } from '../source/formula.ts'
import { withoutMarks } from '../source/marked-cell.ts'
import { type OutPlan, wordsOfCell } from './document.ts'

/**
 * A plan as comma-separated text (RFC 4180) with a byte order mark, so that Excel reads it as UTF-8. The section is a
 * column; text that a spreadsheet would take for a formula is escaped.
 */
export const csvOf = ({ columns, sections }: OutPlan): string => {
  const withSection = sections.some(({ title }) => title !== null)
  const head = [...(withSection ? ['Section'] : []), ...columns.map(({ title }) => title)]
  const lines = sections.flatMap(({ title, rows }) =>
    rows.map(({ cells }) => [
      ...(withSection ? [title ?? ''] : []),
      ...cells.map((cell) =>
        cell !== null && 'number' in cell
          ? wordsOfCell(cell)
          : escapeFormula(withoutMarks(wordsOfCell(cell))),
      ),
    ]),
  )
  return `\ufeff${[head.map(escapeFormula), ...lines].map((line) => line.map(field).join(',')).join('\r\n')}\r\n`
}

/** A cell of comma-separated text, in quotation marks where it needs them. */
export const field = (text: string): string =>
  /[",\r\n;\t|]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
