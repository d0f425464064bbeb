import type { Change } from '@beatbook/contract'
import type { Failure } from '@beatbook/domain'
import type { Write } from './write.ts'

/** Messages of the serving thread to the writer's thread. */
export type ToThread =
  | { readonly type: 'write'; readonly number: number; readonly write: Write }
  | { readonly type: 'close' }

/** Messages of the writer's thread to the serving thread. */
export type FromThread =
  | { readonly type: 'ready'; readonly migrations: readonly string[] }
  | { readonly type: 'failed'; readonly error: Failure }
  | { readonly type: 'change'; readonly change: Change }
  | { readonly type: 'answer'; readonly number: number; readonly answer: unknown }
  | { readonly type: 'error'; readonly number: number; readonly error: Failure }
  | { readonly type: 'closed' }
