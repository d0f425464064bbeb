import { Worker } from 'node:worker_threads'
import { fromFailure } from '@beatbook/domain'
import type { FromThread, ToThread } from './messages.ts'
import type { Write, WritingOptions, WritingSide } from './write.ts'

/**
 * Opens the writing connection in a thread of its own, so that waiting for the disk never blocks the serving
 * thread. Throws what opening it threw.
 */
export const writeInOwnThread = async ({
  location,
  flushDelay,
  onChange,
}: Omit<WritingOptions, 'newId'>): Promise<WritingSide> => {
  const worker = new Worker(new URL('../thread/thread.ts', import.meta.url), {
    workerData: { location, flushDelay },
  })
  const waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (reason: unknown) => void }>()
  let numbers = 0
  let lost: unknown = null
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))

  const lose = (reason: unknown) => {
    lost = reason
    for (const { reject } of waiting.values()) reject(reason)
    waiting.clear()
  }
  const settle = (number: number, how: 'resolve' | 'reject', value: unknown) => {
    waiting.get(number)?.[how](value)
    waiting.delete(number)
  }

  const migrations = await new Promise<readonly string[]>((resolve, reject) => {
    worker.on('error', (error) => {
      lose(error)
      reject(error)
    })
    worker.once('exit', () => lose(lost ?? new Error('The writer is closed')))
    worker.on('message', (message: FromThread) => {
      if (message.type === 'ready') resolve(message.migrations)
      else if (message.type === 'change') onChange(message.change)
      else if (message.type === 'answer') settle(message.number, 'resolve', message.answer)
      else if (message.type === 'error') settle(message.number, 'reject', fromFailure(message.error))
      else if (message.type === 'failed') {
        const error = fromFailure(message.error)
        lose(error)
        reject(error)
      }
    })
  })

  const post = (message: ToThread) =>
    worker.postMessage(message, message.type === 'write' ? transferListOf(message.write) : [])
  return {
    migrations,
    submit: (write) =>
      new Promise((resolve, reject) => {
        if (lost !== null) return reject(lost)
        const number = ++numbers
        waiting.set(number, { resolve, reject })
        post({ type: 'write', number, write })
      }),
    close: async () => {
      if (lost === null) post({ type: 'close' })
      await exited
    },
  }
}

/** The buffers of a write that are transferred to the writer's thread instead of copied: a complete draft. */
const transferListOf = (write: Write): ArrayBuffer[] =>
  write.write === 'put-draft' && typeof write.draft !== 'string' ? [write.draft.buffer] : []
