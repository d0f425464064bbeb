import type * as z from 'zod'
import type { Settings } from '../area/settings.ts'
import { sameCell, valueIn } from '../column/column.ts'
import type { Id } from '../id.ts'
import type { PartyAdded } from '../party/events.ts'
import type { KnownParties } from '../party/given.ts'
import type { PlanEvent } from '../plan/events.ts'
import type { RagRules } from '../rag/rules.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending, Recorded } from '../stream/event.ts'
import { readTimescale } from '../timescale/read.ts'
import { readShift, shiftTimescale } from '../timescale/shift.ts'
import type { Timescale } from '../timescale/timescale.ts'
import { foldWords } from '../words/fold.ts'
import { type ActionState, evolveAction } from './action.ts'
import type { changeActions } from './commands.ts'
import { decideRecordUpdate, decideRestoreAction, decideSetColumns, decideWithdrawAction } from './decide.ts'
import { decideEditAction } from './edit.ts'
import type { ActionEvent } from './events.ts'
import { saidFieldNames, saidIn, type Touchable } from './fields.ts'
import type { GivenValues } from './given.ts'
import { actionOn } from './one-event.ts'
import { type ActionSince, actionNow } from './since.ts'
import { tagsWith } from './tags.ts'

type Input = z.output<typeof changeActions.input>
type Row = Input['rows'][number]

/** What changing several actions needs from the record. */
export interface ChangeKnown {
  /** Those of the actions that belong to the plan. */
  readonly actions: ReadonlyMap<Id, ActionSince>
  /** The events of the plan; empty where there is none. */
  readonly plan: readonly Recorded<PlanEvent>[]
  /** The rules that rate the plan today; `null` where it has none. */
  readonly ragRules: Pick<RagRules, 'levels'> | null
  readonly settings: Settings
  readonly parties: KnownParties
  /** The addresses that the given refs could take, by their last part, with the actions that have or had them. */
  readonly addresses: ReadonlyMap<string, readonly Id[]>
}

/** What a command does to one of several actions. */
export interface JudgedRow {
  readonly actionId: Id
  /** The action on the day of the change, before and after it; `null` where there is none. */
  readonly before: ActionState | null
  readonly after: ActionState | null
  /** The fields whose values change, each with the version of it that was judged; `withdrawn` among them. */
  readonly seen: Readonly<Partial<Record<Touchable, number>>>
  /** As `seen`, for the force's own columns, by their codes. */
  readonly columnsSeen: Readonly<Record<string, number>>
  /** What would be recorded; none where the action has the values already, or cannot be changed. */
  readonly events: readonly Pending<ActionEvent | PartyAdded>[]
  /** Why the action cannot be changed; `null` where it can. */
  readonly refusal: Refusal | null
}

/**
 * Judges a change of several actions, one after the other: a preview of it, and its decision. A party that one
 * row adds and an address that one takes are known in the next. Each action is judged as its own commands
 * would (`decideRecordUpdate`, `decideEditAction`, `decideSetColumns`, `decideWithdrawAction`,
 * `decideRestoreAction`), on the values that differ; besides their refusals there are `nothing-to-shift` and
 * `not-found` (an action of another plan).
 */
export const judgeChangeActions = (
  command: Input,
  known: ChangeKnown,
  context: DecideContext,
): JudgedRow[] => {
  let { parties } = known
  const addresses = new Map(known.addresses)
  return command.rows.map((row) => {
    const judged = judgeRow({ ...command, ...row }, { ...known, parties, addresses }, context)
    parties = partiesWith(parties, judged.events)
    const { after } = judged
    if (after !== null && after.slug !== judged.before?.slug)
      addresses.set(after.slug, [...(addresses.get(after.slug) ?? []), after.id])
    return judged
  })
}

/**
 * Decides a change of several actions, all or nothing. Refused with `rows-refused`, which names each action
 * that cannot be changed with its reason, and with `nothing-said` where no change is given. No event where
 * every action has the values already.
 */
