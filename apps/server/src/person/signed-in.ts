import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { HttpEnv } from '../http/caller.ts'
import type { Sessions } from './sessions.ts'
import { verifiedToken } from './tokens.ts'

/** How the session cookie is written and signed: the same as better-auth does at sign-in. */
export interface SessionCookie {
  readonly name: string
  readonly key: string
  readonly secure: boolean
}

/** A subscriber to changes reconnects by itself, which is not use of a session. */
const LIVE_PATH = '/trpc/live.changes'

/**
 * Sets `person` and `sessionId` of the context from the caller's token. A session in use is renewed with its
 * cookie, so that people at work stay signed in.
 */
export const signedIn =
  (sessions: Sessions, cookie: SessionCookie, now: () => string): MiddlewareHandler<HttpEnv> =>
  async (c, next) => {
    const bearer = c.req.header('authorization')?.match(/^bearer\s+(\S+)$/i)?.[1]
    const cookieValue = getCookie(c, cookie.name)
    const token =
      bearer === undefined
        ? cookieValue && verifiedToken(cookieValue, cookie.key, 'cookie')
        : verifiedToken(bearer, cookie.key, 'bearer')
    const at = now()
    const session = token ? await sessions.of(token, at) : null
    c.set('person', session?.person ?? null)
    c.set('sessionId', session?.id ?? null)
    c.set('stillSignedIn', async () => Boolean(token) && (await sessions.of(token ?? '', now())) !== null)
    await next()
    if (!session?.isDue || c.req.path === LIVE_PATH) return
    const maxAge = await sessions.renew(session, at)
    if (maxAge !== null && bearer === undefined && cookieValue !== undefined)
      setCookie(c, cookie.name, cookieValue, {
        path: '/',
        httpOnly: true,
        sameSite: 'Lax',
        secure: cookie.secure,
        maxAge,
      })
  }
