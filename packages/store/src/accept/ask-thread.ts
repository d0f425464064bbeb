import { Worker } from 'node:worker_threads'
import { type Failure, fromFailure, type Refusal, type Result } from '@beatbook/domain'
import type { Part } from './parts.ts'

/** Messages of a thread that decides: one when it has decided, and one for each part that is asked for. */
export type FromDeciding<P> =
  | { readonly type: 'decided'; readonly prepared: P }
  | { readonly type: 'refused'; readonly refusal: Refusal }
  | { readonly type: 'part'; readonly part: Part }
  | { readonly type: 'failed'; readonly error: Failure }

/** What a thread decided. `part` asks it for a part, in its own words. */
interface Decided<P, Q> {
  readonly prepared: P
  part(question: Q): Promise<Part>
  close(): Promise<unknown>
}

/**
 * Decides in a thread of its own, on its own connection: 10,000 actions take half a second, and nobody waits for it.
 * Its parts come one by one, since copying all at once would take as long.
 */
export const decideInThread = async <P, Q>(
  thread: URL,
  workerData: object,
): Promise<Result<Decided<P, Q>, Refusal>> => {
  const worker = new Worker(thread, { workerData })
  const close = () => worker.terminate()
  let waiting = Promise.withResolvers<FromDeciding<P>>()
  worker.on('message', (message: FromDeciding<P>) => waiting.resolve(message))
  worker.on('error', (error) => waiting.reject(error))
  worker.on('exit', () => waiting.reject(new Error('The thread that decides ended')))
  const next = async (): Promise<FromDeciding<P>> => {
    try {
      return await waiting.promise
    } finally {
      waiting = Promise.withResolvers()
      waiting.promise.catch(() => {})
    }
  }
  try {
    const message = await next()
    if (message.type === 'failed') throw fromFailure(message.error)
    if (message.type === 'refused') {
      await close()
      return { ok: false, error: message.refusal }
    }
    if (message.type !== 'decided') throw new Error(`The thread that decides sent “${message.type}” first`)
    const part = async (question: Q): Promise<Part> => {
      worker.postMessage(question)
      const sent = await next()
      if (sent.type !== 'part') throw new Error(`The thread that decides sent “${sent.type}” for a part`)
      return sent.part
    }
    return { ok: true, value: { prepared: message.prepared, part, close } }
  } catch (error) {
    await close()
    throw error
  }
}
