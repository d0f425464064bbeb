import { setImmediate } from 'node:timers/promises'
import {
  type ApiContext,
  answerRequest,
  asksOfDate,
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
import { acceptsGzip } from './compress.ts'
import { refuseCalls } from './errors.ts'

export interface CallParts {
  readonly contextOf: (c: HttpContext) => ApiContext
  /**
   * The pool for expensive queries; `null` for a record in memory, where they are answered on this thread.
   */
  readonly questions: Pool<Question, Reply> | null
  /** Called for every failed call. */
  readonly onFailed: (c: HttpContext, failed: Failed) => void
}

/**
 * Answers requests to the procedures: cheap ones on this thread, expensive ones completely in a worker,
 * batches only within their cost limit.
 */
export const answerCalls =
  ({ contextOf, questions, onFailed }: CallParts) =>
  async (c: HttpContext, request: Request = c.req.raw): Promise<Response> => {
    const url = new URL(request.url)
    const calls = callsIn(url.pathname.slice(endpoint.length), url.searchParams)
    const costIf = (isDated: boolean) => calls.reduce((sum, call) => sum + costOf(call, isDated), 0)
    // A batch is limited by the calls it makes, whatever they ask.
    const together = costIf(false)
    if (calls.length > 1 && together > MOST_TOGETHER)
      return refuseCalls(c, refuse('batch-too-costly', { cost: together, limit: MOST_TOGETHER }))
    const cost = costIf(asksOfDate(url.searchParams))
    const context = contextOf(c)
    // A caller who is not signed in is refused before anything is read.
    if (cost <= MOST_SERVED || questions === null || context.person === null)
      return answerRequest(
        request,
        () => context,
        (failed) => onFailed(c, failedOf(failed)),
      )

    const { ports: _, stillSignedIn: __, ...contextData } = context
    const body = request.method === 'POST' ? new Uint8Array(await request.arrayBuffer()) : null
    const headers = [...request.headers].filter(([name]) => forwardedHeaders.has(name))
    const answer = await questions.run({
      person: context.person.id,
      cost,
      task: {
        method: request.method,
        url: request.url,
        headers,
        body,
        // A request that was made here is answered here: its answer is read before it is sent.
        gzip: request === c.req.raw && acceptsGzip(request.headers.get('accept-encoding')),
        context: contextData,
      },
      transfer: body === null ? [] : [body.buffer],
      ...(onlyAsk(calls) ? { signal: request.signal } : {}),
    }).done
    if (!answer.ok) return refuseCalls(c, answer.error)
    for (const failed of answer.value.errors) onFailed(c, failed)
    const { body: bytes, status, headers: given } = answer.value
    return bytes.byteLength <= CHUNK
      ? c.body(bytes, status as ContentfulStatusCode, Object.fromEntries(given))
      : c.body(inChunks(bytes), status as ContentfulStatusCode, {
          ...Object.fromEntries(given),
          'content-length': String(bytes.byteLength),
        })
  }

/** How many bytes of an answer are written to the network at once. */
const CHUNK = 128 * 1024

/**
 * A stream of bytes in chunks, each in a later turn of the event loop: the system copies written data
 * synchronously, and several megabytes at once would delay everybody else.
 */
const inChunks = (bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> => {
  let at = 0
  return new ReadableStream({
    pull: async (stream) => {
      await setImmediate()
      stream.enqueue(bytes.subarray(at, at + CHUNK))
      at += CHUNK
      if (at >= bytes.byteLength) stream.close()
    },
  })
}

/** The headers that affect how a request is parsed. */
const forwardedHeaders = new Set(['content-type', 'trpc-accept'])
