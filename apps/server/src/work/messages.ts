import type { Failure } from '@beatbook/domain'

/** What the serving thread sends to a worker. A worker has one task at a time. */
export type ToWorker =
  | { readonly tell: 'task'; readonly task: unknown }
  | { readonly tell: 'answer'; readonly number: number; readonly value: unknown }
  | { readonly tell: 'error'; readonly number: number; readonly error: Failure }

/**
 * What a worker sends to the serving thread. `ask` is a question the task puts to the serving thread,
 * answered under its number.
 */
export type FromWorker =
  | { readonly tell: 'ready' }
  | { readonly tell: 'progress'; readonly progress: unknown }
  | { readonly tell: 'ask'; readonly number: number; readonly question: unknown }
  | { readonly tell: 'done'; readonly value: unknown }
  | { readonly tell: 'failed'; readonly error: Failure }
