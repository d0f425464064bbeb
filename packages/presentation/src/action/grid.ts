import {
  type ActionRow,
  columnOfSort,
  type GridColumn,
  type GridLayout,
  type GridSort,
  type Grouping,
  groupings,
  type PlanSummary,
  type PlanView,
} from '@beatbook/contract'
import {
  type Column,
  type ColumnValue,
  fieldChoices,
  levelCodes,
  listedFields,
  type Settings,
  stageCodes,
} from '@beatbook/domain'
import { columnName, counted, markOf, monthWords, stageWords } from '@beatbook/domain/english'
import { barSentence } from '../plan/words.ts'
import { type ActionColumn, actionColumns, columnsOf, moreColumns, ownColumns } from './columns.ts'

/** What the orders and groups of a grid depend on besides its rows. */
export interface GridOf {
  readonly plan: Pick<PlanView, 'sections' | 'computed'> | null
  /** The plans of the rows where they are several, in their order. */
  readonly plans?: readonly Pick<PlanSummary, 'id' | 'title'>[]
  readonly settings: Settings
}

/** What rows can be put together by, in words. */
export const groupingWords: Readonly<Record<Grouping, string>> = {
  plan: 'Plan',
  section: 'Section',
  owner: 'Owner',
  level: 'Declared level',
  computed: 'Level by the rules',
  stage: 'Stage',
  month: 'Month it is due',
  nothing: 'Nothing',
}

/** Rows under one heading. `of` is the value they have in common, `null` where rows without one stand together. */
export interface RowGroup {
  readonly of: string | null
  readonly title: string
  readonly rows: readonly ActionRow[]
}

/** A key that sorts by itself: numbers by size, words in alphabetical order; `null` comes last in every order. */
type Key = number | string | null

const words = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' })

const compared = (one: Key, other: Key, descending: boolean): number => {
  if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1
  const order =
    typeof one === 'number' && typeof other === 'number'
      ? one - other
      : words.compare(String(one), String(other))
  return descending ? -order : order
}

/**
 * Rows in one or more orders: where two are equal in one, the next decides, and at last the order in which they
 * came. What has no value comes last, whichever way an order runs, as in a spreadsheet.
 */
export const sortedRows = (
  rows: readonly ActionRow[],
  sorts: readonly GridSort[],
  of: GridOf,
): readonly ActionRow[] => {
  if (sorts.length === 0) return rows
  const keyed = rows.map((row) => ({ row, keys: sorts.map(({ by }) => keyOf(row, by, of)) }))
  keyed.sort((one, other) => {
    for (const [at, { descending }] of sorts.entries()) {
      const order = compared(one.keys[at] ?? null, other.keys[at] ?? null, descending)
      if (order !== 0) return order
    }
    return 0
  })
  return keyed.map(({ row }) => row)
}

const keyOf = (row: ActionRow, by: GridSort['by'], of: GridOf): Key => {
  switch (by) {
    case 'place':
      return null
    case 'ref':
      return row.ref
    case 'text':
      return row.text
    case 'section':
      return placeIn(of.plan?.sections.map(({ id }) => id) ?? [], row.sectionId)
    case 'owner':
      return row.owners[0]?.name ?? row.ownerSaid
    case 'timescale':
      return row.timescale.latest ?? row.timescale.earliest
    case 'level':
      return row.level === null ? null : placeIn(levelCodes, row.level)
    case 'stage':
      return row.stage === null ? null : placeIn(stageCodes, row.stage)
    case 'last-update':
      return row.lastUpdate?.on ?? null
    case 'progress':
      return row.progress
    case 'attached':
      return row.attached.count === 0 ? null : row.attached.count
    case 'computed':
      return row.computed === null
        ? null
        : placeIn(of.plan?.computed.levels.map(({ level }) => level) ?? levelCodes, row.computed.level)
  }
  const field = listedFields.find((each) => each === by)
  if (field !== undefined) {
    const choices = fieldChoices[field].of({ plan: null, settings: of.settings })
    return row[field] === null ? null : placeIn(choices, row[field])
  }
  const code = columnOfSort(by as `column:${string}`)
  const value = code === null ? undefined : row.columns[code]
  return value === undefined
    ? null
    : keyOfValue(
        value,
        of.settings.columns.find((column) => column.code === code),
      )
}

const keyOfValue = (value: ColumnValue, column: Column | undefined): Key => {
  switch (value.kind) {
    case 'yes-no':
      return value.value ? 0 : 1
    case 'choice':
      return column?.kind === 'choice' ? placeIn(column.choices, value.value) : value.value
    default:
      return value.value
  }
}

const placeIn = (codes: readonly string[], code: string): number => {
  const at = codes.indexOf(code)
  return at < 0 ? codes.length : at
}

/**
 * Rows put together by what a person chose, in the order of the groups: sections as in the plan, levels worst
 * first, months as they come, owners by name. Rows keep their order in their group; those without a value are
 * the last group. `title` is that of a single group.
 */
export const groupedRows = (
  rows: readonly ActionRow[],
  group: Grouping,
  { title, ...of }: GridOf & { readonly title: string },
): RowGroup[] => {
  if (group === 'nothing') return rows.length === 0 ? [] : [{ of: null, title, rows }]
  const groups = new Map<string | null, { key: Key; rows: ActionRow[] }>()
  for (const row of rows) {
    const value = groupValue(row, group)
    const at = groups.get(value)
    if (at === undefined) groups.set(value, { key: groupKey(row, group, of), rows: [row] })
    else at.rows.push(row)
  }
  return [...groups]
    .map(([value, { key, rows }]) => ({ of: value, key, rows, title: groupTitle(rows[0], group, value, of) }))
    .sort((one, other) => compared(one.key, other.key, false))
    .map(({ key: _, ...each }) => each)
}

