import type { Column, ColumnKind, ColumnValue } from '../column/column.ts'
import { dayWords } from './calendar.ts'

/** The heading of a column: its title, or its code as words where the force no longer has it. */
export const columnName = (code: string, columns: readonly Pick<Column, 'code' | 'title'>[] = []): string =>
  columns.find((each) => each.code === code)?.title ??
  code.replace(/-/g, ' ').replace(/^./, (first) => first.toUpperCase())

/** A value as text: "£1,250", "31 October 2026", "yes"; empty for none. */
export const columnWords = (of: ColumnValue | null | undefined): string => {
  switch (of?.kind) {
    case undefined:
      return ''
    case 'text':
    case 'choice':
      return of.value
    case 'number':
      return amount(of.value, 0)
    case 'money':
      return `${of.value < 0 ? '−' : ''}£${amount(Math.abs(of.value), Number.isInteger(of.value) ? 0 : 2)}`
    case 'date':
      return dayWords(of.value)
    case 'yes-no':
      return of.value ? 'yes' : 'no'
  }
}

/** A value as a person would type it: the initial value of a form field. */
export const columnTyped = (of: ColumnValue | undefined): string => {
  switch (of?.kind) {
    case undefined:
      return ''
    case 'number':
    case 'money':
      return String(of.value)
    case 'date':
      return of.value
    default:
      return columnWords(of)
  }
}

/** The names of the kinds of columns. */
export const columnKindWords: Readonly<Record<ColumnKind, string>> = {
  text: 'text',
  number: 'number',
  money: 'amount of money',
  date: 'date',
  choice: 'choice',
  'yes-no': 'yes or no',
}

const amount = (value: number, pence: number): string =>
  value.toLocaleString('en-GB', { minimumFractionDigits: pence, maximumFractionDigits: pence || 6 })
