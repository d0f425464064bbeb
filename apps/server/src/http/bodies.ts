import { refuse } from '@beatbook/domain'
import { readBody } from './body.ts'
import type { HttpContext } from './caller.ts'
import { failBody, refuseWith } from './errors.ts'
import { bodyFailure, tooDeep } from './json.ts'

/**
 * The longest body of a call, in bytes: the longest words of an update with the longest reason are 120 kB,
 * the largest rules 70 kB.
 */
const MOST_BYTES = 256 * 1024

/**
 * Calls that may bring more: one entry for each of up to 20,000 findings or rows of a document, about 100
 * bytes each.
 */
const moreBytes: Readonly<Record<string, number>> = {
  'drafts.decide': 4 * 1024 * 1024,
  'commands.acceptDraft': 4 * 1024 * 1024,
  // The same as operations of HTTP: `/api/v1/drafts/decide`, `/api/v1/commands/accept-draft`.
  decide: 4 * 1024 * 1024,
  'accept-draft': 4 * 1024 * 1024,
}

/**
 * How many bytes the body of a call may have. Calls that travel together share what the largest of them may.
 * `path`: `/trpc/a.b,c.d`.
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
 * Reads the body of a call before it is parsed, and refuses it where it is too large or nested too deep;
 * likewise the input in a question's address.
 */
export const boundedInput = async (c: HttpContext, next: () => Promise<void>) => {
  if (c.req.method === 'GET') {
    // A question has no body: looking for one would make a whole request of it.
    const input = c.req.url.length < SHORT ? undefined : c.req.query('input')
    if (input !== undefined && tooDeep(new TextEncoder().encode(input))) return refuseWith(c, deep)
    return next()
  }
  const limit = mostBytesOf(c.req.path)
  const body = await readBody(c.req.raw, limit)
  if (!body.ok) return failBody(c, bodyFailure(body.error, limit))
  if (tooDeep(body.value)) return refuseWith(c, deep)
  const { url, method, headers, signal } = c.req.raw
  c.req.raw = new Request(url, { method, headers, signal, body: body.value })
  await next()
}

/** No address this short holds brackets enough to be too deep. */
const SHORT = 100

const deep = refuse('bad-input', { path: '', rule: 'too_deep' })
