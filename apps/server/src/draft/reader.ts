import { Worker } from 'node:worker_threads'
import type { ReadFailure } from '@beatbook/domain'
import { type Draft, err, type Result } from '@beatbook/domain'

/** Reading is heavy: so many documents at once, each with so much memory; the others wait their turn. */
const AT_ONCE = 2
const MEGABYTES = 1_024

/** Reads a document apart from the thread that serves: it can neither hold up other people nor run for ever. */
export type Reader = (task: ReadTask) => Promise<Result<Draft, ReadFailure>>

/** A document to read; its bytes are given away. `quarters` says which year its "Q1" belongs to. */
export interface ReadTask {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly quarters?: 'financial' | 'calendar'
}

/** A reader that gives each document `seconds` (then the failure is `time-limit`). A crash of the reader is thrown: it is our bug. */
export const createReader = (seconds: number): Reader => {
  let reading = 0
  const waiting: (() => void)[] = []

  return async (task) => {
    if (reading >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
    reading += 1
    try {
      return await readInWorker(task, seconds)
    } finally {
      reading -= 1
      waiting.shift()?.()
    }
  }
}

const readInWorker = (task: ReadTask, seconds: number): Promise<Result<Draft, ReadFailure>> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
      workerData: task,
      transferList: [task.bytes.buffer],
      resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
    })
    const limit = setTimeout(() => {
      resolve(err({ code: 'time-limit', args: { name: task.name, seconds } }))
      void worker.terminate()
    }, seconds * 1_000)
    worker.once('message', (result: Result<Draft, ReadFailure>) => {
      resolve(result)
      void worker.terminate()
    })
    worker.once('error', (error: Error & { code?: string }) =>
      // What does not fit in memory would not be read in any time.
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(err({ code: 'too-large', args: { name: task.name, megabytes: MEGABYTES } })) : reject(error),
    )
    worker.once('exit', (code) => {
      clearTimeout(limit)
      reject(new Error(`the reader stopped with ${code}`))
    })
  })
