import { badInput } from '@beatbook/api'
import { refuse } from '@beatbook/domain'
import { Hono, type MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import * as z from 'zod'
import { addressHeader, type HttpContext, type HttpEnv, networkOf } from '../http/caller.ts'
import { failBody, nothingHere, refuseWith } from '../http/errors.ts'
import { readJson } from '../http/json.ts'
import type { SecurityLog } from '../http/security-log.ts'
import type { Counted, Tries } from '../http/tries.ts'
import type { createKnownBrowsers } from './known-browser.ts'
import { deviceCodes, deviceGuesses, MOST_OPEN_CODES, oneAccount, oneAddress, oneGuesser } from './limits.ts'
import type { Lookups } from './lookups.ts'
import type { Sessions } from './sessions.ts'

const MOST_BYTES = 16 * 1024
const short = z.string().max(300)

/**
 * The routes of better-auth that are served, with the only method and input accepted for each. All others are
 * not found. A test tries every route of better-auth.
 */
export const served = {
  '/sign-in/email': { method: 'POST', input: z.object({ email: short, password: short }) },
  '/sign-out': { method: 'POST', input: z.object({}) },
  '/device/code': { method: 'POST', input: z.object({ client_id: short }) },
  '/device/token': {
    method: 'POST',
    input: z.object({ grant_type: short, device_code: short, client_id: short }),
  },
  '/device': { method: 'GET', input: z.object({ user_code: short }) },
  '/device/approve': { method: 'POST', input: z.object({ userCode: short }) },
  '/device/deny': { method: 'POST', input: z.object({ userCode: short }) },
} as const
type Path = keyof typeof served
type Input<P extends Path> = z.output<(typeof served)[P]['input']>

export interface AuthRoutesParts {
  /** better-auth's own answer to a request. */
  readonly handler: (request: Request) => Promise<Response>
  readonly lookups: Lookups
  readonly sessions: Sessions
  readonly knownBrowsers: ReturnType<typeof createKnownBrowsers>
  readonly tries: Tries
  readonly log: SecurityLog
  /** Sets the caller of a request. */
  readonly authenticate: MiddlewareHandler<HttpEnv>
  readonly publicUrl: string
  readonly now: () => string
}

/** An answer of better-auth, with its JSON parsed. */
interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown>
}

/**
 * `/api/auth/*`: the served part of better-auth, with every attempt counted and logged. A session's token is
 * never in an answer that a script in a browser can read.
 */
