import type { HistoryEntry, Id, Instant, IsoDate, ReadAt, Result } from '@beatbook/domain'
import type { ChangesPage, ChangesQuestion } from './changes.ts'
import type { EachPage, EachQuestion } from './each.ts'
import type { WholeActionEvents } from './events.ts'
import type { ActionFilter, ActionPage, ActionQuestion, ActionView } from './view.ts'

/** Why an address matches no single action: none, or several (their full addresses). */
export type AddressFailure =
  | { readonly code: 'not-found' }
  | { readonly code: 'ambiguous-address'; readonly candidates: readonly string[] }

/** Reads actions. An address is `plan/ref`, a unique ref, or an id. */
export interface ActionReader {
  list(question: ActionQuestion): Promise<ActionPage>
  /** All actions, page by page, each once however they change meanwhile. */
  each(question: EachQuestion): Promise<EachPage>
  /** When the newest entry was recorded: what is known then never changes. `null` for an empty record. */
  knownUntil(): Promise<Instant | null>
  /** The ids of all actions that match a filter at a date, in no order. */
  matching(filter: Partial<ActionFilter> & ReadAt): Promise<Id[]>
  /** What was recorded about plans and their actions, page by page. */
  changes(question: ChangesQuestion): Promise<ChangesPage>
  get(address: string, at?: ReadAt): Promise<Result<ActionView, AddressFailure>>
  /** The history up to and including the day `asAt`, oldest first, with undone updates marked. */
  history(address: string, at?: ReadAt): Promise<Result<HistoryEntry[], AddressFailure>>
  /**
   * The events of the history, in the order of recording; with `since` the state before that day and the
   * events from then on.
   */
  events(
    address: string,
    at?: ReadAt & { readonly since?: IsoDate | undefined },
  ): Promise<Result<WholeActionEvents, AddressFailure>>
}

/** What changed, as sent to live subscribers: ids of plans and actions, never content. */
export interface Change {
  readonly position: number
  readonly recordedAt: Instant
  readonly plans: readonly string[]
  readonly actions: readonly string[]
  /** What else changed, each as `kind/id`: `area/0190…`; `conversations-about/ID` where ID is what they are about. */
  readonly others: readonly string[]
}
