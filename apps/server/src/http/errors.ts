import { httpStatus, refusalHeaders, refusedAnswer } from '@beatbook/api'
import { type ReadFailure, type Refusal, RefusalError, readFailure, refuse } from '@beatbook/domain'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Logger } from 'pino'
import { withoutSecret } from './feed-address.ts'
import type { BodyFailure } from './json.ts'

/** The HTTP status of each failure to read a document. */
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

/** Answers a request with a refusal before its calls are run, in the shape that the API's clients read. */
export const refuseCalls = (c: Context, refusal: Refusal) => {
  const { status, headers, body } = refusedAnswer(refusal)
  return c.json(body, status as ContentfulStatusCode, headers)
}

/**
 * Answers with a failure to read a document, in the same shape. Details of a reader fault are only logged.
 */
export const failWith = (c: Context, failure: ReadFailure) => {
  const { code, args } = failure
  const publicFailure = code === 'reader-fault' ? readFailure(code, { name: args.name }) : failure
  return c.json({ error: publicFailure }, readStatus[code])
}

/** Answers with a failure to read a body, `too-large` in the same shape. */
export const failBody = (c: Context, failure: BodyFailure) =>
  failure.code === 'too-large' ? c.json({ error: failure }, 413) : refuseWith(c, failure)

/** Answers that this address does not exist. */
export const nothingHere = (c: Context) =>
  refuseWith(c, refuse('not-found', { what: 'address', asked: c.req.path }))

/**
 * Answers an error that has a refusal (of storage) with it, and any other error without details; both are
 * logged.
 */
export const unexpected = (log: Logger) => (error: Error, c: Context) => {
  // The caller has disconnected: there is nobody to answer, and it is not our error.
  if (c.req.raw.signal.aborted) return c.body(null, 400)
  const path = withoutSecret(c.req.path)
  if (error instanceof RefusalError) {
    log.error({ err: error, method: c.req.method, path }, error.refusal.code)
    return c.req.path.startsWith('/trpc/') ? refuseCalls(c, error.refusal) : refuseWith(c, error.refusal)
  }
  log.error({ err: error, method: c.req.method, path }, 'unexpected error')
  return c.json({ error: { code: 'unexpected', args: {} } }, 500)
}
