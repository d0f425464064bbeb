import type { Id } from '../id.ts'
import type { EventBody, Recorded, StreamKind } from '../stream/event.ts'

/**
 * Something a decision needs of the record, as data: whoever decides loads it first. `Value` is what is then
 * given to `decide` under the name the command chose for it.
 */
export interface Need<
  Name extends string = string,
  Args extends readonly unknown[] = never,
  Value = unknown,
> {
  readonly need: Name
  readonly args: Args
  /** Never there: it carries the type of the value alone. */
  readonly value?: Value
}

/** What a need loads. */
export type Needed<N> = N extends { readonly value?: infer Value } ? Exclude<Value, undefined> : never

/** All events of one stream, in the order in which they were recorded. */
export const eventsOfStream = <E extends EventBody>(
  kind: StreamKind,
  id: Id,
): Need<'stream', readonly [StreamKind, Id], readonly Recorded<E>[]> => ({
  need: 'stream',
  args: [kind, id],
})

/** The states, as of today, of every aggregate of a kind, by id: for kinds of which there are few. */
export const allStates = <S>(
  kind: StreamKind,
): Need<'states', readonly [StreamKind], ReadonlyMap<Id, S>> => ({ need: 'states', args: [kind] })
