import { Worker } from 'node:worker_threads'
import type { Hostile } from './hostile.ts'
import type { Outcome } from './worker.ts'

/** A hostile document with its outcome and its size in bytes. */
export interface Row extends Outcome {
  readonly kind: string
  readonly bytes: number
}

/**
 * The limits of a reader: the memory the server allows it, and a timeout in wall-clock time (on a busy
 * machine that is longer than the CPU time).
 */
export interface Watch {
  readonly megabytes: number
  readonly seconds: number
}

/**
 * Reads documents one after another in a thread that is stopped and restarted if one takes too much time or
 * memory; yields each row when it is done.
 */
export async function* runHostile(documents: Iterable<Hostile>, watch: Watch): AsyncGenerator<Row> {
  let worker: Worker | null = null
  for (const { kind, file, make } of documents) {
    const bytes = make()
    worker ??= new Worker(new URL('./worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: watch.megabytes },
    })
    const outcome = await read(worker, { file, bytes }, watch)
    yield { kind, bytes: bytes.length, ...outcome }
    if (
      outcome.outcome !== tooLong &&
      outcome.outcome !== outOfMemory &&
      !outcome.outcome.startsWith('thrown')
    )
      continue
    await worker.terminate()
    worker = null
  }
  await worker?.terminate()
}

/** Outcomes that are always an error of the reader. */
export const tooLong = 'stopped: too long'
export const outOfMemory = 'out of memory'

/** Rows that are failures: over `seconds` of CPU time, stopped, out of memory, or thrown. */
export const failures = (
  rows: readonly Row[],
  seconds: number,
): Record<'tooSlow' | 'outOfMemory' | 'thrown', Row[]> => ({
  tooSlow: rows.filter(({ outcome, milliseconds }) => outcome === tooLong || milliseconds > seconds * 1_000),
  outOfMemory: rows.filter(({ outcome }) => outcome === outOfMemory),
  thrown: rows.filter(({ outcome }) => outcome.startsWith('thrown') || outcome === 'reader-fault'),
})

const read = (
  worker: Worker,
  document: { file: string; bytes: Uint8Array },
  { seconds }: Watch,
): Promise<Outcome> =>
  new Promise((resolve) => {
    const began = performance.now()
    const done = (outcome: Outcome): void => {
      clearTimeout(limit)
      worker.removeAllListeners('message').removeAllListeners('error')
      resolve(outcome)
    }
    const failed = (outcome: string): void =>
      done({ outcome, milliseconds: performance.now() - began, megabytes: 0 })
    const limit = setTimeout(() => failed(tooLong), seconds * 1_000)
    worker.once('message', done)
    worker.once('error', (error: Error & { code?: string }) =>
      failed(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? outOfMemory : `thrown: ${error.message.slice(0, 100)}`,
      ),
    )
    worker.postMessage(document)
  })
