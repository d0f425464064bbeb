import type { ReturnedBook, WrittenDraft } from '@beatbook/contract'
import type { Mark } from '@beatbook/documents'
import {
  err,
  type IsoDate,
  ok,
  type ReadFailure,
  type Refusal,
  type Result,
  readFailure,
} from '@beatbook/domain'
import { createPool, type JobState, type PoolOptions } from '../work/pool.ts'

/**
 * A document to read; its bytes are transferred. `quarters` says which year its "Q1" belongs to; what it
 * dates later than `today` is treated as undated.
 */
export interface ReadTask {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly quarters?: 'financial' | 'calendar'
  readonly today: IsoDate
}

/** A workbook that came back, to read; its bytes are transferred. `columns` are the force's own, by their titles. */
export interface BringTask {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly columns: readonly { readonly key: string; readonly title: string }[]
}

/** A workbook that came back and was read, to be marked; its bytes are transferred. */
export interface MarkTask {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly marks: readonly Mark[]
}

/** Why a document was not read: because of the document, or because the server refused. */
export type NotRead =
  | { readonly because: 'document'; readonly failure: ReadFailure }
  | { readonly because: 'server'; readonly refusal: Refusal }

/** A document that is being read. */
export interface Reading<Read = WrittenDraft> {
  /** Rejects where the reader crashed, which is our bug. */
  readonly done: Promise<Result<Read, NotRead>>
  state(): JobState
}

/** For whom a document is read, and what stops it. */
export interface ReadBy {
  readonly person: string
  readonly signal?: AbortSignal
}

/** Reads documents off the serving thread: a document can neither delay other people nor run for ever. */
export interface Reader {
  read(task: ReadTask, by: ReadBy): Reading
  /** Reads a workbook that came back. */
  bring(task: BringTask, by: ReadBy): Reading<ReturnedBook>
  /** Marks cells of a workbook that came back. */
  mark(task: MarkTask, by: ReadBy): Reading<Uint8Array<ArrayBuffer>>
  close(): Promise<void>
}

/** A reader on a pool with these limits. */
export const createReader = (limits: Omit<PoolOptions, 'entry'>): Reader => {
  const pool = createPool<unknown, Result<unknown, ReadFailure>>({
    ...limits,
    entry: new URL('./read-worker.ts', import.meta.url),
  })
  // The worker answers each kind of task with what belongs to it.
  const run = <Read>(task: ReadTask | BringTask | MarkTask, by: ReadBy): Reading<Read> => {
    const job = pool.run({ ...by, task, transfer: [task.bytes.buffer] })
    return {
      state: job.state,
      done: job.done.then((read) =>
        read.ok ? ofDocument(read.value as Result<Read, ReadFailure>) : err(refusedBy(read.error, task.name)),
      ),
    }
  }
  return {
    read: (task, by) => run(task, by),
    bring: (task, by) => run(task, by),
    mark: (task, by) => run(task, by),
    close: () => pool.close(),
  }
}

const ofDocument = <Read>(read: Result<Read, ReadFailure>): Result<Read, NotRead> =>
  read.ok ? ok(read.value) : err({ because: 'document', failure: read.error })

/** The limits of time and memory are reported as failures of the document. */
const refusedBy = (refusal: Refusal, name: string): NotRead => {
  const { code, args } = refusal
  if (code === 'time-limit') return { because: 'document', failure: readFailure(code, { name, ...args }) }
  if (code === 'memory-limit')
    return { because: 'document', failure: readFailure('too-large', { name, ...args }) }
  return { because: 'server', refusal }
}
