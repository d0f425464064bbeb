import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { type Failure, fromFailure } from '@beatbook/domain'
import type { Backup } from './backup.ts'
import type { Place } from './place.ts'

/**
 * What is wrong with the files of an open record: one was removed or replaced, or the database was truncated.
 */
export type PlaceFault = 'moved' | 'cut-short'

/** The message of the maintenance thread. */
export type FromUpkeep = { readonly type: 'place'; readonly fault: PlaceFault | null }

/** Long work that runs in a thread of its own. */
export type Job =
  | { readonly job: 'quick-check'; readonly file: string }
  | { readonly job: 'backup'; readonly file: string; readonly to: string; readonly sharing: string | null }

/** The message of a job's thread. */
export type FromJob =
  | { readonly type: 'done'; readonly value: unknown }
  | { readonly type: 'failed'; readonly error: Failure }

/**
 * Starts the thread that copies the WAL into the database beside the writer and watches the files; `onFault`
 * is called when something is wrong with them, and when that is over. `descriptor` is of the open database
 * (`holdOpen`).
 */
export const startUpkeep = (
  place: Place,
  descriptor: number,
  onFault: (fault: PlaceFault | null) => void,
): { close(): Promise<void> } => {
  const worker = new Worker(new URL('./upkeep-thread.ts', import.meta.url), {
    workerData: { file: place.file, log: place.log, descriptor },
  })
  worker.on('message', ({ fault }: FromUpkeep) => onFault(fault))
  // If the thread fails, the writer does the checkpoints, only later; nothing is lost.
  worker.on('error', () => {})
  worker.unref()
  return {
    close: async () => {
      worker.postMessage('close')
      if (worker.threadId > 0) await once(worker, 'exit')
    },
  }
}

/** The first problems that SQLite's `quick_check` reports. */
export const quickCheck = (file: string): Promise<string[]> =>
  inThread({ job: 'quick-check', file }) as Promise<string[]>

/** Runs `backupRecord` in a thread of its own. */
export const backupInThread = (file: string, to: string, sharing: string | null): Promise<Backup> =>
  inThread({ job: 'backup', file, to, sharing }) as Promise<Backup>

const inThread = (job: Job): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./job-thread.ts', import.meta.url), { workerData: job })
    worker.once('message', (message: FromJob) =>
      message.type === 'done' ? resolve(message.value) : reject(fromFailure(message.error)),
    )
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the thread of ${job.job} stopped with ${code}`)))
    worker.unref()
  })
