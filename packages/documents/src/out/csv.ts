import { escapeFormula } from '../source/formula.ts'
import { withoutMarks } from '../source/marked-cell.ts'
import { type Cell, type OutPlan, wordsOfCell } from './document.ts'

/**
 * Plans as comma-separated text (RFC 4180) with a byte order mark, so that Excel reads it as UTF-8. The section is a
 * column, and so is the plan where there are several; text that a spreadsheet would take for a formula is escaped.
 */
export const csvOf = (plans: readonly OutPlan[]): string => {
  const withPlan = plans.length > 1
  const withSection = plans.some(({ sections }) => sections.some(({ title }) => title !== null))
  const columns = new Map(
    plans.flatMap((plan) => plan.columns.map(({ key, title }) => [key, title] as const)),
  )
  const head = [...(withPlan ? ['Plan'] : []), ...(withSection ? ['Section'] : []), ...columns.values()]
  const lines = plans.flatMap((plan) => {
    const places = [...columns.keys()].map((key) => plan.columns.findIndex((column) => column.key === key))
    return plan.sections.flatMap(({ title, rows }) =>
      rows.map(({ cells }) => [
        ...(withPlan ? [escapeFormula(plan.title)] : []),
        ...(withSection ? [escapeFormula(title ?? '')] : []),
        ...places.map((place) => cellOf(cells[place] ?? null)),
      ]),
    )
  })
  return `\ufeff${[head.map(escapeFormula), ...lines].map((line) => line.map(field).join(',')).join('\r\n')}\r\n`
}

const cellOf = (cell: Cell): string =>
  cell !== null && 'number' in cell ? wordsOfCell(cell) : escapeFormula(withoutMarks(wordsOfCell(cell)))

/** A cell of comma-separated text, in quotation marks where it needs them. */
export const field = (text: string): string =>
  /[",\r\n;\t|]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
