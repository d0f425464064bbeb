import * as z from 'zod'
import { attachment } from '../attachment/attachment.ts'
import { type IsoDate, instant, isoDate } from '../calendar/date.ts'
import { columnValue } from '../column/column.ts'
import { type Place, place } from '../finding/finding.ts'
import { type Id, id } from '../id.ts'
import { link } from '../link/link.ts'
import { byEffect, type Recorded } from '../stream/event.ts'
import { isUndo, type SettledEvent, settledEvents } from '../stream/standing.ts'
import type { CommandUndone } from '../stream/undone.ts'
import { type ActionState, describedBy, evolveAction, overrideOn } from './action.ts'
import { columnValuesOf } from './columns.ts'
import type { ActionEvent } from './events.ts'
import {
  type DescribedField,
  describedFieldNames,
  describedFields,
  type SaidField,
  saidFieldNames,
  saidIn,
} from './fields.ts'
import { type CurrentValues, currentShape, type DescribedValues, describedSchemas } from './schemas.ts'

const otherFields = {
  /** The plan it belongs to; `code` is the plan's short name today, `null` where it is not known. */
  plan: z.object({ id, code: z.string().nullable() }),
  /** Whether the action is withdrawn. */
  withdrawn: z.boolean(),
  /** The level that replaces the computed one, to the end of `until`; `null` where the rules decide. */
  override: z.object({ level: z.string(), until: isoDate }).nullable(),
  /** A link: `null` before it was added or after it was removed. */
  link: link.nullable(),
  /** A file or web link: `null` before it was added or after it was removed. */
  attachment: attachment.nullable(),
  /** A value in one of the force's own columns, with the column's code; `null` for none. */
  column: z.object({ code: z.string(), value: columnValue.nullable() }),
}
type OtherField = keyof typeof otherFields
type Changeable = CurrentValues &
  Omit<DescribedValues, 'plan'> & { [F in OtherField]: z.infer<(typeof otherFields)[F]> }
export type ChangedField = SaidField | DescribedField | OtherField

/** One field that an event changed, with its values before and after. */
export type Change = {
  [F in ChangedField]: { field: F; from: Changeable[F]; to: Changeable[F] }
}[ChangedField]

const changeOf = (field: string, of: z.ZodType) => z.object({ field: z.literal(field), from: of, to: of })
const [first, ...others] = [
  ...saidFieldNames.map((field) => changeOf(field, currentShape[field])),
  ...describedFieldNames
    .filter((field) => field !== 'plan')
    .map((field) => changeOf(field, describedSchemas[field])),
  ...Object.entries(otherFields).map(([field, of]) => changeOf(field, of)),
]
// Schemas built in a loop lose their types: `Change` is the type of all of them.
export const change = z.discriminatedUnion('field', [
  first as ReturnType<typeof changeOf>,
  ...others,
]) as unknown as z.ZodType<Change>

const undoRecord = z.object({
  commandId: id,
  recordedAt: instant,
  actor: z.object({ id: z.string(), name: z.string() }),
  reason: z.string().nullable(),
})

/** One entry of an action's history: its words, and the fields it changed. */
export const historyEntry = z.object({
  eventId: id,
  /** The command that recorded it, which `undo-command` undoes. */
  commandId: id,
  type: z.enum([
    'action-added',
    'update-recorded',
    'columns-set',
    'command-undone',
    'action-revised',
    'action-withdrawn',
    'action-restored',
    'level-overridden',
    'override-lifted',
    'link-added',
    'link-removed',
    'attachment-added',
    'attachment-changed',
    'attachment-removed',
  ]),
  on: isoDate,
  /** False where the document has no day for the entry and the document's date was used. */
  dated: z.boolean(),
  recordedAt: instant,
  actor: z.object({ id: z.string(), name: z.string() }),
  text: z.string().nullable(),
  reason: z.string().nullable(),
  updateId: id.nullable(),
  /** In the order of the fields; empty for words alone, and for the entry that added the action. */
  changes: z.array(change),
  /** On an entry that undoes or, with `redo`, redoes others: the command of those entries. */
  undoes: z.object({ commandId: id, redo: z.boolean() }).nullable(),
  /** Set on an undone entry: the person, and the command, which a redo undoes. */
  undone: undoRecord.nullable(),
  /** Set on an entry that was undone and redone since. */
  redone: undoRecord.nullable(),
  document: z.object({ id, name: z.string(), place: place.nullable() }).nullable(),
})
export type HistoryEntry = z.infer<typeof historyEntry>

