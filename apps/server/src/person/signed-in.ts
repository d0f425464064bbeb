import type { MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import type { HttpEnv } from '../http/caller.ts'
import type { Sessions } from './sessions.ts'
import type { SignIn } from './sign-in.ts'

/** A session that was last renewed so long ago (in milliseconds) is renewed by the next call, so that people in daily use stay signed in. */
const RENEWED_AFTER = 86_400_000

/** Finds out who calls and keeps it as the context's `person` and `sessionId`. */
export const signedIn =
  (signIn: SignIn, sessions: Sessions, cookieName: string, now: () => string): MiddlewareHandler<HttpEnv> =>
  async (c, next) => {
    const bearer = c.req.header('authorization')?.match(/^bearer\s+(\S+)$/i)?.[1]
    // What follows the dot is the signature that browsers' cookies carry; the token alone is the secret that is looked up.
    const token = (bearer ?? getCookie(c, cookieName))?.split('.')[0]
    const at = now()
    const session = token ? await sessions(token, at) : null
    c.set('person', session?.person ?? null)
    c.set('sessionId', session?.id ?? null)
    await next()
    if (session && Date.parse(at) - Date.parse(session.renewedAt) > RENEWED_AFTER) {
      const { headers } = await signIn.api.getSession({ headers: c.req.raw.headers, returnHeaders: true })
      for (const cookie of headers.getSetCookie()) c.res.headers.append('set-cookie', cookie)
    }
  }
