import type * as z from 'zod'
import { foldAction } from '../action/action.ts'
import type { ActionEvent } from '../action/events.ts'
import { undoableAction } from '../action/undo.ts'
import { type AreaState, evolveArea } from '../area/area.ts'
import { changesOfArea } from '../area/changes.ts'
import type { AreaEvent } from '../area/events.ts'
import type { Capability } from '../command/definition.ts'
import type { ConversationState } from '../conversation/conversation.ts'
import type { ConversationEvent } from '../conversation/events.ts'
import { undoableConversation } from '../conversation/undo.ts'
import type { Id } from '../id.ts'
import type { PartyEvent } from '../party/events.ts'
import { changesOfParty, evolveParty, type PartyState, refusalToFollowInParty } from '../party/state.ts'
import { type Role, roleAllows } from '../person/person.ts'
import { changesOfPlan } from '../plan/changes.ts'
import type { PlanEvent } from '../plan/events.ts'
import { refusalToFollowInPlan } from '../plan/one-event.ts'
import { evolvePlan, type PlanState } from '../plan/plan.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { undoCommand } from '../stream/commands.ts'
import type { DecideContext, EventBody, Pending, Recorded, StreamKind } from '../stream/event.ts'
import { contradictsLater, decideUndoIn, newestOf, type Undoable, undoEffect } from '../stream/undo.ts'
import type { CommandUndone } from '../stream/undone.ts'

/** The maximum number of streams of one undo: what commits in 100 ms. */
export const MOST_STREAMS_UNDONE = 200

/** What undoing a command needs from the record. */
export interface UndoKnown {
  /** The role of the person; `null` where they cannot sign in. */
  readonly role: Role | null
  /** The number of streams the command wrote to. */
  readonly count: number
  /** Those streams with all of their events; empty where there are more than can be undone at once. */
  readonly streams: readonly (readonly Recorded[])[]
  /**
   * Events of other streams that block the undo: they refer to objects that it would remove, have an address
   * that it would restore, or are links that would form a loop with a restored one.
   */
  readonly elsewhere: readonly Blocking[]
  /** Whether the command may be undone in some of its streams (`byRow` of its definition). */
  readonly byRow?: boolean
  /** Whether the command accepted a document, or undid or redid that: it may have written to any number of streams. */
  readonly isImport?: boolean
  /** Whether the command may have written to any number of streams, as an import (`inParts` of its definition). */
  readonly inParts?: boolean
}

/** What undoing a command would do. */
export interface JudgedUndo {
  /** What would be recorded where nothing is in the way, one event a stream. */
  readonly pending: readonly Pending<CommandUndone>[]
  /** What is in the way, in streams of the command and others. */
  readonly blocked: readonly Blocking[]
  /** The first refusal of a stream of the command. */
  readonly dependent: Refusal | null
}

/** An event that blocks the undo in a stream, which is another than its own. */
export interface Blocking {
  readonly event: Recorded
  /** The id of the stream that cannot be undone. */
  readonly blocks: Id
  /** The ref of the action that the event is of. */
  readonly ref?: string
}

type Input = z.output<typeof undoCommand.input>

/**
 * Decides to undo a command in every stream it wrote to, all or nothing; with `rest`, a command on several
 * actions in those that nothing later depends on. Refused with `not-found` (no such command, or one without
 * events), `not-undoable`, `not-allowed` (a command of administrators, by another person),
 * `not-author` (a command in a conversation, by another person), `undo-too-large`,
 * `already-undone`, `contradicts-later` with the newest event that depends on what would be undone,
 * `undo-partly` where a command on several actions can be undone in some of them, and `import-needed` with all
 * that rests on an import.
 */
