import { type ActionState, type ColumnValue, columnField, listedFields } from '@beatbook/domain'
import { columnTyped } from '@beatbook/domain/english'
import type { Kysely } from 'kysely'
import { insertAll } from '../database/insert.ts'
import type { Schema } from '../schema.ts'
import type { ActionValueTable } from '../tables/action-value.ts'

type Value = Omit<ActionValueTable, 'version'>

/**
 * The rows of `action_value` for an action: the fields that lists filter and sort by, where a value was
 * given, and the values of the force's own columns.
 */
export const valuesOf = (state: ActionState): Value[] => [
  ...listedFields.flatMap((field) => {
    const text: string | null = state[field]
    return text === null ? [] : [{ field, text, number: null, day: null }]
  }),
  ...Object.entries(state.columns).map(([code, value]) => ({
    field: columnField(code),
    text: columnTyped(value),
    number: numberIn(value),
    day: value.kind === 'date' ? value.value : null,
  })),
]

const numberIn = (of: ColumnValue): number | null => {
  switch (of.kind) {
    case 'number':
    case 'money':
      return of.value
    case 'yes-no':
      return of.value ? 0 : 1
    default:
      return null
  }
}

/** Inserts the values of newly inserted versions. */
export const insertValues = (
  db: Kysely<Schema>,
  versions: readonly { readonly version: number; readonly values: readonly Value[] }[],
): Promise<void> =>
  insertAll(
    db,
    'action_value',
    versions.flatMap(({ version, values }) => values.map((value) => ({ version, ...value }))),
  )