/** The change of one field in an entry; `undefined` where the entry did not change it. */
export const changeIn = <F extends ChangedField>(
  { changes }: Pick<HistoryEntry, 'changes'>,
  field: F,
): Extract<Change, { field: F }> | undefined =>
  changes.find((each): each is Extract<Change, { field: F }> => each.field === field)

/**
 * Where a history gets its names from: a person's, a plan's short name, and a document's with the place of the first
 * of the pieces read.
 */
export interface HistoryNames {
  readonly actor: (id: Id) => string
  /** Absent where no action moved between plans. */
  readonly plan?: (id: Id) => string | null
  readonly document: (
    id: Id,
    pieces: readonly number[],
  ) => { readonly name: string; readonly place: Place | null } | null
}

/**
 * An action's events as people read them, oldest first by the day they are effective: the words, and the
 * values before and after. Undone entries remain, marked, and later entries are computed without them.
 *
 * @example
 * ```ts
 * import { changeIn, composeDraft, decideAcceptDraft, eventsOfAction, historyOf } from '@beatbook/domain'
 *
 * const newId = () => crypto.randomUUID()
 * const context = { today: '2026-11-20', actor: newId(), newId }
 * const actions = [{ ref: '1', text: 'Fit a doorbell', level: 'amber', updates: ['010622 – Survey done'] } as const]
 * const draft = composeDraft('stations', [{ title: 'Stations', on: '2022-06-29', sections: [{ title: 'Access', actions }] }])
 * const input = { draft, decisions: [], documentId: newId(), as: [], parties: new Map(), codes: new Set<string>(), plans: new Map() }
 * const accepted = decideAcceptDraft(input, context)
 * const stamp = { recordedAt: '2026-11-20T09:00:00Z', actor: context.actor, commandId: newId() }
 * const record = accepted.ok ? accepted.value.events.map((event, position) => ({ ...event, ...stamp, position })) : []
 * const history = eventsOfAction(record, record.find((event) => event.type === 'action-added')?.stream.id ?? '')
 *
 * for (const entry of historyOf(history, { actor: () => 'Plan Office', document: () => null }))
 *   console.log(entry.on, entry.text ?? changeIn(entry, 'level')?.to)
 * // 2022-06-01 Fit a doorbell
 * // 2022-06-01 Survey done
 * // 2022-06-29 amber
 * ```
 */
export const historyOf = (events: readonly Recorded<ActionEvent>[], names: HistoryNames): HistoryEntry[] => {
  const settled = settledEvents(events)
  const entries: HistoryEntry[] = []
  let state: ActionState | null = null
  for (const event of [...events].sort(byEffect)) {
    const { stands, by } = settled.get(event.id) as SettledEvent
    const before: ActionState | null = state
    if (stands && (event.type === 'action-added' ? before !== null : before === null && !isUndo(event)))
      continue
    const after = evolveAction(before, event)
    if (stands) state = after
    const redo =
      isUndo(event) && events.some(({ id, type }) => event.facts.eventIds.includes(id) && type === event.type)
    entries.push({
      ...entryOf(event, before, after, names),
      undoes: isUndo(event) ? { commandId: event.facts.commandId, redo } : null,
      undone: by === null || stands ? null : undoRecordOf(by, names),
      redone: by === null || !stands ? null : undoRecordOf(by, names),
    })
  }
  return entries
}

const entryOf = (
  event: Recorded<ActionEvent>,
  before: ActionState | null,
  after: ActionState | null,
  names: HistoryNames,
): HistoryEntry => {
  const entry: HistoryEntry = {
    eventId: event.id,
    commandId: event.commandId,
    type: event.type,
    on: event.effectiveOn,
    dated: true,
    recordedAt: event.recordedAt,
    actor: { id: event.actor, name: names.actor(event.actor) },
    text: null,
    reason: 'reason' in event.words ? event.words.reason : null,
    updateId: event.type === 'update-recorded' ? event.facts.updateId : null,
    changes: before === null ? [] : changesOf(event, before, after ?? before, names),
    undoes: null,
    undone: null,
    redone: null,
    document: 'from' in event.facts && event.facts.from !== null ? documentOf(event.facts.from, names) : null,
  }
  switch (event.type) {
    case 'action-added':
      return { ...entry, text: event.words.text }
    case 'update-recorded':
      return { ...entry, dated: event.facts.dated, text: event.words.text }
    default:
      return entry
  }
}

