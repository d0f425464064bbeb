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
  sharedBy,
} from '@beatbook/api'
import { type Refusal, type Result, refuse } from '@beatbook/domain'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Pool } from '../work/pool.ts'
import { type Failed, failedOf, type Question, type Reply } from '../work/question.ts'
import { createSharedAnswers } from '../work/shared.ts'
import type { HttpContext } from './caller.ts'
import { CHUNK, inChunks } from './chunks.ts'
import { acceptsGzip } from './compress.ts'
import { refuseCalls } from './errors.ts'

export interface CallParts {
  readonly contextOf: (c: HttpContext) => ApiContext
  /**
   * The pool for expensive queries; `null` for a record in memory, where they are answered on this thread.
   */
  readonly questions: Pool<Question, Reply> | null
  /**
   * A name of what is committed in the record: while it stays the same, so do the answers of a day. `null` where
   * answers are not shared.
   */
  readonly snapshot: () => Promise<string | null>
  /** Called for every failed call. */
  readonly onFailed: (c: HttpContext, failed: Failed) => void
}

/**
 * Answers requests to the procedures: cheap ones on this thread, expensive ones completely in a worker,
 * batches only within their cost limit. Where an expensive answer may be shared, identical requests get one
 * answer until something is committed.
 */
export const answerCalls = ({ contextOf, questions, snapshot, onFailed }: CallParts) => {
  const shared = createSharedAnswers<Result<Reply, Refusal>>(sharedLimits, (answer) =>
    answer.ok && answer.value.status === 200 && answer.value.errors.length === 0
      ? answer.value.body.byteLength
      : null,
  )
  return async (c: HttpContext, request: Request = c.req.raw): Promise<Response> => {
    const url = new URL(request.url)
    const calls = callsIn(url.pathname.slice(endpoint.length), url.searchParams)
    const costIf = (isDated: boolean) => calls.reduce((sum, call) => sum + costOf(call, isDated), 0)
    // A batch is limited by the calls it makes, whatever they ask.
    const together = costIf(false)
    if (calls.length > 1 && together > MOST_TOGETHER)
      return refuseCalls(c, refuse('batch-too-costly', { cost: together, limit: MOST_TOGETHER }))
    const cost = costIf(asksOfDate(url.searchParams))
    const context = contextOf(c)
    const { person } = context
    // A caller who is not signed in is refused before anything is read.
    if (cost <= MOST_SERVED || questions === null || person === null)
      return answerRequest(
        request,
        () => context,
        (failed) => onFailed(c, failedOf(failed)),
      )

    // A request that was made here is answered here: its answer is read before it is sent.
    const gzip = request === c.req.raw && acceptsGzip(request.headers.get('accept-encoding'))
    const headers = forwardedHeaders.flatMap((name): [string, string][] => {
      const value = request.headers.get(name)
      return value === null ? [] : [[name, value]]
    })
    const answerInWorker = async (signal?: AbortSignal) => {
      const { ports: _, stillSignedIn: __, ...contextData } = context
      const body = request.method === 'POST' ? new Uint8Array(await request.arrayBuffer()) : null
      return questions.run({
        person: person.id,
        cost,
        task: { method: request.method, url: request.url, headers, body, gzip, context: contextData },
        transfer: body === null ? [] : [body.buffer],
        ...(signal === undefined ? {} : { signal }),
      }).done
    }
    const rights = request.method === 'GET' ? sharedBy(calls, person) : null
    const committed = rights === null ? null : await snapshot()
    const answer =
      committed === null
        ? await answerInWorker(onlyAsk(calls) ? request.signal : undefined)
        : await shared.of(
            {
              snapshot: committed,
              key: JSON.stringify([url.pathname, url.search, headers, gzip, rights, context.today]),
              request,
            },
            answerInWorker,
          )
    if (!answer.ok) return refuseCalls(c, answer.error)
    for (const failed of answer.value.errors) onFailed(c, failed)
    if (gzip) c.set('sentAsIs', true)
    const { body: bytes, status, headers: given } = answer.value
    return bytes.byteLength <= CHUNK
      ? c.body(bytes, status as ContentfulStatusCode, Object.fromEntries(given))
      : c.body(inChunks(bytes), status as ContentfulStatusCode, {
          ...Object.fromEntries(given),
          'content-length': String(bytes.byteLength),
        })
  }
}

/** The answers that are shared: several hundred pages of a plan, compressed. */
const sharedLimits = { answers: 500, bytes: 16 * 1024 * 1024 }

/** The headers that affect how a request is parsed. */
const forwardedHeaders = ['content-type', 'trpc-accept'] as const
