import type * as z from 'zod'
import { earliestOf } from '../calendar/date.ts'
import type { Id } from '../id.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { undoCommand } from './commands.ts'
import type { DecideContext, EventBody, Pending, Recorded } from './event.ts'
import { isUndo, settledEvents, standing } from './standing.ts'
import type { CommandUndone } from './undone.ts'

/** What undoing needs to know of a kind of stream. */
export interface Undoable<S, E extends EventBody> {
  readonly evolve: (state: S | null, event: Recorded<E>) => S | null
  /** The names of the fields an event changes: what changes the same one later rests on it. */
  readonly changes: (event: Recorded<E>) => readonly string[]
  /** Whether an event can follow in a state. */
  readonly follows: (state: S | null, event: Recorded<E>) => boolean
}

/** What an undo does to a stream. */
export interface UndoEffect<E extends EventBody = EventBody> {
  readonly stream: Recorded['stream']
  /** The events of the command that stand. */
  readonly named: readonly Recorded<E>[]
  /** The events that stand no more. */
  readonly off: readonly Recorded<E>[]
  /** The events that stand again. */
  readonly on: readonly Recorded<E>[]
  /** What is folded from then on. */
  readonly after: readonly Recorded<E>[]
}

type Input = z.output<typeof undoCommand.input>

/**
 * What undoing a command does to one stream, given with all of its events; `null` where no event of the
 * command stands in it. Not held to what rests on it.
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
  const stoodThen = (event: Recorded<E>) => settled.get(event.id)?.stands === true
  const standsNow = (event: Recorded<E>) => now.get(event.id)?.stands === true
  const facts = history.filter((event) => !isUndo(event))
  return {
    stream: first.stream,
    named,
    off: facts.filter((event) => stoodThen(event) && !standsNow(event)),
    on: facts.filter((event) => !stoodThen(event) && standsNow(event)),
    after: standing(all),
  }
}

const NEWEST = Number.MAX_SAFE_INTEGER

/**
 * Decides what undoing a command does to one stream, given with all of its events. Refused with
 * `already-undone` where no event of the command stands in it, and with `contradicts-later` and the newest
 * event that rests on what would be undone: it could not follow without it, or was recorded later and changes
 * the same field. What did not follow before does not count.
 */
export const decideUndoIn = <S, E extends EventBody>(
  kind: Undoable<S, E>,
  history: readonly Recorded<E>[],
  input: Input,
  context: DecideContext,
): Result<Pending<CommandUndone>, Refusal> => {
  const undone = undoEffect(history, input)
  if (undone === null) return err(refuse('already-undone'))
  const resting = restingOn(kind, history, undone)
  if (resting !== null) return err(contradictsLater(resting))
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

/** The refusal over an event that rests on what would be undone. */
export const contradictsLater = ({ id, effectiveOn }: Pick<Recorded, 'id' | 'effectiveOn'>): Refusal =>
  refuse('contradicts-later', { event: id, on: effectiveOn })

/** The newest of some events; `null` where there is none. */
export const newestOf = <E extends EventBody>(events: readonly Recorded<E>[]): Recorded<E> | null =>
  events.reduce<Recorded<E> | null>(
    (newest, event) => (newest === null || event.position > newest.position ? event : newest),
    null,
  )

/** The newest event of a stream that rests on what would be undone; `null` where none does. */
const restingOn = <S, E extends EventBody>(
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
  // When an event got the standing it has now: it was recorded, undone or redone.
  const since = new Map(before.map(({ id, undone, position }) => [undone?.id ?? id, position]))
  const sinceOf = ({ id }: Recorded<E>) => since.get(id) ?? NEWEST
  const earliest = toggled.reduce((first, event) => Math.min(first, sinceOf(event)), NEWEST)

  // Nothing rests on what was recorded after it.
  const unable = staying.filter(({ id, position }) => position > earliest && losing.has(id) && !lost.has(id))
  // What stands again followed while it stood; what was recorded since it was undone is why it does not now.
  const inTheWay = on.flatMap((event) => {
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
  return newestOf([...unable, ...inTheWay, ...changedLater])
}

/** The ids of events that do not follow in the state they come to. */
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