const changesOf = (
  event: Recorded<ActionEvent>,
  before: ActionState,
  after: ActionState,
  names: HistoryNames,
): Change[] => {
  switch (event.type) {
    case 'update-recorded': {
      const said = after.updates.find((update) => update.id === event.facts.updateId)
      const fields = Object.keys(said === undefined ? {} : saidIn(said)) as SaidField[]
      return fields.map((field) => changed(field, before[field], said?.[field]))
    }
    case 'columns-set':
      return Object.entries(columnValuesOf(event)).map(([code, value]) =>
        changed('column', { code, value: before.columns[code] ?? null }, { code, value }),
      )
    case 'action-revised':
      return describedBy(event).map((field) => {
        const { key } = describedFields[field]
        if (field !== 'plan') return changed(field, before[key], after[key])
        const named = ({ planId }: ActionState) => ({ id: planId, code: names.plan?.(planId) ?? null })
        return changed(field, named(before), named(after))
      })
    case 'action-withdrawn':
    case 'action-restored':
      return [changed('withdrawn', before.withdrawn, after.withdrawn)]
    case 'level-overridden':
    case 'override-lifted': {
      const on = event.effectiveOn
      return [changed('override', overrideLevelOn(before, on), overrideLevelOn(after, on))]
    }
    case 'link-added':
      return [changed('link', null, event.facts)]
    case 'link-removed':
      return [changed('link', event.facts, null)]
    case 'attachment-added':
    case 'attachment-changed':
    case 'attachment-removed': {
      const { attachmentId } = event.facts
      return [changed('attachment', attachmentIn(before, attachmentId), attachmentIn(after, attachmentId))]
    }
    default:
      return []
  }
}

/** Callers pass values of the right field: TypeScript cannot relate a field from a list to its type. */
const changed = (field: ChangedField, from: unknown, to: unknown): Change => ({ field, from, to }) as Change

const attachmentIn = ({ attachments }: ActionState, id: Id): Changeable['attachment'] => {
  const found = attachments.find((each) => each.id === id)
  if (found === undefined) return null
  const { touched: _, ...shown } = found
  return shown
}

const overrideLevelOn = (state: ActionState, on: IsoDate): Changeable['override'] => {
  const override = overrideOn(state, on)
  return override && { level: override.level, until: override.until }
}

const documentOf = (
  { documentId, pieces }: { documentId: Id; pieces: readonly number[] },
  names: HistoryNames,
): HistoryEntry['document'] => {
  const found = names.document(documentId, pieces)
  return found === null ? null : { id: documentId, ...found }
}

const undoRecordOf = (event: Recorded<CommandUndone>, names: HistoryNames): HistoryEntry['undone'] => ({
  commandId: event.commandId,
  recordedAt: event.recordedAt,
  actor: { id: event.actor, name: names.actor(event.actor) },
  reason: event.words.reason,
})

/**
 * The update that a file or link came with, where the same command recorded both; for any other entry the entry
 * itself. An update and what came with it are undone together.
 */
export const entryTogether = (entry: HistoryEntry, entries: readonly HistoryEntry[]): HistoryEntry => {
  const updateId = entry.type === 'attachment-added' ? changeIn(entry, 'attachment')?.to?.updateId : null
  const update = entries.find(
    (each) => each.updateId === (updateId ?? '') && each.commandId === entry.commandId,
  )
  return update ?? entry
}

/**
 * The undo of an entry or, where it is undone, the redo: for an entry of a document only its own events, for
 * a person's command all of its events. The first entry of an action is undone with the others of its
 * command.
 */
export const undoOfEntry = (
  entry: HistoryEntry,
  entries: readonly HistoryEntry[],
): { undoes: Id; eventIds?: Id[] } => {
  if (entry.undone !== null) return { undoes: entry.undone.commandId }
  const { commandId: undoes, eventId } = entry
  if (entry.document === null) return { undoes }
  const together = entries.filter(({ commandId, undone }) => commandId === undoes && undone === null)
  return {
    undoes,
    eventIds: entry.type === 'action-added' ? together.map((each) => each.eventId) : [eventId],
  }
}
