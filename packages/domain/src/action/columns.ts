import type { ColumnValue, ColumnValues } from '../column/column.ts'
import type { ActionEvent } from './events.ts'

type ColumnsSet = Pick<Extract<ActionEvent, { type: 'columns-set' }>, 'facts' | 'words'>

/** Values as an event stores them: text in words, everything else in facts. */
export const columnParts = (
  values: Readonly<Record<string, ColumnValue | null>>,
): { facts: Record<string, ColumnValue | null>; words: Record<string, string> } => {
  const all = Object.entries(values)
  return {
    facts: Object.fromEntries(
      all.map(([code, of]) => [code, of?.kind === 'text' ? { kind: 'text' as const, value: '' } : of]),
    ),
    words: Object.fromEntries(all.flatMap(([code, of]) => (of?.kind === 'text' ? [[code, of.value]] : []))),
  }
}

/** The values that an event sets, by column; `null` clears a value. */
export const columnValuesOf = ({ facts, words }: ColumnsSet): Readonly<Record<string, ColumnValue | null>> =>
  Object.fromEntries(
    Object.entries(facts.values).map(([code, of]) => [
      code,
      of?.kind === 'text' ? { kind: 'text' as const, value: words.values[code] ?? '' } : of,
    ]),
  )

/** The values after an event. */
export const columnsWith = (values: ColumnValues, event: ColumnsSet): ColumnValues =>
  Object.fromEntries(
    Object.entries({ ...values, ...columnValuesOf(event) }).flatMap(([code, of]) =>
      of === null ? [] : [[code, of]],
    ),
  )
