import { setImmediate } from 'node:timers/promises'
import {
  type ApiContext,
  answerRequest,
  callsIn,
  costOf,
  endpoint,
  MOST_SERVED,
  MOST_TOGETHER,
  onlyAsk,
} from '@beatbook/api'
import { refuse } from '@beatbook/domain'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Pool } from '../work/pool.ts'
import { type Failed, failedOf, type Question, type Reply } from '../work/question.ts'
import type { HttpContext } from './caller.ts'
import { refuseCalls } from './errors.ts'

export interface CallParts {
  readonly contextOf: (c: HttpContext) => ApiContext
  /**
   * Where heavy questions are answered; `null` where they can only be answered here, as the record is in
   * memory.
   */
  readonly questions: Pool<Question, Reply> | null
  /** Hears of every call that fails. */
  readonly onFailed: (c: HttpContext, failed: Failed) => void
}

/**
 * Answers requests to the procedures: light ones on this thread, heavy ones whole in a worker, several
 * together only within their cost.
 */
export const answerCalls =
  ({ contextOf, questions, onFailed }: CallParts) =>
  async (c: HttpContext, request: Request = c.req.raw): Promise<Response> => {
    const url = new URL(request.url)
    const calls = callsIn(url.pathname.slice(endpoint.length), url.searchParams)
    const cost = calls.reduce((sum, call) => sum + costOf(call), 0)
    if (calls.length > 1 && cost > MOST_TOGETHER)
      return refuseCalls(c, refuse('batch-too-costly', { cost, limit: MOST_TOGETHER }))
    const context = contextOf(c)
    // Who is not signed in is refused before anything is looked at.
    if (cost <= MOST_SERVED || questions === null || context.person === null)
      return answerRequest(
        request,
        () => context,
        (failed) => onFailed(c, failedOf(failed)),
      )

    const { ports: _, stillSignedIn: __, ...asked } = context
    const body = request.method === 'POST' ? new Uint8Array(await request.arrayBuffer()) : null
    const headers = [...request.headers].filter(([name]) => carried.has(name))
    const answer = await questions.run({
      person: context.person.id,
      cost,
      task: { method: request.method, url: request.url, headers, body, context: asked },
      transfer: body === null ? [] : [body.buffer],
      ...(onlyAsk(calls) ? { signal: request.signal } : {}),
    }).done
    if (!answer.ok) return refuseCalls(c, answer.error)
    for (const failed of answer.value.errors) onFailed(c, failed)
    const { body: bytes, status, headers: given } = answer.value
    return bytes.byteLength <= PIECE
      ? c.body(bytes, status as ContentfulStatusCode, Object.fromEntries(given))
      : c.body(inPieces(bytes), status as ContentfulStatusCode, {
          ...Object.fromEntries(given),
          'content-length': String(bytes.byteLength),
        })
  }

/** So many bytes of an answer are handed to the network at once. */
const PIECE = 128 * 1024

/**
 * Bytes in pieces, the next one in a later turn of the event loop: the system copies what is written before
 * the thread goes on, and several megabytes at once would let everybody else wait.
 */
const inPieces = (bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> => {
  let at = 0
  return new ReadableStream({
    pull: async (stream) => {
      await setImmediate()
      stream.enqueue(bytes.subarray(at, at + PIECE))
      at += PIECE
      if (at >= bytes.byteLength) stream.close()
    },
  })
}

/** The headers that decide how a request is read. */
const carried = new Set(['content-type', 'trpc-accept'])
