import type { Person } from '@beatbook/domain'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

/** The header in which a caller's network address travels inside the server. What a caller writes there itself is thrown away. */
export const addressHeader = 'x-beatbook-address'

/** What a call carries inside the server: the socket it came by, and who calls. */
export interface HttpEnv {
  Bindings: HttpBindings
  Variables: { person: Person | null }
}
export type HttpContext = Context<HttpEnv>

/** The network address of who is calling: the socket's, or behind a trusted proxy the last one it names. */
export const callerAddress = (c: HttpContext, trustProxy: boolean): string => {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return forwarded || c.env.incoming.socket.remoteAddress || 'unknown'
}
