import { aggregateOf } from '@beatbook/domain'
import { codeInside } from '@beatbook/domain/english'
import { labelOf } from '@beatbook/presentation'
import type { TableColumn } from '../output/table.ts'
import type { Question } from './question.ts'

/**
 * The answer to a question as a table: a column for each value of the view that is not an object, in the
 * order of its schema.
 */
export const aggregateTable = (
  { kind }: Pick<Question, 'kind'>,
  answer: unknown,
): { readonly columns: readonly TableColumn[]; readonly rows: readonly (readonly string[])[] } => {
  const rows = [answer].flat() as Readonly<Record<string, unknown>>[]
  const names = Object.keys(aggregateOf(kind)?.view?.schema.shape ?? {}).filter((name) =>
    rows.some((row) => isPlain(row[name])),
  )
  return {
    columns: names.map((name) => ({ heading: labelOf(name).toUpperCase(), flexible: true })),
    rows: rows.map((row) => names.map((name) => (isPlain(row[name]) ? String(row[name]) : '–'))),
  }
}

const isPlain = (value: unknown): boolean => value !== undefined && typeof value !== 'object'

/** That there is no aggregate of a kind. */
export const noneYet = (kind: string): string => `There is no ${codeInside(kind)} yet.`
