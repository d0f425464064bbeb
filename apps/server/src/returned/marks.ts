import type { ReturnedBook, ReturnedWorkbook } from '@beatbook/contract'
import type { Mark } from '@beatbook/documents'
import { refusalSentence } from '@beatbook/domain/english'

/**
 * The cells of a workbook that came back in which something is wrong: words that mean nothing, fields that were changed
 * in the plan too, and rows that the plan would not take, at their words.
 */
export const marksOf = ({ plans }: ReturnedWorkbook, { sheets }: ReturnedBook): Mark[] => {
  const columns = new Map(
    sheets.map(({ name, columns }) => [name, new Map(columns.map(({ key, column }) => [key, column]))]),
  )
  return plans.flatMap(({ rows }) =>
    rows.flatMap(({ sheet, number, fields, kind, refusal }): Mark[] => {
      const at = (key: string, words: string): Mark[] => {
        const column = columns.get(sheet)?.get(key)
        return column === undefined ? [] : [{ sheet, row: number, column, words }]
      }
      return [
        ...fields.flatMap(({ key, fault, conflict, now }) => [
          ...(fault === null ? [] : at(key, fault)),
          ...(conflict ? at(key, `The plan was changed too. It has: ${now === '' ? 'nothing' : now}`) : []),
        ]),
        ...(refusal === null ? [] : at('text', refusalSentence(refusal))),
        ...(kind === 'elsewhere' ? at('text', 'This action is no longer in the plan.') : []),
      ]
    }),
  )
}
