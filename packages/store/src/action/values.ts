import { type ActionState, listedFields } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { insertAll } from '../database/insert.ts'
import type { Schema } from '../schema.ts'
import type { ActionValueTable } from '../tables/action-value.ts'

type Value = Omit<ActionValueTable, 'version'>

/** What stands beside the row of an action: the fields that lists go by, where somebody stated them. */
export const valuesOf = (state: ActionState): Value[] =>
  listedFields.flatMap((field) => {
    const text: string | null = state[field]
    return text === null ? [] : [{ field, text, number: null, day: null }]
  })

/** Stores the values of versions that have none yet. */
export const insertValues = (
  db: Kysely<Schema>,
  versions: readonly { readonly version: number; readonly values: readonly Value[] }[],
): Promise<void> =>
  insertAll(
    db,
    'action_value',
    versions.flatMap(({ version, values }) => values.map((value) => ({ version, ...value }))),
  )
