import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'

/** The header in which a caller's network address travels inside the server. What a caller writes there itself is thrown away. */
export const addressHeader = 'x-beatbook-address'

export type HttpContext = Context<{ Bindings: HttpBindings }>

/** The network address of who is calling: the socket's, or behind a trusted proxy the last one it names. */
export const callerAddress = (c: HttpContext, trustProxy: boolean): string => {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return forwarded || c.env.incoming.socket.remoteAddress || 'unknown'
}

/** The session token of a request: a bearer token, else the sign-in cookie's without its signature. `null` where there is none. */
export const sessionToken = (c: HttpContext, cookieName: string): string | null => {
  const bearer = c.req.header('authorization')?.match(/^bearer\s+(\S+)$/i)?.[1]
  return (bearer ?? getCookie(c, cookieName))?.split('.')[0] || null
}
