import type { Id, ReadAt, StreamKind } from '@beatbook/domain'
import type { AggregateEvent } from './view.ts'

/**
 * Reads aggregates of every kind that has a `view` and no queries of its own. The answer is the aggregate's
 * view on the day.
 */
export interface AggregateReader {
  /** Every one of a kind at a date, in the order of their ids. */
  list(kind: StreamKind, at?: ReadAt): Promise<unknown[]>
  /** `null` where there is none at that date. */
  get(kind: StreamKind, id: Id, at?: ReadAt): Promise<unknown | null>
  /** Its events up to and including the day `asAt`, oldest first; empty where there is none. */
  history(kind: StreamKind, id: Id, at?: ReadAt): Promise<AggregateEvent[]>
  /** The id of the force: that of its root area. */
  force(): Promise<Id>
}
