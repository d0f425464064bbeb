import type { Outcome } from '@beatbook/contract'
import type { Pending } from '@beatbook/domain'
import type { Kept } from '../document/keep.ts'

/** What carrying a command out will write: its events, and for an accept the document to keep. */
export interface Carried {
  readonly events: readonly Pending[]
  readonly unchanged: boolean
  readonly plans: Outcome['plans']
  readonly document: Kept | null
}
