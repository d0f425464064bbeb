import { type ActionRow, type ColumnSort, type GridSort, sortByColumn } from '@beatbook/contract'
import { type Column, type ListedField, listedFields, type SaidField } from '@beatbook/domain'
import { fieldWords } from '@beatbook/domain/english'

/**
 * A column of the actions table. On narrow screens those with the lowest `priority` number remain longest.
 */
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
    | 'section'
    | 'progress'
    | 'redated'
    | 'updates'
    | 'attached'
    | 'tags'
    | 'success'
    | ListedField
    | ColumnSort
  readonly heading: string
  readonly priority: number
  readonly sort: GridSort['by'] | null
}

const titleOf = (field: SaidField): string => fieldWords[field].title

/** The columns of the actions table, left to right. */
export const actionColumns: readonly ActionColumn[] = [
  { key: 'ref', heading: 'Ref', priority: 1, sort: 'ref' },
  { key: 'text', heading: 'Action', priority: 1, sort: 'text' },
  { key: 'owners', heading: 'Owners', priority: 4, sort: 'owner' },
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

/** Columns that a grid has only where a person chose them. */
export const moreColumns: readonly ActionColumn[] = [
  { key: 'section', heading: 'Section', priority: 6, sort: 'section' },
  { key: 'progress', heading: titleOf('progress'), priority: 6, sort: 'progress' },
  { key: 'tags', heading: fieldWords.tags.title, priority: 6, sort: null },
  { key: 'success', heading: fieldWords.success.title, priority: 6, sort: null },
  { key: 'redated', heading: 'Re-dated', priority: 6, sort: null },
  { key: 'updates', heading: 'Updates', priority: 6, sort: null },
  { key: 'attached', heading: 'Files and links', priority: 6, sort: 'attached' },
]

/** The force's own columns as columns of a table. */
export const ownColumns = (own: readonly Column[]): ActionColumn[] =>
  own.map(({ code, title }) => ({
    key: sortByColumn(code),
    heading: title,
    priority: 5,
    sort: sortByColumn(code),
  }))

/** The listed fields in which at least one row has a value: those that get a column. */
export const statedFields = (rows: readonly ActionRow[]): ListedField[] =>
  listedFields.filter((field) => rows.some((row) => row[field] !== null))

/** The force's own columns in which at least one row has a value. */
export const filledColumns = (rows: readonly ActionRow[], own: readonly Column[]): Column[] =>
  own.filter(({ code }) => rows.some((row) => row.columns[code] !== undefined))

/** The columns of a table of these rows; the force's own come before the last update. */
export const columnsOf = (rows: readonly ActionRow[], own: readonly Column[]): ActionColumn[] => {
  const without: readonly string[] = listedFields.filter((field) => !statedFields(rows).includes(field))
  const filled = ownColumns(filledColumns(rows, own))
  return actionColumns
    .filter(({ key }) => !without.includes(key))
    .flatMap((column) => (column.key === 'last-update' ? [...filled, column] : [column]))
}
