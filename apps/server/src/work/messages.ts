import type { Failure } from '@beatbook/domain'

/** What the serving thread sends to a worker. A worker has one task at a time. */
export type ToWorker =
  | { readonly type: 'task'; readonly task: unknown }
  | { readonly type: 'answer'; readonly number: number; readonly value: unknown }
  | { readonly type: 'error'; readonly number: number; readonly error: Failure }

/**
 * What a worker sends to the serving thread. `ask` is a request of its task, answered under the same number.
 */
export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly progress: unknown }
  | { readonly type: 'ask'; readonly number: number; readonly question: unknown }
  | { readonly type: 'done'; readonly value: unknown }
  | { readonly type: 'failed'; readonly error: Failure }
