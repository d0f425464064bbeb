import { isIPv6 } from 'node:net'
import type { Person } from '@beatbook/domain'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

/** The header in which a caller's network address travels to better-auth. */
export const addressHeader = 'x-beatbook-address'

/**
 * What a call carries inside the server: the socket it came by, who calls by which session and whether they
 * still may, from which network address, and the id its log lines have.
 */
export interface HttpEnv {
  Bindings: HttpBindings
  Variables: {
    person: Person | null
    sessionId: string | null
    stillSignedIn: () => Promise<boolean>
    address: string
    request: string
  }
}
export type HttpContext = Context<HttpEnv>

/** The network address of who is calling: the socket's, or behind a trusted proxy the last one it names. */
export const callerAddress = (c: HttpContext, trustProxy: boolean): string => {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return plainAddress(forwarded || c.env.incoming.socket.remoteAddress || 'unknown')
}

/** An IPv4 address that a socket for both kinds writes as IPv6 (`::ffff:192.0.2.1`), as IPv4. */
const plainAddress = (address: string) => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')

/**
 * The network that counts as one caller: an IPv4 address itself, of an IPv6 address the first 64 bits, which
 * one customer of a provider has.
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
