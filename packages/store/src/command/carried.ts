import type { Outcome } from '@beatbook/contract'
import type { CommandName, commands, Pending } from '@beatbook/domain'
import type * as z from 'zod'
import type { Kept } from '../document/keep.ts'

/** A command of the domain with its checked input. */
export type AnyCommand = { [N in CommandName]: { readonly name: N; readonly input: z.output<(typeof commands)[N]['input']> } }[CommandName]

/** What carrying a command out will write: its events, and for an accept the document to keep. */
export interface Carried {
  readonly events: readonly Pending[]
  readonly unchanged: boolean
  readonly plans: Outcome['plans']
  readonly document: Kept | null
}
