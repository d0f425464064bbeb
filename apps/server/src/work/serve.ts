import { getPriority, setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { fromFailure, toFailure } from '@beatbook/domain'
import type { FromWorker, ToWorker } from './messages.ts'

/** What the tasks of a worker may use besides their data. */
export interface Tools {
  /** Tells whoever waits how far the task at hand is. */
  report(progress: unknown): void
  /** Asks the serving thread, which answers with what the pool's `asked` gives. */
  ask(question: unknown): Promise<unknown>
}

/** A task's answer, and the memory in it that is handed over instead of being copied. */
export interface Answered<Answer> {
  readonly value: Answer
  readonly transfer?: readonly ArrayBuffer[]
}

/**
 * How far a worker's thread steps back when the serving thread wants the processor too, in steps of
 * `nice(1)`.
 */
const STEPS_BACK = 10

/**
 * Runs in a worker: carries out the tasks of a pool, one at a time, by what `prepare` makes. The worker is
 * ready once this has returned.
 */
export const serveTasks = <Task, Answer>(
  prepare: (tools: Tools) => (task: Task) => Promise<Answered<Answer>>,
): void => {
  const port = parentPort
  if (port === null) throw new Error('A worker is started by a pool, never by itself')
  // Linux gives each thread a priority of its own; elsewhere this would slow down the whole process.
  if (process.platform === 'linux') setPriority(0, Math.min(19, getPriority(0) + STEPS_BACK))

  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  let numbers = 0
  const tell = (message: FromWorker, transfer: readonly ArrayBuffer[] = []) =>
    port.postMessage(message, transfer)
  const tools: Tools = {
    report: (progress) => tell({ tell: 'progress', progress }),
    ask: (question) => {
      const number = ++numbers
      const answer = Promise.withResolvers<unknown>()
      waiting.set(number, answer)
      tell({ tell: 'ask', number, question })
      return answer.promise
    },
  }
  const perform = prepare(tools)
  port.on('message', (message: ToWorker) => {
    if (message.tell === 'task') {
      perform(message.task as Task).then(
        ({ value, transfer }) => tell({ tell: 'done', value }, transfer),
        (error: unknown) => tell({ tell: 'failed', error: toFailure(error) }),
      )
      return
    }
    const answer = waiting.get(message.number)
    waiting.delete(message.number)
    if (message.tell === 'answer') answer?.resolve(message.value)
    else answer?.reject(fromFailure(message.error))
  })
  tell({ tell: 'ready' })
}
