import { refuse } from '@beatbook/domain'
import { readBody } from './body.ts'
import type { HttpContext } from './caller.ts'
import { failBody, refuseWith } from './errors.ts'
import { bodyFailure, tooDeep } from './json.ts'

/**
 * The largest body of a call, in bytes: an update with the longest text and reason is 120 kB, the largest
 * rules 70 kB.
 */
const MOST_BYTES = 256 * 1024

/**
 * Calls that may be larger: one entry for each of up to 20,000 findings or rows of a document, about 100
 * bytes each; up to 200 rows of a workbook, each with all of its words.
 */
const moreBytes: Readonly<Record<string, number>> = {
  'drafts.decide': 4 * 1024 * 1024,
  'commands.acceptDraft': 4 * 1024 * 1024,
  // The same calls over REST: `/api/v1/drafts/decide`, `/api/v1/commands/accept-draft`.
  decide: 4 * 1024 * 1024,
  'accept-draft': 4 * 1024 * 1024,
  'commands.bringWorkbook': 4 * 1024 * 1024,
  'bring-workbook': 4 * 1024 * 1024,
}

/**
 * The largest body of a request, in bytes. A batch may be as large as the largest of its calls. `path`:
 * `/trpc/a.b,c.d`.
 */
export const mostBytesOf = (path: string): number =>
  Math.max(
    MOST_BYTES,
    ...path
      .slice(path.lastIndexOf('/') + 1)
      .split(',')
      .map((name) => moreBytes[name] ?? 0),
  )

/**
 * Reads the body of a call before it is parsed, and refuses it where it is too large or too deeply nested;
 * likewise the input in the URL of a query.
 */
export const boundedInput = async (c: HttpContext, next: () => Promise<void>) => {
  if (c.req.method === 'GET') {
    // A query has no body; reading it would construct a complete Request object.
    const input = c.req.url.length < SHORTEST_DEEP ? undefined : c.req.query('input')
    if (input !== undefined && tooDeep(new TextEncoder().encode(input))) return refuseWith(c, tooDeepRefusal)
    return next()
  }
  const limit = mostBytesOf(c.req.path)
  const body = await readBody(c.req.raw, limit)
  if (!body.ok) return failBody(c, bodyFailure(body.error, limit))
  if (tooDeep(body.value)) return refuseWith(c, tooDeepRefusal)
  const { url, method, headers, signal } = c.req.raw
  c.req.raw = new Request(url, { method, headers, signal, body: body.value })
  await next()
}

/** A URL shorter than this cannot contain enough brackets to be too tooDeepRefusal. */
const SHORTEST_DEEP = 100

const tooDeepRefusal = refuse('bad-input', { path: '', rule: 'too_deep' })
