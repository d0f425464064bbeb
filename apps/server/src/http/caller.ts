import { isIPv6 } from 'node:net'
import type { Person } from '@beatbook/domain'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

/** The header that passes a caller's network address to better-auth. */
export const addressHeader = 'x-beatbook-address'

/**
 * The context of a call in the server: its socket, the person and session, whether that session is still
 * open, the network address, the id of its log lines, whether the answer is sent as it is, because a worker
 * has compressed it or found it too small, and whether the address of the request is a secret.
 */
export interface HttpEnv {
  Bindings: HttpBindings
  Variables: {
    person: Person | null
    sessionId: string | null
    stillSignedIn: () => Promise<boolean>
    address: string
    request: string
    sentAsIs?: boolean
    isSecret?: boolean
  }
}
export type HttpContext = Context<HttpEnv>

/** The caller's network address: the socket's, or behind a trusted proxy the last one in its header. */
export const callerAddress = (c: HttpContext, trustProxy: boolean): string => {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return plainAddress(forwarded || c.env.incoming.socket.remoteAddress || 'unknown')
}

/** Converts an IPv4 address that a dual-stack socket writes as IPv6 (`::ffff:192.0.2.1`) to IPv4. */
const plainAddress = (address: string) => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')

/**
 * The network that counts as one caller: an IPv4 address itself, or the first 64 bits of an IPv6 address,
 * which a provider assigns to one customer.
 */
export const networkOf = (address: string): string => {
  if (!isIPv6(address)) return address
  const [before = '', after] = (address.split('%')[0] ?? '').toLowerCase().split('::')
  const [head, tail] = [before, after ?? ''].map((part) => (part === '' ? [] : part.split(':'))) as [
    string[],
    string[],
  ]
  const zeros = after === undefined ? [] : Array(Math.max(0, 8 - head.length - tail.length)).fill('0')
  return `${[...head, ...zeros, ...tail]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
