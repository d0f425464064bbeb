import type { ReturnedPlan, ReturnedRowView } from '@beatbook/contract'
import { type BringWorkbook, type Id, MOST_CHANGED } from '@beatbook/domain'
import { counted } from '@beatbook/domain/english'

/** What a person takes of a workbook that came back, by the keys of `fieldKey`, `updateKey` and `absentKey`. */
export type ReturnedChoices = Readonly<Record<string, boolean>>

/** The key of a field of a row. */
export const fieldKey = ({ sheet, number }: ReturnedRowView, field: string): string =>
  `${sheet} ${number} ${field}`

/** The key of the update of a row. */
export const updateKey = (row: ReturnedRowView): string => fieldKey(row, 'new-update')

/** The key of an action that has no row. */
export const absentKey = (actionId: Id): string => `absent ${actionId}`

/** Whether the action of a row can take anything. */
const isOpen = ({ kind }: ReturnedRowView): boolean => kind !== 'elsewhere'

/**
 * What is proposed: what only the workbook changed. A conflict, and words that mean nothing, are left until a person
 * decides; an action without a row stays.
 */
export const proposedChoices = ({ rows }: ReturnedPlan): ReturnedChoices =>
  Object.fromEntries(
    rows
      .filter(isOpen)
      .flatMap((row) => [
        ...row.fields.map(
          ({ key, conflict, change }) => [fieldKey(row, key), !conflict && change !== null] as const,
        ),
        ...(row.update === null ? [] : [[updateKey(row), true] as const]),
      ]),
  )

/** Every change of the workbook that means something, or none, without those of actions that have no row. */
export const choicesOfAll = ({ rows }: ReturnedPlan, taken: boolean): ReturnedChoices =>
  Object.fromEntries(
    rows
      .filter(isOpen)
      .flatMap((row) => [
        ...row.fields.map(({ key, change }) => [fieldKey(row, key), taken && change !== null] as const),
        ...(row.update === null ? [] : [[updateKey(row), taken] as const]),
      ]),
  )

type Command = Omit<BringWorkbook, 'commandId'>

/**
 * The commands that apply what was chosen: one, or several where more rows change than one command takes. None where
 * nothing is chosen.
 */
export const bringCommands = (
  { plan, rows, absent, sections }: ReturnedPlan,
  choices: ReturnedChoices,
  file: string,
  reason: string,
): Command[] => {
  const isTaken = (key: string) => choices[key] === true
  const changes = rows.filter(isOpen).flatMap((row) => {
    const taken = row.fields.flatMap(({ key, change }) =>
      change !== null && isTaken(fieldKey(row, key)) ? [change] : [],
    )
    const update = row.update !== null && isTaken(updateKey(row)) ? row.update : null
    if (taken.length === 0 && update === null) return []
    const columns = Object.assign({}, ...taken.map((change) => change.columns))
    return [
      {
        row,
        change: {
          ...Object.assign({}, ...taken),
          ...(Object.keys(columns).length > 0 ? { columns } : {}),
          ...(update === null
            ? {}
            : { update: update.text, ...(update.on === null ? {} : { on: update.on }) }),
          actionId: row.actionId,
        },
      },
    ]
  })
  const changed: NonNullable<Command['rows']> = [
    ...changes
      .filter(({ row }) => row.kind === 'changed')
      .map(({ row: { seen, columnsSeen }, change }) => ({ ...change, seen, columnsSeen })),
    ...absent
      .filter(({ actionId }) => isTaken(absentKey(actionId)))
      .map(({ actionId, seen }) => ({ actionId, withdrawn: true, seen })),
  ]
  // A new action without words is none.
  const added: NonNullable<Command['added']> = changes.flatMap(({ row, change }) =>
    row.kind === 'new' && typeof change.text === 'string' ? [change] : [],
  )
  const commands: Command[] = []
  for (let from = 0; from < changed.length + added.length; from += MOST_CHANGED) {
    const to = from + MOST_CHANGED
    const part = {
      rows: changed.slice(from, to),
      added: added.slice(Math.max(0, from - changed.length), Math.max(0, to - changed.length)),
    }
    const named = new Set([...part.rows, ...part.added].map(({ sectionId }) => sectionId))
    const before = new Set(
      commands.flatMap((command) => command.sections?.map(({ sectionId }) => sectionId) ?? []),
    )
    commands.push({
      planId: plan.id,
      file,
      sections: sections.filter(({ sectionId }) => named.has(sectionId) && !before.has(sectionId)),
      ...part,
      ...(reason === '' ? {} : { reason }),
    })
  }
  return commands
}

/** What a workbook says about a plan, in one line. */
export const returnedLine = ({ rows, same, absent }: ReturnedPlan): string => {
  const of = (kind: ReturnedRowView['kind']) => rows.filter((row) => row.kind === kind).length
  const conflicts = rows.flatMap(({ fields }) => fields).filter(({ conflict }) => conflict).length
  if (rows.length === 0 && absent.length === 0) return `Nothing new: ${counted(same, 'row')} as in the plan.`
  return [
    ...(of('changed') > 0 ? [`${counted(of('changed'), 'action')} changed`] : []),
    ...(of('new') > 0 ? [counted(of('new'), 'new action')] : []),
    ...(conflicts > 0 ? [counted(conflicts, 'conflict')] : []),
    ...(of('elsewhere') > 0
      ? [`${counted(of('elsewhere'), 'row')} of actions that are no longer in the plan`]
      : []),
    ...(absent.length > 0 ? [`${counted(absent.length, 'action')} without a row`] : []),
    `${counted(same, 'row')} with nothing new`,
  ].join(', ')
}
