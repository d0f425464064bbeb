import type { ActionRow, ActionSort } from '@beatbook/contract'
import { type ListedField, listedFields, type SaidField } from '@beatbook/domain'
import { fieldWords } from '@beatbook/domain/english'

/** A column of the actions table. On narrow screens those of the lowest `priority` number stay longest. */
export interface ActionColumn {
  readonly key:
    | 'ref'
    | 'text'
    | 'owners'
    | 'timescale'
    | 'level'
    | 'computed'
    | 'stage'
    | 'last-update'
    | ListedField
  readonly heading: string
  readonly priority: number
  readonly sort: ActionSort | null
}

const titleOf = (field: SaidField): string => fieldWords[field].title

/** The columns of the actions table, left to right. */
export const actionColumns: readonly ActionColumn[] = [
  { key: 'ref', heading: 'Ref', priority: 1, sort: 'ref' },
  { key: 'text', heading: 'Action', priority: 1, sort: null },
  { key: 'owners', heading: 'Owners', priority: 4, sort: null },
  { key: 'timescale', heading: 'Timescale', priority: 3, sort: 'timescale' },
  { key: 'level', heading: 'Declared', priority: 2, sort: 'level' },
  { key: 'computed', heading: 'By the rules', priority: 2, sort: 'computed' },
  { key: 'stage', heading: 'Stage', priority: 5, sort: 'stage' },
  ...listedFields.map((field) => ({
    key: field,
    heading: titleOf(field),
    priority: 5,
    sort: field,
  })),
  { key: 'last-update', heading: 'Last update', priority: 6, sort: 'last-update' },
]

/** The fields that lists go by of which one of the rows has a value: those that are worth a column. */
export const statedFields = (rows: readonly ActionRow[]): ListedField[] =>
  listedFields.filter((field) => rows.some((row) => row[field] !== null))

/** The columns of a table of these rows. */
export const columnsOf = (rows: readonly ActionRow[]): ActionColumn[] => {
  const without: readonly string[] = listedFields.filter((field) => !statedFields(rows).includes(field))
  return actionColumns.filter(({ key }) => !without.includes(key))
}
