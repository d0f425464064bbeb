import { endpoint, operationAt, questionInput, restRoot } from '@beatbook/api'
import { type Refusal, refuse } from '@beatbook/domain'
import type { HttpContext } from './caller.ts'
import { nothingHere, refuseWith } from './errors.ts'
import { tooDeep } from './json.ts'

/** Answers a request to the procedures. */
type Answer = (c: HttpContext, request: Request) => Promise<Response>

/** The JSON around every answer of a procedure; an empty answer has no `data`. */
const BEGIN = new TextEncoder().encode('{"result":{"data":')
const END = new TextEncoder().encode('}}')

/**
 * Answers a REST operation by its procedure, with the same rights, costs, limits and workers. A success is
 * the procedure's answer itself, a refusal `{ error: { code, args } }`. A command without a `commandId`, or the
 * id of what it creates, gets one from `newId`; the answer of a command has these ids too.
 */
export const answerRest =
  (answer: Answer, newId: () => string) =>
  async (c: HttpContext): Promise<Response> => {
    const found = operationAt(c.req.method, c.req.path.slice(restRoot.length))
    if (found === null) return nothingHere(c)
    const { operation, given } = found
    const url = new URL(`${endpoint}/${operation.procedure}`, c.req.url)
    const { headers, signal } = c.req.raw
    if (operation.method === 'GET') {
      const search = new URL(c.req.url).searchParams
      if ([...search.values()].some((value) => tooDeep(new TextEncoder().encode(value))))
        return refuseWith(c, refuse('bad-input', { path: '', rule: 'too_deep' }))
      const input = questionInput(operation, given, search)
      if (input !== undefined) url.searchParams.set('input', JSON.stringify(input))
      return unwrapped(c, await answer(c, new Request(url, { headers, signal })))
    }
    const body = await c.req.raw.text()
    const { makes } = operation
    const sent = makes.length > 0 ? withIds(body, makes, newId) : { body, ids: {} }
    if (sent === null) return refuseWith(c, refuse('bad-input', { path: '', rule: 'invalid_format' }))
    const inside = new Headers(headers)
    inside.set('content-type', 'application/json')
    inside.delete('content-length')
    const request = new Request(url, { method: 'POST', headers: inside, body: sent.body, signal })
    return unwrapped(c, await answer(c, request), sent.ids)
  }

type Ids = Readonly<Record<string, unknown>>

/**
 * A command's body with missing ids added, and the values of all of those ids; `null` where it is not a JSON
 * object.
 */
const withIds = (
  body: string,
  makes: readonly string[],
  newId: () => string,
): { readonly body: string; readonly ids: Ids } | null => {
  try {
    const given: unknown = body.trim() === '' ? {} : JSON.parse(body)
    if (typeof given !== 'object' || given === null || Array.isArray(given)) return null
    const made = Object.fromEntries(makes.map((name) => [name, newId()]))
    const input: Ids = { ...made, ...given }
    return {
      body: JSON.stringify(input),
      ids: Object.fromEntries(makes.map((name) => [name, input[name]])),
    }
  } catch {
    return null
  }
}

/** The answer of a procedure without what is around it, with `ids` added where there are any. */
const unwrapped = async (c: HttpContext, answer: Response, ids: Ids = {}): Promise<Response> => {
  const retry = answer.headers.get('retry-after')
  const headers: Record<string, string> = retry === null ? {} : { 'retry-after': retry }
  const bytes = new Uint8Array(await answer.arrayBuffer())
  if (answer.ok) {
    // Unwrapped as bytes: parsing a large answer again would be expensive.
    const isWrapped = BEGIN.every((byte, at) => bytes[at] === byte)
    const data = isWrapped ? bytes.subarray(BEGIN.length, bytes.length - END.length) : NOTHING
    const body =
      Object.keys(ids).length === 0
        ? data
        : JSON.stringify({ ...JSON.parse(new TextDecoder().decode(data)), ...ids })
    return c.body(body, 200, { ...headers, 'content-type': 'application/json' })
  }
  return c.body(JSON.stringify({ error: refusalOf(bytes) }), answer.status as 400, {
    ...headers,
    'content-type': 'application/json',
  })
}

const NOTHING = new TextEncoder().encode('null')

/** The refusal in an error of the procedures; a bug of ours has no arguments. */
const refusalOf = (bytes: Uint8Array): Pick<Refusal, 'args'> & { readonly code: string } => {
  const { error } = JSON.parse(new TextDecoder().decode(bytes)) as {
    readonly error: { readonly message: string; readonly data: { readonly refusal: Refusal | null } }
  }
  return error.data.refusal ?? { code: 'fault', args: {} }
}
