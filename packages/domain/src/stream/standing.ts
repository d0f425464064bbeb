import type { Id } from '../id.ts'
import { byEffect, type EventBody, type Recorded } from './event.ts'
import type { CommandUndone } from './undone.ts'

/** Whether an event stands, and the newest event that undid or redid it, where there is one. */
export interface SettledEvent {
  readonly stands: boolean
  readonly by: Recorded<CommandUndone> | null
}

/**
 * Which events of a stream stand, by their ids, whatever order they come in. An undo counts from its position
 * on, the newest first, so that one which was itself undone undoes nothing. Total: an undo of what is not
 * there, or came later, undoes nothing.
 */
export const settledEvents = (history: readonly Recorded[]): ReadonlyMap<Id, SettledEvent> => {
  const events = new Map(history.map((event) => [event.id, event]))
  const undos = history.filter(isUndo).sort((a, b) => b.position - a.position)
  const gone = new Set<Id>()
  const newest = new Map<Id, Recorded<CommandUndone>>()
  const reach = (by: Recorded<CommandUndone>, through: Recorded<CommandUndone>) => {
    for (const event of earlierOf(through, events)) {
      if (!newest.has(event.id)) newest.set(event.id, by)
      if (isUndo(event)) reach(by, event)
    }
  }
  for (const undo of undos) {
    if (!gone.has(undo.id)) for (const event of earlierOf(undo, events)) gone.add(event.id)
    reach(undo, undo)
  }
  return new Map(
    history.map((event) => [event.id, { stands: !gone.has(event.id), by: newest.get(event.id) ?? null }]),
  )
}

/**
 * The events of a stream as they are folded, in the order of their days: those that stand, and in the place of
 * each that was undone the event that undid it, with `undone` set. What was redone or undone has the position
 * of that, so that a stale edit of its fields is seen.
 */
export const standing = <E extends EventBody>(history: readonly Recorded<E>[]): Recorded<E>[] => {
  const sorted = [...history].sort(byEffect)
  if (!history.some((event) => isUndo(event))) return sorted
  const settled = settledEvents(history)
  return sorted.flatMap((event): Recorded<E>[] => {
    if (isUndo(event)) return []
    const { stands, by } = settled.get(event.id) as SettledEvent
    if (by === null) return [event]
    if (stands) return [{ ...event, position: by.position }]
    const { effectiveOn } = event
    return [{ ...by, effectiveOn, undone: event } as unknown as Recorded<E>]
  })
}

/** Whether an event undoes others. */
export const isUndo = (event: Recorded<EventBody>): event is Recorded<CommandUndone> =>
  event.type === 'command-undone'

const earlierOf = (undo: Recorded<CommandUndone>, events: ReadonlyMap<Id, Recorded>): Recorded[] =>
  undo.facts.eventIds.flatMap((id) => {
    const event = events.get(id)
    return event === undefined || event.position >= undo.position ? [] : [event]
  })