export const decideUndoCommand = (
  known: UndoKnown,
  input: Input,
  context: DecideContext,
): Result<Pending<CommandUndone>[], Refusal> => {
  const judged = judgeUndo(known, input, context)
  if (!judged.ok) return judged
  const { streams, elsewhere, byRow = false, isImport = false } = known
  const { pending, blocked, dependent } = judged.value
  if (isImport) return decideOfImport(streams, judged.value, input)
  if (blocked.length === 0 && dependent === null)
    return pending.length === 0 ? err(refuse('already-undone')) : ok([...pending])
  const held = new Map(blocked.map(({ event, blocks }) => [blocks, event]))
  // A party that the command added stays: another action may have it since.
  const rest = pending.filter(({ stream }) => stream.kind === 'action' && !held.has(stream.id))
  if (byRow && rest.length > 0) {
    const refusal = partly(streams, held, rest.length)
    return input.rest || refusal.args.rows.length === 0 ? ok(rest) : err(refusal)
  }
  const blocking = newestOf(elsewhere.map(({ event }) => event))
  if (dependent !== null) return err(dependent)
  if (pending.length === 0) return err(refuse('already-undone'))
  return blocking === null ? err(refuse('already-undone')) : err(contradictsLater(blocking))
}

/**
 * What undoing a command would do in each of its streams, and what is in the way. Refused with `not-found`,
 * `undo-too-large`, `not-undoable` and `not-allowed`.
 */
export const judgeUndo = (
  { role, count, streams, elsewhere, isImport = false, inParts = false }: UndoKnown,
  input: Input,
  context: DecideContext,
): Result<JudgedUndo, Refusal> => {
  if (count === 0) return err(refuse('not-found', { what: 'command', id: input.undoes }))
  if (count > MOST_STREAMS_UNDONE && !isImport && !inParts)
    return err(refuse('undo-too-large', { streams: count, limit: MOST_STREAMS_UNDONE }))
  const pending: Pending<CommandUndone>[] = []
  const blocked: Blocking[] = [...elsewhere]
  let dependent: Refusal | null = null
  for (const history of streams) {
    const kind = history[0] === undefined ? null : undoables[history[0].stream.kind]
    if (kind === null) return err(refuse('not-undoable'))
    if (kind.capability === 'administer' && (role === null || !roleAllows(role, kind.capability)))
      return err(refuse('not-allowed', { capability: kind.capability }))
    if (kind.byActor && isOfAnother(history, input, context)) return err(refuse('not-author'))
    const decided = decideUndoIn(kind, history, input, context)
    if (decided.ok) {
      pending.push(decided.value)
      continue
    }
    if (decided.error.code === 'already-undone') continue
    dependent ??= decided.error
    const { code, args } = decided.error
    const event = code === 'contradicts-later' ? history.find(({ id }) => id === args.event) : undefined
    if (event !== undefined) blocked.push({ event, blocks: event.stream.id })
  }
  return ok({ pending, blocked, dependent })
}

/** The most entries that a refusal to undo an import names. */
export const MOST_DEPENDENTS = 100

/**
 * Decides to undo an import, or to redo it: as a whole where nothing rests on it, with `rest` in the actions that
 * nothing rests on. An owner that it added and somebody else gave work to since stays.
 */
const decideOfImport = (
  streams: UndoKnown['streams'],
  { pending, blocked }: JudgedUndo,
  input: Input,
): Result<Pending<CommandUndone>[], Refusal> => {
  const stays = new Set(
    streams.flatMap((history) =>
      history[0]?.stream.kind === 'party' && removesParty(history, input) ? [history[0].stream.id] : [],
    ),
  )
  const held = new Set(blocked.map(({ blocks }) => blocks))
  const free = pending.filter(({ stream }) => !held.has(stream.id))
  const blocking = blocked.filter(({ blocks }) => !stays.has(blocks))
  if (blocking.length === 0) return free.length === 0 ? err(refuse('already-undone')) : ok(free)
  const rest = free.filter(({ stream }) => stream.kind === 'action')
  if (input.rest && rest.length > 0) return ok(rest)
  const newest = new Map<Id, Recorded>()
  for (const { event } of blocking) {
    const known = newest.get(event.stream.id)
    if (known === undefined || known.position < event.position) newest.set(event.stream.id, event)
  }
  const refs = new Map([
    ...streams.flatMap((history) => {
      const found = held.has(history[0]?.stream.id ?? '') ? refOf(history) : null
      return found === null ? [] : [found]
    }),
    ...blocking.flatMap(({ event, ref }) => (ref === undefined ? [] : [[event.stream.id, ref] as const])),
  ])
  const dependents = [...newest.values()]
    .sort((a, b) => b.position - a.position)
    .map(({ stream, id: event, type, effectiveOn: on, actor, commandId, recordedAt }) => ({
      kind: stream.kind,
      id: stream.id,
      ref: refs.get(stream.id) ?? null,
      event,
      type,
      on,
      actor,
      commandId,
      recordedAt,
    }))
  return err(
    refuse('import-needed', {
      dependents: dependents.slice(0, MOST_DEPENDENTS),
      count: dependents.length,
      rest: rest.length,
    }),
  )
}

