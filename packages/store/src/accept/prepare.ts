import { Worker } from 'node:worker_threads'
import type { CommandContext } from '@beatbook/contract'
import { type Failure, fromFailure, type Refusal, type Result } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Location } from '../database/location.ts'
import type { Schema } from '../schema.ts'
import { type AcceptInput, type DecidedAccept, decideAccept } from './decide.ts'
import type { Part } from './parts.ts'

/** A decision whose parts are fetched one by one. */
export interface PreparedAccept {
  readonly decided: Omit<DecidedAccept, 'parts'>
  readonly last: Part
  /** How many parts there are of each kind. */
  readonly staged: number
  readonly later: number
  part(kind: 'staged' | 'later', index: number): Promise<Part>
  close(): Promise<unknown>
}

/** What the thread that decides is started with. */
export interface ToDecide {
  readonly location: Location
  readonly input: AcceptInput
  readonly context: CommandContext
}

/** Messages of the thread that decides. */
export type FromDeciding =
  | { readonly type: 'decided'; readonly prepared: Omit<PreparedAccept, 'part' | 'close'> }
  | { readonly type: 'refused'; readonly refusal: Refusal }
  | { readonly type: 'part'; readonly part: Part }
  | { readonly type: 'failed'; readonly error: Failure }

/** The parts of a decision, apart from it. */
export const preparedOf = ({ parts, ...decided }: DecidedAccept): Omit<PreparedAccept, 'part' | 'close'> => ({
  decided,
  last: parts.last,
  staged: parts.staged.length,
  later: parts.later.length,
})

/** Decides on the given connection. */
export const prepareHere = async (
  db: Kysely<Schema>,
  input: AcceptInput,
  context: Parameters<typeof decideAccept>[2],
): Promise<Result<PreparedAccept, Refusal>> => {
  const result = await decideAccept(db, input, context)
  if (!result.ok) return result
  const { parts } = result.value
  const part = async (kind: 'staged' | 'later', index: number) => parts[kind][index] as Part
  return { ok: true, value: { ...preparedOf(result.value), part, close: async () => {} } }
}

/**
 * Decides in a thread of its own, on its own connection: a document of 10,000 actions takes half a second, and
 * nobody waits for it. Its parts come one by one, since copying all at once would take as long.
 */
export const prepareInThread = async (given: ToDecide): Promise<Result<PreparedAccept, Refusal>> => {
  const worker = new Worker(new URL('./deciding-thread.ts', import.meta.url), { workerData: given })
  const close = () => worker.terminate()
  // It sends one message when it has decided, and one for each part that is asked for.
  let waiting = Promise.withResolvers<FromDeciding>()
  worker.on('message', (message: FromDeciding) => waiting.resolve(message))
  worker.on('error', (error) => waiting.reject(error))
  worker.on('exit', () => waiting.reject(new Error('The thread that decides ended')))
  const next = async (): Promise<FromDeciding> => {
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
    const part = async (kind: 'staged' | 'later', index: number): Promise<Part> => {
      worker.postMessage({ kind, index })
      const sent = await next()
      if (sent.type !== 'part') throw new Error(`The thread that decides sent “${sent.type}” for a part`)
      return sent.part
    }
    return { ok: true, value: { ...message.prepared, part, close } }
  } catch (error) {
    await close()
    throw error
  }
}
