import type { Id } from '../id.ts'
import { byEffect, type EventBody, type Recorded } from './event.ts'
import type { CommandUndone } from './undone.ts'

/** Whether an event stands (is not undone), and the newest event that undid or redid it, if any. */
export interface SettledEvent {
  readonly stands: boolean
  readonly by: Recorded<CommandUndone> | null
}

/**
 * Which events of a stream stand, by their ids, in any order of input. Undos apply by position, the newest
 * first, so that an undone undo undoes nothing. Total: an undo of unknown or later events undoes nothing.
 */
export const settledEvents = (history: readonly Recorded[]): ReadonlyMap<Id, SettledEvent> => {
  const events = new Map(history.map((event) => [event.id, event]))
  const undos = history.filter(isUndo).sort((a, b) => b.position - a.position)
  const undoneIds = new Set<Id>()
  const newest = new Map<Id, Recorded<CommandUndone>>()
  const reach = (by: Recorded<CommandUndone>, through: Recorded<CommandUndone>) => {
    for (const event of earlierOf(through, events)) {
      if (!newest.has(event.id)) newest.set(event.id, by)
      if (isUndo(event)) reach(by, event)
    }
  }
  for (const undo of undos) {
    if (!undoneIds.has(undo.id)) for (const event of earlierOf(undo, events)) undoneIds.add(event.id)
    reach(undo, undo)
  }
  return new Map(
    history.map((event) => [
      event.id,
      { stands: !undoneIds.has(event.id), by: newest.get(event.id) ?? null },
    ]),
  )
}

/**
 * The events of a stream to fold, in the order of their days: those that stand, and in the place of each
 * undone event the event that undid it, with `undone` set. Undone and redone events have the position of the
 * undo or redo, so that a stale edit of their fields is detected.
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
