import type { EventBody, Recorded, StreamKind } from './event.ts'

/**
 * An event's shape that is no longer written, by the kind of its stream, its type and its version, and the
 * function that converts it to the next shape. `stream` has the events of its stream as recorded, for data
 * that is not in the event itself.
 */
export interface Upcast {
  readonly kind: StreamKind
  readonly type: string
  readonly v: number
  readonly to: (event: Recorded, stream: readonly Recorded[]) => Recorded
}

/**
 * Every shape that was ever recorded and is no longer written. Recorded events are never rewritten: a shape
 * is listed for as long as there are records.
 */
export const upcasts: readonly Upcast[] = [
  {
    kind: 'action',
    type: 'dependency-added',
    v: 1,
    to: (event) => ({ ...event, type: 'link-added', facts: { kind: 'depends-on', to: event.facts.on } }),
  },
  {
    kind: 'action',
    type: 'dependency-removed',
    v: 1,
    to: (event) => ({ ...event, type: 'link-removed', facts: { kind: 'depends-on', to: event.facts.on } }),
  },
  {
    kind: 'action',
    type: 'update-undone',
    v: 1,
    to: (event, stream) => {
      const update = stream.find(
        ({ type, facts }) => type === 'update-recorded' && facts.updateId === event.facts.updateId,
      )
      const facts = { commandId: update?.commandId ?? event.commandId, eventIds: update ? [update.id] : [] }
      return { ...event, type: 'command-undone', facts }
    },
  },
]

/**
 * Converts the events of one stream, as recorded, to the current shapes. Code that reads events of a record
 * applies it first, so that nothing else has to know earlier shapes. Total: an event of an unknown shape is
 * unchanged.
 */
export const upcastStream = <E extends EventBody>(stream: readonly Recorded[]): Recorded<E>[] =>
  stream.map((event) => upcast(event, stream) as unknown as Recorded<E>)

const upcast = (event: Recorded, stream: readonly Recorded[]): Recorded => {
  const found = byShape.get(shapeOf({ kind: event.stream.kind, type: event.type, v: event.v }))
  return found === undefined ? event : upcast(found.to(event, stream), stream)
}

const shapeOf = ({ kind, type, v }: Pick<Upcast, 'kind' | 'type' | 'v'>): string => `${kind} ${type} ${v}`

const byShape = new Map(upcasts.map((each) => [shapeOf(each), each]))
