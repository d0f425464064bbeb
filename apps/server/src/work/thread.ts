import { Worker } from 'node:worker_threads'
import { fromFailure, toFailure } from '@beatbook/domain'
import type { FromWorker, ToWorker } from './messages.ts'

/**
 * How a task ended: with its answer, with the error it threw (the worker continues), or with the end of its
 * worker.
 */
export type Ended<Answer> =
  | { readonly how: 'done'; readonly value: Answer }
  | { readonly how: 'failed'; readonly error: unknown }
  | { readonly how: 'gone'; readonly error: unknown }

export interface ThreadOptions {
  /** The module the worker runs: one that calls `serveTasks`. */
  readonly entry: URL
  /** The worker's `workerData`. */
  readonly data?: unknown
  /**
   * The memory limit for JavaScript objects in a worker; beyond it the worker ends with
   * `ERR_WORKER_OUT_OF_MEMORY`.
   */
  readonly megabytes: number
  /** Answers the requests of a task to the serving thread. */
  readonly onRequest?: (question: unknown) => Promise<unknown>
}

/** A worker's thread, which runs one task at a time. */
export interface Thread<Answer> {
  /** Resolves when the worker accepts tasks; with `false` where it ended before. */
  readonly ready: Promise<boolean>
  /** Resolves when the worker has ended, for any reason. */
  readonly ended: Promise<void>
  run(
    task: unknown,
    transfer: readonly ArrayBuffer[],
    onProgress: (progress: unknown) => void,
  ): Promise<Ended<Answer>>
  /** Terminates the worker at once, even during a task. */
  end(): Promise<void>
}

/** Starts a worker. */
export const startThread = <Answer>({ entry, data, megabytes, onRequest }: ThreadOptions): Thread<Answer> => {
  const worker = new Worker(entry, {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  })
  const ready = Promise.withResolvers<boolean>()
  const ended = Promise.withResolvers<void>()
  let settle: ((ended: Ended<Answer>) => void) | null = null
  let progress: (progress: unknown) => void = () => {}
  let fault: unknown = null

  const post = (message: ToWorker) => worker.postMessage(message)
  const answer = async (number: number, question: unknown) => {
    try {
      post({ type: 'answer', number, value: await onRequest?.(question) })
    } catch (error) {
      post({ type: 'error', number, error: toFailure(error) })
    }
  }
  const finish = (how: Ended<Answer>) => {
    settle?.(how)
    settle = null
  }
  worker.on('message', (message: FromWorker) => {
    if (message.type === 'ready') ready.resolve(true)
    else if (message.type === 'progress') progress(message.progress)
    else if (message.type === 'ask') void answer(message.number, message.question)
    else if (message.type === 'done') finish({ how: 'done', value: message.value as Answer })
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
          worker.postMessage({ type: 'task', task } satisfies ToWorker, transfer)
        } catch (error) {
          finish({ how: 'failed', error })
        }
      }),
    end: async () => {
      await worker.terminate()
    },
  }
}
