import type { Change } from '@beatbook/contract'
import type { Failure } from '@beatbook/domain'
import type { Write } from './write.ts'

/** What the serving thread asks of the writer's thread. */
export type ToThread =
  | { readonly ask: 'write'; readonly number: number; readonly write: Write }
  | { readonly ask: 'close' }

/** What the writer's thread tells the serving thread. */
export type FromThread =
  | { readonly tell: 'ready'; readonly migrations: readonly string[] }
  | { readonly tell: 'failed'; readonly error: Failure }
  | { readonly tell: 'change'; readonly change: Change }
  | { readonly tell: 'answer'; readonly number: number; readonly answer: unknown }
  | { readonly tell: 'error'; readonly number: number; readonly error: Failure }
  | { readonly tell: 'closed' }
