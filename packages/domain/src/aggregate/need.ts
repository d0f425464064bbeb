import type { Id } from '../id.ts'
import type { EventBody, Recorded, StreamKind } from '../stream/event.ts'

/**
 * Data that a decision needs from the record, described as data: the caller of `decide` loads it first.
 * `decide` gets the `Value` under the name that the command chose for it.
 */
export interface Need<
  Name extends string = string,
  Args extends readonly unknown[] = never,
  Value = unknown,
> {
  readonly need: Name
  readonly args: Args
  /** Never set: only carries the type of the value. */
  readonly value?: Value
}

/** The type of what a need loads. */
export type Needed<N> = N extends { readonly value?: infer Value } ? Exclude<Value, undefined> : never

/** All events of one stream, in the order of recording. */
export const eventsOfStream = <E extends EventBody>(
  kind: StreamKind,
  id: Id,
): Need<'stream', readonly [StreamKind, Id], readonly Recorded<E>[]> => ({
  need: 'stream',
  args: [kind, id],
})

/** The current states of all aggregates of a kind, by id: for kinds with few aggregates. */
export const allStates = <S>(
  kind: StreamKind,
): Need<'states', readonly [StreamKind], ReadonlyMap<Id, S>> => ({ need: 'states', args: [kind] })
