import { httpStatus, refusalHeaders, refusedAnswer } from '@beatbook/api'
import { type ReadFailure, type Refusal, RefusalError, readFailure, refuse } from '@beatbook/domain'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Logger } from 'pino'
import type { BodyFailure } from './json.ts'

/** How each reason for which a document cannot be read answers. */
const readStatus = {
  'empty-file': 422,
  'too-large': 413,
  'zip-bomb': 413,
  'not-a-document': 415,
  'broken-archive': 422,
  encrypted: 422,
  'unsupported-format': 415,
  'nothing-recognised': 422,
  'time-limit': 422,
  'over-limit': 413,
  'reader-fault': 422,
} as const satisfies Record<ReadFailure['code'], ContentfulStatusCode>

/** Answers with a refusal as `{ error: { code, args } }`. */
export const refuseWith = (c: Context, refusal: Refusal) =>
  c.json({ error: refusal }, httpStatus(refusal.code) as ContentfulStatusCode, refusalHeaders(refusal))

/**
 * Answers all calls of a request with a refusal, in the shape in which the API's clients read it, where it
 * never came to the calls.
 */
export const refuseCalls = (c: Context, refusal: Refusal) => {
  const { status, headers, body } = refusedAnswer(refusal)
  return c.json(body, status as ContentfulStatusCode, headers)
}

/**
 * Answers with the reason for which a document cannot be read, in the same shape. What went wrong inside the
 * reader is for the log only.
 */
export const failWith = (c: Context, failure: ReadFailure) => {
  const { code, args } = failure
  const told = code === 'reader-fault' ? readFailure(code, { name: args.name }) : failure
  return c.json({ error: told }, readStatus[code])
}

/** Answers why a body was not read: one that is too large in the same shape. */
export const failBody = (c: Context, failure: BodyFailure) =>
  failure.code === 'too-large' ? c.json({ error: failure }, 413) : refuseWith(c, failure)

/** Answers that there is nothing at this address. */
export const nothingHere = (c: Context) =>
  refuseWith(c, refuse('not-found', { what: 'address', asked: c.req.path }))

/**
 * Answers a failure that carries a refusal (storage) as that refusal, and anything unexpected so that the
 * caller learns only that it is our fault; both are logged.
 */
export const unexpected = (log: Logger) => (error: Error, c: Context) => {
  // Whoever called has gone: there is nobody to answer, and nothing of ours is wrong.
  if (c.req.raw.signal.aborted) return c.body(null, 400)
  if (error instanceof RefusalError) {
    log.error({ err: error, method: c.req.method, path: c.req.path }, error.refusal.code)
    return c.req.path.startsWith('/trpc/') ? refuseCalls(c, error.refusal) : refuseWith(c, error.refusal)
  }
  log.error({ err: error, method: c.req.method, path: c.req.path }, 'unexpected error')
  return c.json({ error: { code: 'unexpected', args: {} } }, 500)
}
