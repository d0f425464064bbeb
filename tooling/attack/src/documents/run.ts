import { Worker } from 'node:worker_threads'
import type { Hostile } from './hostile.ts'
import type { Outcome } from './worker.ts'

/** A hostile document with what became of it and its size in bytes. */
export interface Row extends Outcome {
  readonly kind: string
  readonly bytes: number
}

/**
 * What a reader may take: the memory the server gives it, and a time after which it is stopped (by the clock:
 * a busy machine is slower than its processor).
 */
export interface Watch {
  readonly megabytes: number
  readonly seconds: number
}

/**
 * Reads documents one after another in a thread that is stopped and begun anew where it takes too long or too
 * much; gives each row as it is made.
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

/** Outcomes that only a broken reader has. */
export const tooLong = 'stopped: too long'
export const outOfMemory = 'out of memory'

/** Rows that must not be: over `seconds` of processor time, stopped, out of memory, or thrown. */
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
