import type { AggregateEvent } from '@beatbook/contract'
import { lines, type PageLine } from '../output/page.ts'
import { fitTable } from '../output/table.ts'
import { historyLines } from './history.ts'
import type { Question } from './question.ts'
import { aggregateTable, noneYet } from './table.ts'

/** The answer to a question as the lines of a page. */
export const aggregateLines = (question: Question, answer: unknown, width: number): PageLine[] => {
  if (question.history) return historyLines(answer as AggregateEvent[], width)
  const { columns, rows } = aggregateTable(question, answer)
  if (rows.length === 0) return lines(noneYet(question.kind), width)
  return fitTable(columns, rows, width).lines.map((text, at) => ({
    text,
    tone: at === 0 ? 'heading' : 'plain',
  }))
}
