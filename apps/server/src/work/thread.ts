import { Worker } from 'node:worker_threads'
import { fromFailure, toFailure } from '@beatbook/domain'
import type { FromWorker, ToWorker } from './messages.ts'

/**
 * How a task ended: with its answer, with the error it threw (the worker goes on), or with the end of its
 * worker.
 */
export type Ended<Answer> =
  | { readonly how: 'done'; readonly value: Answer }
  | { readonly how: 'failed'; readonly error: unknown }
  | { readonly how: 'gone'; readonly error: unknown }

export interface ThreadOptions {
  /** The module the worker runs: one that calls `serveTasks`. */
  readonly entry: URL
  /** What the worker is given at its start, as `workerData`. */
  readonly data?: unknown
  /**
   * The memory JavaScript objects of a worker may take; beyond it the worker ends with
   * `ERR_WORKER_OUT_OF_MEMORY`.
   */
  readonly megabytes: number
  /** Answers what a task asks of the serving thread. */
  readonly asked?: (question: unknown) => Promise<unknown>
}

/** A worker's thread, for one task after the other. */
export interface Thread<Answer> {
  /** Fulfilled when the worker takes tasks; `false` where it ended before. */
  readonly ready: Promise<boolean>
  /** Fulfilled when the worker has ended, for whatever reason. */
  readonly ended: Promise<void>
  run(
    task: unknown,
    transfer: readonly ArrayBuffer[],
    onProgress: (progress: unknown) => void,
  ): Promise<Ended<Answer>>
  /** Ends the worker at once, in the middle of a task too. */
  end(): Promise<void>
}

/** Starts a worker. */
export const startThread = <Answer>({ entry, data, megabytes, asked }: ThreadOptions): Thread<Answer> => {
  const worker = new Worker(entry, {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  })
  const ready = Promise.withResolvers<boolean>()
  const ended = Promise.withResolvers<void>()
  let settle: ((ended: Ended<Answer>) => void) | null = null
  let progress: (progress: unknown) => void = () => {}
  let fault: unknown = null

  const tell = (message: ToWorker) => worker.postMessage(message)
  const answer = async (number: number, question: unknown) => {
    try {
      tell({ tell: 'answer', number, value: await asked?.(question) })
    } catch (error) {
      tell({ tell: 'error', number, error: toFailure(error) })
    }
  }
  const finish = (how: Ended<Answer>) => {
    settle?.(how)
    settle = null
  }
  worker.on('message', (message: FromWorker) => {
    if (message.tell === 'ready') ready.resolve(true)
    else if (message.tell === 'progress') progress(message.progress)
    else if (message.tell === 'ask') void answer(message.number, message.question)
    else if (message.tell === 'done') finish({ how: 'done', value: message.value as Answer })
    else finish({ how: 'failed', error: fromFailure(message.error) })
  })
  worker.once('error', (error) => {
    fault = error
  })
  worker.once('exit', (code) => {
    ready.resolve(false)
    ended.resolve()
    finish({ how: 'gone', error: fault ?? new Error(`a worker ended with ${code}`) })
    gone = true
  })
  let gone = false

  return {
    ready: ready.promise,
    ended: ended.promise,
    run: (task, transfer, onProgress) =>
      new Promise((resolve) => {
        if (gone) return resolve({ how: 'gone', error: fault ?? new Error('a worker had ended') })
        settle = resolve
        progress = onProgress
        try {
          worker.postMessage({ tell: 'task', task } satisfies ToWorker, transfer)
        } catch (error) {
          finish({ how: 'failed', error })
        }
      }),
    end: async () => {
      await worker.terminate()
    },
  }
}
