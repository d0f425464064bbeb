import { err, ok, type Refusal, type Result, refuse } from '@beatbook/domain'
import { readBody } from './body.ts'

/**
 * The deepest nesting of arrays and objects in a request. The conditions of RAG rules, the deepest legitimate
 * input, reach about 30.
 */
export const DEEPEST = 64

/** Why a body was not read: `too-large` by its size alone; the others are refusals of the domain. */
export type BodyFailure = { readonly code: 'too-large'; readonly args: { readonly limit: number } } | Refusal

/** Why a body of at most `limit` bytes was not read. */
export const bodyFailure = (why: 'stopped' | 'too-large', limit: number): BodyFailure =>
  why === 'stopped' ? refuse('stopped') : { code: 'too-large', args: { limit } }

/**
 * A request's body as JSON, an empty one as `{}`. Refused where it is larger than `limit` bytes, nested
 * deeper than `DEEPEST` (before it is parsed), or not JSON.
 */
export const readJson = async (request: Request, limit: number): Promise<Result<unknown, BodyFailure>> => {
  const body = await readBody(request, limit)
  if (!body.ok) return err(bodyFailure(body.error, limit))
  if (tooDeep(body.value)) return err(refuse('bad-input', { path: '', rule: 'too_deep' }))
  if (body.value.length === 0) return ok({})
  try {
    return ok(JSON.parse(new TextDecoder().decode(body.value)))
  } catch {
    return err(refuse('bad-input', { path: '', rule: 'invalid_format' }))
  }
}

/**
 * Whether arrays and objects in a JSON text are nested deeper than `DEEPEST`. One pass over its bytes; the
 * result for invalid JSON is arbitrary.
 */
export const tooDeep = (json: Uint8Array): boolean => {
  let depth = 0
  for (let at = 0; at < json.length; at++) {
    const byte = json[at]
    if (byte === QUOTE) at = endOfText(json, at)
    else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) {
      depth += 1
      if (depth > DEEPEST) return true
    } else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) depth -= 1
  }
  return false
}

const [QUOTE, BACKSLASH, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [
  0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d,
]

/** The end of the string that begins with the quote at `start`. */
const endOfText = (json: Uint8Array, start: number): number => {
  for (let at = start + 1; at < json.length; at++) {
    if (json[at] === BACKSLASH) at += 1
    else if (json[at] === QUOTE) return at
  }
  return json.length
}