export const decideChangeActions = (
  command: Input,
  known: ChangeKnown,
  context: DecideContext,
): Result<Pending<ActionEvent | PartyAdded>[], Refusal> => {
  if (!command.rows.every((row) => saysSomething({ ...command, ...row }))) return err(refuse('nothing-said'))
  const judged = judgeChangeActions(command, known, context)
  const refused = judged.flatMap(({ actionId, before, refusal }) =>
    refusal === null ? [] : [{ id: actionId, ref: before?.ref ?? null, because: { ...refusal } }],
  )
  if (refused.length > 0) return err(refuse('rows-refused', { rows: refused, of: judged.length }))
  return ok(judged.flatMap(({ events }) => events))
}

/** The parties that are known once some events are recorded. */
export const partiesWith = (
  parties: KnownParties,
  events: readonly Pending<ActionEvent | PartyAdded | PlanEvent>[],
): KnownParties => {
  const added = events.filter((event): event is Pending<PartyAdded> => event.type === 'party-added')
  if (added.length === 0) return parties
  return {
    ...parties,
    ids: new Set([...parties.ids, ...added.map(({ stream }) => stream.id)]),
    byName: new Map([
      ...parties.byName,
      ...added.map(({ words, stream }) => [foldWords(words.name), stream.id] as const),
    ]),
  }
}

/** A change of one action: what is asked of all, with what is asked of it. */
export type Asked = Omit<Input, 'rows'> & Row

/** What can be changed besides the fields that an update can set. */
const describedAlone = [
  'text',
  'ref',
  'sectionId',
  'owners',
  'success',
  'tags',
  'addTags',
  'removeTags',
  'columns',
  'withdrawn',
  'shift',
] as const

/** Whether a change asks for anything. */
export const saysSomething = (asked: Asked): boolean =>
  describedAlone.some((field) => asked[field] !== undefined) ||
  saidFieldNames.some((field) => asked[field] !== undefined) ||
  (asked.update ?? '') !== ''

/** Judges the change of one action (`judgeChangeActions`). */
export const judgeRow = (asked: Asked, known: ChangeKnown, context: DecideContext): JudgedRow => {
  const { actionId } = asked
  const on = asked.on ?? context.today
  const past = known.actions.get(actionId)
  const now = past === undefined ? null : actionNow(past)
  const nothing = { actionId, before: null, after: null, seen: {}, columnsSeen: {}, events: [] }
  if (past === undefined || now === null)
    return { ...nothing, refusal: refuse('not-found', { what: 'action', id: actionId }) }
  if (on > context.today)
    return { ...nothing, before: now, refusal: refuse('effective-in-future', { on, today: context.today }) }
  const before = actionOn(past, on)
  if (before === null) return { ...nothing, before: now, refusal: refuse('before-it-exists') }

  const parts = partsOf(asked, on, { past, before }, known, context)
  const refusal = parts.find((part) => !part.ok)
  if (refusal !== undefined && !refusal.ok) return { ...nothing, before, refusal: refusal.error }
  const events = parts.flatMap((part) => (part.ok ? part.value : []))
  const after = events.reduce<ActionState | null>(
    (state, event) =>
      event.type === 'party-added'
        ? state
        : evolveAction(state, { ...event, position: NEW, recordedAt: '', actor: '', commandId: '' }),
    before,
  )
  const changed = (after === null ? [] : Object.entries(after.touched)).filter(([, at]) => at === NEW)
  const columns = (after === null ? [] : Object.entries(after.columnsTouched)).filter(([, at]) => at === NEW)
  return {
    actionId,
    before,
    after,
    seen: Object.fromEntries(changed.map(([field]) => [field, now.touched[field as Touchable]])),
    columnsSeen: Object.fromEntries(columns.map(([code]) => [code, now.columnsTouched[code] ?? 0])),
    events,
    refusal: null,
  }
}

/** The position of what is not recorded yet. */
const NEW = Number.MAX_SAFE_INTEGER

type Part = Result<readonly Pending<ActionEvent | PartyAdded>[], Refusal>