export const authRoutes = (parts: AuthRoutesParts) => {
  const { tries, log, lookups, knownBrowsers } = parts

  /**
   * Calls better-auth with only the necessary parts of the caller's request. Origins have been checked
   * already (`sameSiteOnly`).
   */
  const ask = async <P extends Path>(c: HttpContext, path: P, input: Input<P>): Promise<Answer> => {
    const headers = new Headers({ origin: parts.publicUrl, [addressHeader]: c.get('address') })
    for (const name of ['cookie', 'authorization', 'user-agent']) {
      const value = c.req.header(name)
      if (value !== undefined) headers.set(name, value)
    }
    const url = new URL(`/api/auth${path}`, parts.publicUrl)
    const { method } = served[path]
    if (method === 'POST') headers.set('content-type', 'application/json')
    else for (const [name, value] of Object.entries(input)) url.searchParams.set(name, String(value))
    const answer = await parts.handler(
      new Request(url, { method, headers, ...(method === 'POST' ? { body: JSON.stringify(input) } : {}) }),
    )
    return {
      status: answer.status,
      headers: answer.headers,
      body: ((await answer.json().catch(() => null)) ?? {}) as Record<string, unknown>,
    }
  }

  /** Runs an attempt under its limits, or answers how long to wait. */
  const limited = async (
    c: HttpContext,
    counted: readonly Counted[],
    attempt: () => Promise<Answer>,
    failed: (answer: Answer) => boolean,
    about: object,
  ) => {
    const tried = await tries.run(counted, attempt, failed)
    if ('value' in tried) return tried.value
    log.writeSeldom(c, 'limit-reached', { limit: tried.rule.name, ...about })
    return refuseWith(c, refuse('too-many-tries', { seconds: tried.seconds }))
  }

  const signIn = async (c: HttpContext) => {
    const input = await given(c, '/sign-in/email')
    if (input instanceof Response) return input
    const account = log.accountOf(input.email)
    const person = await lookups.personOf(input.email)
    const known = knownBrowsers.nameFor(c, account)
    const network = networkOf(c.get('address'))
    const counted =
      known === null
        ? [
            { rule: oneGuesser, by: `${account} ${network}` },
            { rule: oneAccount, by: account },
            { rule: oneAddress, by: network },
          ]
        : [{ rule: oneGuesser, by: `${account} ${known}` }]
    const answer = await limited(c, counted, () => ask(c, '/sign-in/email', input), isFailure, { account })
    if (answer instanceof Response) return answer
    if (isFailure(answer)) log.write(c, 'sign-in-failed', { person, account })
    if (answer.status !== 200) return passOn(c, answer)
    log.write(c, 'sign-in', { person, account })
    giveCookies(c, answer)
    knownBrowsers.remember(c, account)
    // A program gets its token in a header; a browser has it in a cookie that scripts cannot read.
    const token = answer.headers.get('set-auth-token')
    if (token !== null && isProgram(c)) c.header('set-auth-token', token)
    return c.json({})
  }

  const signOut = async (c: HttpContext) => {
    const person = c.get('person')
    const answer = await ask(c, '/sign-out', {})
    if (person !== null) log.write(c, 'sign-out', { person: person.id })
    return passOn(c, answer)
  }

  // One at a time, so that the limit on open codes cannot be exceeded.
  let making: Promise<unknown> = Promise.resolve()
  const makeCode = async (c: HttpContext) => {
    const input = await given(c, '/device/code')
    if (input instanceof Response) return input
    if (!isProgram(c)) return notForBrowsers(c)
    const work = async () => {
      if ((await lookups.openCodes(parts.now())) >= MOST_OPEN_CODES) return null
      return ask(c, '/device/code', input)
    }
    const made = making.then(work, work)
    making = made.catch(() => undefined)
    const answer = await made
    if (answer !== null) return answer
    log.writeSeldom(c, 'limit-reached', { limit: 'open-device-codes' })
    return refuseWith(c, refuse('too-many-tries', { seconds: 60, of: 'terminals' }))
  }
  const deviceCode = async (c: HttpContext) => {
    const tried = await tries.run(
      [{ rule: deviceCodes, by: networkOf(c.get('address')) }],
      () => makeCode(c),
      () => true,
    )
    if ('seconds' in tried) {
      log.writeSeldom(c, 'limit-reached', { limit: tried.rule.name })
      return refuseWith(c, refuse('too-many-tries', { seconds: tried.seconds, of: 'terminals' }))
    }
    const answer = tried.value
    if (answer instanceof Response) return answer
    if (answer.status === 200) log.write(c, 'device-code')
    return passOn(c, answer)
  }

  /** A request with a code: a wrong guess where there is no such code. */
  const aboutCode =
    <P extends Exclude<Path, '/sign-in/email' | '/sign-out' | '/device/code'>>(path: P, failed = isFailure) =>
    async (c: HttpContext) => {
      const input = await given(c, path)
      if (input instanceof Response) return input
      if (path === '/device/token' && !isProgram(c)) return notForBrowsers(c)
      const counted = [{ rule: deviceGuesses, by: networkOf(c.get('address')) }]
      const answer = await limited(c, counted, () => ask(c, path, input), failed, { at: path })
      if (answer instanceof Response) return answer
      const person = c.get('person')?.id ?? (await personWith(answer.body.access_token))
      if (failed(answer)) log.writeSeldom(c, 'device-failed', { person, at: path })
      else if (answer.status === 200 && path !== '/device') log.write(c, eventOf[path], { person })
      return passOn(c, answer)
    }
  const personWith = async (token: unknown) =>
    typeof token === 'string'
      ? ((await parts.sessions.of(token.split('.')[0] ?? '', parts.now()))?.person.id ?? null)
      : null

  const given = async <P extends Path>(c: HttpContext, path: P): Promise<Input<P> | Response> => {
    const body =
      served[path].method === 'GET'
        ? { ok: true as const, value: c.req.query() }
        : await readJson(c.req.raw, MOST_BYTES)
    if (!body.ok) return failBody(c, body.error)
    const read = served[path].input.safeParse(body.value)
    if (read.success) return read.data as Input<P>
    return refuseWith(c, badInput(read.error))
  }

  const notForBrowsers = (c: HttpContext) => {
    log.writeSeldom(c, 'refused-forbidden', { at: c.req.path })
    return refuseWith(c, refuse('programs-only'))
  }

  return new Hono<HttpEnv>()
    .use('*', parts.authenticate)
    .post('/sign-in/email', signIn)
    .post('/sign-out', signOut)
    .post('/device/code', deviceCode)
    .post('/device/token', aboutCode('/device/token', isWrongCode))
    .get('/device', aboutCode('/device'))
    .post('/device/approve', aboutCode('/device/approve'))
    .post('/device/deny', aboutCode('/device/deny'))
    .all('*', nothingHere)
}

const eventOf = {
  '/device/token': 'device-sign-in',
  '/device/approve': 'device-approved',
  '/device/deny': 'device-denied',
  '/device': 'device-failed',
} as const

const isFailure = ({ status }: Answer) => status >= 400 && status < 500

/** A terminal that polls for the approval of its code has not guessed. Source: RFC 8628, 3.5. */
const isWrongCode = (answer: Answer) =>
  isFailure(answer) &&
  !['authorization_pending', 'slow_down', 'access_denied', 'expired_token'].includes(
    String(answer.body.error),
  )

/** Every browser sends its origin with a request that changes something, and no script can prevent that. */
const isProgram = (c: HttpContext) =>
  c.req.header('origin') === undefined && c.req.header('sec-fetch-site') === undefined

const giveCookies = (c: HttpContext, { headers }: Answer) => {
  for (const cookie of headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
}

/** Passes on the answer of better-auth: its JSON and cookies, no other headers. */
const passOn = (c: HttpContext, answer: Answer) => {
  giveCookies(c, answer)
  return c.json(answer.body, answer.status as ContentfulStatusCode)
}
