import type { WrittenDraft } from '@beatbook/contract'
import {
  err,
  type IsoDate,
  ok,
  type ReadFailure,
  type Refusal,
  type Result,
  readFailure,
} from '@beatbook/domain'
import { createPool, type JobState, type Pool, type PoolOptions } from '../work/pool.ts'

/**
 * A document to read; its bytes are given away. `quarters` says which year its "Q1" belongs to; what it dates
 * later than `today` is held undated.
 */
export interface ReadTask {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly quarters?: 'financial' | 'calendar'
  readonly today: IsoDate
}

/** Why a document was not read: because of the document, or because the server refused to. */
export type NotRead =
  | { readonly because: 'document'; readonly failure: ReadFailure }
  | { readonly because: 'server'; readonly refusal: Refusal }

/** A document that is being read. */
export interface Reading {
  /** Rejects where the reader crashed: that is our bug. */
  readonly done: Promise<Result<WrittenDraft, NotRead>>
  state(): JobState
}

/**
 * Reads documents apart from the thread that serves: one can neither hold up other people nor run for ever.
 */
export interface Reader {
  read(task: ReadTask, by: { readonly person: string; readonly signal?: AbortSignal }): Reading
  close(): Promise<void>
}

/** A reader with the limits of its pool. */
export const createReader = (limits: Omit<PoolOptions, 'entry'>): Reader => {
  const pool: Pool<ReadTask, Result<WrittenDraft, ReadFailure>> = createPool({
    ...limits,
    entry: new URL('./read-worker.ts', import.meta.url),
  })
  return {
    read(task, by) {
      const job = pool.run({ ...by, task, transfer: [task.bytes.buffer] })
      return {
        state: job.state,
        done: job.done.then((read) =>
          read.ok ? ofDocument(read.value) : err(refusedBy(read.error, task.name)),
        ),
      }
    },
    close: () => pool.close(),
  }
}

const ofDocument = (read: Result<WrittenDraft, ReadFailure>): Result<WrittenDraft, NotRead> =>
  read.ok ? ok(read.value) : err({ because: 'document', failure: read.error })

/** What a document takes too long for, or does not fit in, is said of the document. */
const refusedBy = (refusal: Refusal, name: string): NotRead => {
  const { code, args } = refusal
  if (code === 'time-limit') return { because: 'document', failure: readFailure(code, { name, ...args }) }
  if (code === 'memory-limit')
    return { because: 'document', failure: readFailure('too-large', { name, ...args }) }
  return { because: 'server', refusal }
}