/** Whether undoing the command takes back that it added a party. */
const removesParty = (history: readonly Recorded[], input: Input): boolean =>
  undoEffect(history, input)?.off.some(({ type }) => type === 'party-added') === true

const refOf = (history: readonly Recorded[]): readonly [Id, string] | null => {
  const { stream } = history[0] ?? {}
  if (stream?.kind !== 'action') return null
  const state = foldAction(history as readonly unknown[] as Recorded<ActionEvent>[])
  return state === null ? null : [stream.id, state.ref]
}

/** The refusal that names the actions in which a command cannot be undone. */
const partly = (
  streams: UndoKnown['streams'],
  held: ReadonlyMap<Id, Recorded>,
  others: number,
): Refusal<'undo-partly'> => {
  const rows = streams.flatMap((history) => {
    const { stream } = history[0] ?? {}
    const event = held.get(stream?.id ?? '')
    if (stream?.kind !== 'action' || event === undefined) return []
    const ref = refOf(history)?.[1] ?? ''
    return [{ id: stream.id, ref, event: event.id, on: event.effectiveOn, actor: event.actor }]
  })
  return refuse('undo-partly', { rows, of: rows.length + others })
}

/** How a kind of stream is undone, and the capability that undoing in it requires. */
interface AnyUndoable extends Undoable<unknown, EventBody> {
  readonly capability: Exclude<Capability, 'read'>
  /** Whether a command is undone only by the person who gave it. */
  readonly byActor?: true
}

/** How each kind of stream is undone; `null` where changes are only reversed by their own commands. */
const undoables: Readonly<Record<StreamKind, AnyUndoable | null>> = {
  plan: general<PlanState, PlanEvent>('edit', {
    evolve: evolvePlan,
    changes: changesOfPlan,
    follows: (state, event) => refusalToFollowInPlan(state, event) === null,
  }),
  action: general('edit', undoableAction),
  party: general<PartyState, PartyEvent>('edit', {
    evolve: evolveParty,
    changes: changesOfParty,
    follows: (state, event) => refusalToFollowInParty(state, event) === null,
  }),
  'rag-rules': general('administer', { evolve: () => null, changes: () => ['rules'], follows: () => true }),
  area: general<AreaState, AreaEvent>('administer', {
    evolve: evolveArea,
    changes: changesOfArea,
    follows: (state, event) => event.type === 'area-added' || state !== null,
  }),
  conversation: {
    ...general<ConversationState, ConversationEvent>('edit', undoableConversation),
    byActor: true,
  },
  person: null,
  record: null,
}

/** Whether somebody else gave the command. Undoing an undo is a command of whoever undid it. */
const isOfAnother = (history: readonly Recorded[], { undoes }: Input, { actor }: DecideContext): boolean =>
  history.some((event) => event.commandId === undoes && event.actor !== actor)

/** Generalizes the type: the streams of a kind have only events of that kind. */
function general<S, E extends EventBody>(
  capability: AnyUndoable['capability'],
  undoable: Undoable<S, E>,
): AnyUndoable {
  return { ...(undoable as unknown as Undoable<unknown, EventBody>), capability }
}
