import { getPriority, setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { fromFailure, toFailure } from '@beatbook/domain'
import type { FromWorker, ToWorker } from './messages.ts'

/** What tasks in a worker may use besides their data. */
export interface Tools {
  /** Reports the progress of the current task. */
  report(progress: unknown): void
  /** Sends a request to the serving thread, which answers it with the pool's `onRequest`. */
  ask(question: unknown): Promise<unknown>
}

/** A task's answer, and the memory in it that is transferred instead of copied. */
export interface Answered<Answer> {
  readonly value: Answer
  readonly transfer?: readonly ArrayBuffer[]
}

/**
 * By how much the priority of a worker's thread is lowered, in steps of `nice(1)`, in favour of the serving
 * thread.
 */
const NICE_INCREMENT = 10

/**
 * Runs in a worker: performs the tasks of a pool, one at a time, with the function that `prepare` returns.
 * The worker is ready once this has returned.
 */
export const serveTasks = <Task, Answer>(
  prepare: (tools: Tools) => (task: Task) => Promise<Answered<Answer>>,
): void => {
  const port = parentPort
  if (port === null) throw new Error('A worker is started by a pool, never by itself')
  // On Linux each thread has its own priority; elsewhere this would slow down the whole process.
  if (process.platform === 'linux') setPriority(0, Math.min(19, getPriority(0) + NICE_INCREMENT))

  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let numbers = 0
  const post = (message: FromWorker, transfer: readonly ArrayBuffer[] = []) =>
    port.postMessage(message, transfer)
  const tools: Tools = {
    report: (progress) => post({ type: 'progress', progress }),
    ask: (question) => {
      const number = ++numbers
      const answer = Promise.withResolvers<unknown>()
      waiting.set(number, answer)
      post({ type: 'ask', number, question })
      return answer.promise
    },
  }
  const perform = prepare(tools)
  port.on('message', (message: ToWorker) => {
    if (message.type === 'task') {
      perform(message.task as Task).then(
        ({ value, transfer }) => post({ type: 'done', value }, transfer),
        (error: unknown) => post({ type: 'failed', error: toFailure(error) }),
      )
      return
    }
    const answer = waiting.get(message.number)
    waiting.delete(message.number)
    if (message.type === 'answer') answer?.resolve(message.value)
    else answer?.reject(fromFailure(message.error))
  })
  post({ type: 'ready' })
}
