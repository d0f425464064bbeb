import type { HistoryEntry, Instant, ReadAt, Result } from '@beatbook/domain'
import type { ActionPage, ActionQuestion, ActionView } from './view.ts'

/** Why an address finds no single action: none, or several (their full addresses). */
export type AddressFailure = { readonly code: 'not-found' } | { readonly code: 'ambiguous-address'; readonly candidates: readonly string[] }

/** What reading actions needs of the record. An address is `plan/ref`, a bare ref where it is unique, or an id. */
export interface ActionReader {
  list(question: ActionQuestion): Promise<ActionPage>
  get(address: string, at?: ReadAt): Promise<Result<ActionView, AddressFailure>>
  /** The history up to and including the day `asAt`, oldest first, with undone updates marked. */
  history(address: string, at?: ReadAt): Promise<Result<HistoryEntry[], AddressFailure>>
}

/** What changed, as live windows are told: the streams' plans and actions, never their content. */
export interface Change {
  readonly position: number
  readonly recordedAt: Instant
  readonly plans: readonly string[]
  readonly actions: readonly string[]
}
