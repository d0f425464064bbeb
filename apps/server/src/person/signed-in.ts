import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { HttpEnv } from '../http/caller.ts'
import type { Sessions } from './sessions.ts'
import { tokenShown } from './tokens.ts'

/** How the cookie of a session is written and signed: as better-auth does at sign-in. */
export interface SessionCookie {
  readonly name: string
  readonly key: string
  readonly secure: boolean
}

/** A window that listens for changes comes back by itself: that is no use of a session. */
const LISTENING = '/trpc/live.changes'

/**
 * Finds out who calls and keeps it as the context's `person` and `sessionId`. A session that is used is
 * renewed with its cookie, so that people at work stay signed in.
 */
export const signedIn =
  (sessions: Sessions, cookie: SessionCookie, now: () => string): MiddlewareHandler<HttpEnv> =>
  async (c, next) => {
    const bearer = c.req.header('authorization')?.match(/^bearer\s+(\S+)$/i)?.[1]
    const kept = getCookie(c, cookie.name)
    const token =
      bearer === undefined
        ? kept && tokenShown(kept, cookie.key, 'cookie')
        : tokenShown(bearer, cookie.key, 'bearer')
    const at = now()
    const session = token ? await sessions.of(token, at) : null
    c.set('person', session?.person ?? null)
    c.set('sessionId', session?.id ?? null)
    c.set('stillSignedIn', async () => Boolean(token) && (await sessions.of(token ?? '', now())) !== null)
    await next()
    if (!session?.isDue || c.req.path === LISTENING) return
    const maxAge = await sessions.renew(session, at)
    if (maxAge !== null && bearer === undefined && kept !== undefined)
      setCookie(c, cookie.name, kept, {
        path: '/',
        httpOnly: true,
        sameSite: 'Lax',
        secure: cookie.secure,
        maxAge,
      })
  }
