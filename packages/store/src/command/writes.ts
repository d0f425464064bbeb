import type { Outcome } from '@beatbook/contract'
import type { Pending } from '@beatbook/domain'
import type { AcceptedDocument } from '../document/save.ts'

/** What a command writes: its events, and for an accepted draft the document to save. */
export interface CommandWrites {
  readonly events: readonly Pending[]
  readonly unchanged: boolean
  readonly plans: Outcome['plans']
  readonly document: AcceptedDocument | null
}
