import type * as z from 'zod'
import { earliestOf } from '../calendar/date.ts'
import type { Id } from '../id.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { undoCommand } from './commands.ts'
import type { DecideContext, EventBody, Pending, Recorded } from './event.ts'
import { isUndo, settledEvents, standing } from './standing.ts'
import type { CommandUndone } from './undone.ts'

/** What undoing needs for a kind of stream. */
export interface Undoable<S, E extends EventBody> {
  readonly evolve: (state: S | null, event: Recorded<E>) => S | null
  /** The names of the fields an event changes: a later event that changes the same one depends on it. */
  readonly changes: (event: Recorded<E>) => readonly string[]
  /** Whether an event can follow in a state. */
  readonly follows: (state: S | null, event: Recorded<E>) => boolean
}

/** The effect of an undo on a stream. */
export interface UndoEffect<E extends EventBody = EventBody> {
  readonly stream: Recorded['stream']
  /** The events of the command that stand. */
  readonly named: readonly Recorded<E>[]
  /** The events that no longer stand. */
  readonly off: readonly Recorded<E>[]
  /** The events that stand again. */
  readonly on: readonly Recorded<E>[]
  /** The events to fold after the undo. */
  readonly after: readonly Recorded<E>[]
}

type Input = z.output<typeof undoCommand.input>

/**
 * The effect of undoing a command on one stream, whose events are all needed; `null` where no event of the
 * command stands in it. Does not check for events that depend on it.
 */
export const undoEffect = <E extends EventBody>(
  history: readonly Recorded<E>[],
  { undoes, eventIds }: Pick<Input, 'undoes' | 'eventIds'>,
): UndoEffect<E> | null => {
  const settled = settledEvents(history)
  const named = history.filter(
    ({ id, commandId }) =>
      commandId === undoes && (eventIds?.includes(id) ?? true) && settled.get(id)?.stands,
  )
  const [first] = named
  if (first === undefined) return null
  const undo: Recorded<CommandUndone> = {
    type: 'command-undone',
    v: 1,
    id: '',
    stream: first.stream,
    effectiveOn: first.effectiveOn,
    facts: { commandId: undoes, eventIds: named.map(({ id }) => id) },
    words: { reason: null },
    position: NEWEST,
    recordedAt: '',
    actor: '',
    commandId: '',
  }
  const all = [...history, undo as unknown as Recorded<E>]
  const now = settledEvents(all)
  const stoodBefore = (event: Recorded<E>) => settled.get(event.id)?.stands === true
  const standsNow = (event: Recorded<E>) => now.get(event.id)?.stands === true
  const facts = history.filter((event) => !isUndo(event))
  return {
    stream: first.stream,
    named,
    off: facts.filter((event) => stoodBefore(event) && !standsNow(event)),
    on: facts.filter((event) => !stoodBefore(event) && standsNow(event)),
    after: standing(all),
  }
}

const NEWEST = Number.MAX_SAFE_INTEGER

/**
 * Decides to undo a command in one stream, whose events are all needed. Refused with `already-undone` where
 * no event of the command stands in it, and with `contradicts-later` and the newest event that depends on
 * what would be undone: it could not follow without it, or was recorded later and changes the same field.
 * Events that could not follow before are ignored.
 */
export const decideUndoIn = <S, E extends EventBody>(
  kind: Undoable<S, E>,
  history: readonly Recorded<E>[],
  input: Input,
  context: DecideContext,
): Result<Pending<CommandUndone>, Refusal> => {
  const undone = undoEffect(history, input)
  if (undone === null) return err(refuse('already-undone'))
  const dependent = dependentOn(kind, history, undone)
  if (dependent !== null) return err(contradictsLater(dependent))
  return ok({
    type: 'command-undone',
    v: 1,
    id: context.newId(),
    stream: undone.stream,
    effectiveOn: earliestOf(
      context.today,
      undone.named.map(({ effectiveOn }) => effectiveOn),
    ),
    facts: { commandId: input.undoes, eventIds: undone.named.map(({ id }) => id) },
    words: { reason: input.reason || null },
  })
}

/** The refusal with an event that depends on what would be undone. */
export const contradictsLater = ({ id, effectiveOn }: Pick<Recorded, 'id' | 'effectiveOn'>): Refusal =>
  refuse('contradicts-later', { event: id, on: effectiveOn })

/** The newest of the events; `null` where there is none. */
export const newestOf = <E extends EventBody>(events: readonly Recorded<E>[]): Recorded<E> | null =>
  events.reduce<Recorded<E> | null>(
    (newest, event) => (newest === null || event.position > newest.position ? event : newest),
    null,
  )

/** The newest event of a stream that depends on what would be undone; `null` where none does. */
const dependentOn = <S, E extends EventBody>(
  kind: Undoable<S, E>,
  history: readonly Recorded<E>[],
  { off, on, after }: UndoEffect<E>,
): Recorded<E> | null => {
  const before = standing(history)
  const lost = notFollowing(kind, before)
  const losing = notFollowing(kind, after)
  const toggled = [...off, ...on]
  const own = new Set(toggled.map(({ id }) => id))
  const staying = before.filter(({ id, undone }) => undone === undefined && !own.has(id))
  // The position at which an event got its current status: recorded, undone or redone.
  const since = new Map(before.map(({ id, undone, position }) => [undone?.id ?? id, position]))
  const sinceOf = ({ id }: Recorded<E>) => since.get(id) ?? NEWEST
  const earliest = toggled.reduce((first, event) => Math.min(first, sinceOf(event)), NEWEST)

  // No event depends on one that was recorded after it.
  const unable = staying.filter(({ id, position }) => position > earliest && losing.has(id) && !lost.has(id))
  // An event that stands again could follow while it stood; events recorded since it was undone are the
  // reason why it cannot follow now.
  const blocking = on.flatMap((event) => {
    if (!losing.has(event.id)) return []
    const then = standing(history.filter(({ position }) => position < sinceOf(event)))
    return notFollowing(kind, then).has(event.id)
      ? []
      : staying.filter(({ position }) => position > sinceOf(event))
  })
  const changedLater = toggled.flatMap((event) => {
    const fields = new Set(kind.changes(event))
    return staying.filter(
      (later) =>
        later.position > sinceOf(event) &&
        later.commandId !== event.commandId &&
        kind.changes(later).some((field) => fields.has(field)),
    )
  })
  return newestOf([...unable, ...blocking, ...changedLater])
}

/** The ids of events that cannot follow in the state before them. */
const notFollowing = <S, E extends EventBody>(
  { evolve, follows }: Undoable<S, E>,
  events: readonly Recorded<E>[],
): Set<Id> => {
  const lost = new Set<Id>()
  let state: S | null = null
  for (const event of events) {
    if (event.undone === undefined && !follows(state, event)) lost.add(event.id)
    state = evolve(state, event)
  }
  return lost
}