/**
 * The group that a row is in, where rows come one after the other: the value it has in common with its neighbours, and
 * the heading above the first of them. `null` where rows are put together by nothing.
 */
export const groupOf = (row: ActionRow, group: Grouping, of: GridOf): Omit<RowGroup, 'rows'> | null => {
  if (group === 'nothing') return null
  const value = groupValue(row, group)
  return { of: value, title: groupTitle(row, group, value, of) }
}

const groupValue = (row: ActionRow, group: Exclude<Grouping, 'nothing'>): string | null => {
  switch (group) {
    case 'plan':
      return row.planId
    case 'section':
      return row.sectionId
    case 'owner':
      return row.owners[0]?.partyId ?? null
    case 'level':
      return row.level
    case 'computed':
      return row.computed?.level ?? null
    case 'stage':
      return row.stage
    case 'month':
      return row.timescale.latest?.slice(0, 7) ?? null
  }
}

const groupKey = (row: ActionRow, group: Exclude<Grouping, 'nothing'>, of: GridOf): Key => {
  if (group === 'month') return row.timescale.latest?.slice(0, 7) ?? null
  if (group === 'plan') return placeIn(of.plans?.map(({ id }) => id) ?? [], row.planId)
  if (group === 'owner') return row.owners[0]?.name ?? null
  return keyOf(row, group, of)
}

const groupTitle = (
  first: ActionRow | undefined,
  group: Exclude<Grouping, 'nothing'>,
  value: string | null,
  { plan, plans }: GridOf,
): string => {
  switch (group) {
    case 'plan':
      return plans?.find(({ id }) => id === value)?.title ?? first?.planCode ?? ''
    case 'section': {
      const section = plan?.sections.find(({ id }) => id === value)
      return [section?.ref, section?.title ?? first?.section].filter(Boolean).join(' ') || 'Actions'
    }
    case 'owner':
      return first?.owners[0]?.name ?? 'No owner'
    case 'level':
      return value === null ? 'Not set' : markOf(value).word
    case 'computed':
      return first?.computed?.word ?? 'No rating'
    case 'stage':
      return stageWords(value)
    case 'month':
      return value === null ? 'No date' : monthWords(`${value}-01`)
  }
}

/** The orders of a grid in words: "by timescale, then owner". */
export const sortsWords = (sorts: readonly GridSort[], own: readonly Column[]): string => {
  const [first, ...others] = sorts.map(({ by }) => sortWords(by, own))
  return first === undefined ? '' : `By ${[first, ...others.map((each) => `then ${each}`)].join(', ')}`
}

const sortWords = (by: GridSort['by'], own: readonly Column[]): string => {
  const code = by.startsWith('column:') ? columnOfSort(by as `column:${string}`) : null
  if (code !== null) return columnName(code, own)
  return (
    [...actionColumns, ...moreColumns].find((column) => column.sort === by)?.heading ?? by
  ).toLowerCase()
}

/**
 * The columns of a grid: those that were chosen, in their order; where none were, those in which a row has a
 * value. A chosen column that the force has removed is left out.
 */
export const gridColumns = (
  chosen: readonly GridColumn[] | undefined,
  rows: readonly ActionRow[],
  own: readonly Column[],
): (ActionColumn & { readonly width?: number })[] => {
  if (chosen === undefined) return columnsOf(rows, own)
  const known = new Map(everyColumn(own).map((column) => [column.key as string, column]))
  const found = chosen.flatMap(({ key, width }) => {
    const column = known.get(key)
    return column === undefined ? [] : [width === undefined ? column : { ...column, width }]
  })
  return found.length === 0 ? columnsOf(rows, own) : found
}

/** Every column that a grid can have: what it shows by itself first, then the rest, then the force's own. */
export const everyColumn = (own: readonly Column[]): ActionColumn[] => [
  ...actionColumns,
  ...moreColumns,
  ...ownColumns(own),
]

/**
 * The grouping of a layout: without a choice by section, or by what `usual` says, and by nothing where rows are sorted
 * otherwise.
 */
export const groupingOf = (
  { group, sorts }: Pick<GridLayout, 'group' | 'sorts'>,
  usual: Grouping = 'section',
): Grouping => group ?? (sorts.length === 0 ? usual : 'nothing')

/** What the rows of one plan, or of several, can be put together by. */
export const groupingsOf = (several: boolean): readonly Grouping[] =>
  groupings.filter((group) => group !== (several ? 'section' : 'plan'))

/** How many rows a group has, and the levels that were declared: "6 actions · declared: 1 red, 2 green". */
export const groupWords = (rows: readonly ActionRow[]): string => {
  const bar: Record<string, number> = {}
  for (const { withdrawn, stage, level } of rows) {
    const code = stage === 'complete' ? 'complete' : (level ?? 'none')
    if (!withdrawn) bar[code] = (bar[code] ?? 0) + 1
  }
  return [
    counted(rows.length, 'action'),
    ...(Object.keys(bar).length === 0 ? [] : [barSentence({ bar })]),
  ].join(' · ')
}