/** The decisions of an action's own commands, in the order in which their events are recorded. */
const partsOf = (
  asked: Asked,
  on: Asked['on'],
  { past, before }: { readonly past: ActionSince; readonly before: ActionState },
  known: ChangeKnown,
  context: DecideContext,
): Part[] => {
  const { actionId, reason, seen, withdrawn } = asked
  const common = { commandId: asked.commandId, actionId, on, ...(reason === undefined ? {} : { reason }) }
  const parts: Part[] = []

  if (withdrawn === false && before.withdrawn)
    parts.push(decideRestoreAction(past, { ...common, seen }, context))

  const timescale = timescaleOf(asked, before)
  if (!timescale.ok) return [timescale]
  const said = saidThatDiffers({ ...saidIn(asked), timescale: timescale.value }, before)
  const text = asked.update ?? ''
  if (text !== '' || Object.keys(said).length > 0) {
    const updateId = context.newId()
    parts.push(
      decideRecordUpdate(
        past,
        { ...common, updateId, text, ...said, seen },
        context,
        known.ragRules,
        known.settings,
      ),
    )
  }

  const { ref, sectionId, owners, success, columns } = asked
  const tags = tagsOf(asked, before)
  const described = {
    ...(asked.text === undefined ? {} : { text: asked.text }),
    ...(ref === undefined ? {} : { ref }),
    ...(sectionId === undefined ? {} : { sectionId }),
    ...(owners === undefined ? {} : { owners }),
    ...(success === undefined ? {} : { success }),
    ...(tags === undefined ? {} : { tags }),
  }
  if (Object.keys(described).length > 0) {
    const slugs = new Set(
      [...known.addresses].flatMap(([slug, ids]) => (ids.some((id) => id !== actionId) ? [slug] : [])),
    )
    const { parties, plan } = known
    parts.push(decideEditAction(past, { ...common, ...described, seen }, { parties, slugs, plan }, context))
  }

  if (columns !== undefined) {
    const differing = Object.entries(columns).filter(([code, given]) => {
      const column = known.settings.columns.find((each) => each.code === code)
      const value = column === undefined || given === null || given === '' ? null : valueIn(column, given)
      const unread = value === null && given !== null && given !== ''
      return unread || !sameCell(before.columns[code], value ?? undefined)
    })
    if (differing.length > 0)
      parts.push(
        decideSetColumns(
          past,
          { ...common, values: Object.fromEntries(differing), seen: asked.columnsSeen },
          context,
          known.settings.columns,
        ),
      )
  }

  if (withdrawn === true && !before.withdrawn)
    parts.push(
      reason === undefined || reason === ''
        ? err(refuse('reason-needed', { field: 'withdrawn' }))
        : decideWithdrawAction(past, { ...common, reason, seen }, context),
    )
  return parts
}

/** All of its new tags; `undefined` where they stay. */
const tagsOf = ({ tags, addTags, removeTags }: Asked, before: ActionState): string[] | undefined =>
  tags === undefined && addTags === undefined && removeTags === undefined
    ? undefined
    : tagsWith(tags ?? before.tags, { add: addTags ?? [], remove: removeTags ?? [] })

/** The words of the new timescale: as given, or those of the moved one; `undefined` where it stays. */
const timescaleOf = (
  { timescale, shift }: Asked,
  before: ActionState,
): Result<string | undefined, Refusal> => {
  const by = shift === undefined ? null : readShift(shift)
  if (by === null) return ok(timescale)
  const moved = shiftTimescale(before.timescale, by)
  return moved === null ? err(refuse('nothing-to-shift', { said: before.timescale.said })) : ok(moved.said)
}

/** The values that the action does not have on the day. A timescale differs where it means something else. */
const saidThatDiffers = (given: GivenValues, before: ActionState): GivenValues =>
  Object.fromEntries(
    Object.entries(given).filter(([field, value]) => {
      if (value === undefined) return false
      if (field !== 'timescale') return value !== before[field as keyof GivenValues]
      const meant = readTimescale(String(value)).timescale
      return meant.kind === 'unknown' || !isSameMeaning(meant, before.timescale)
    }),
  )

const isSameMeaning = (one: Timescale, other: Timescale): boolean =>
  (['kind', 'earliest', 'latest', 'precision', 'anchor', 'every'] as const).every(
    (part) => one[part] === other[part],
  )
