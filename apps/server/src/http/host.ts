import { isIP } from 'node:net'
import type { MiddlewareHandler } from 'hono'

/**
 * Used by probes of load balancers, which may use any address of the server. The answers are the same for
 * everybody and change nothing.
 */
const forProbes = ['/health', '/ready']

export interface HostParts {
  /** The address the server listens on, as in the setting `HOST`. */
  readonly listensOn: string
  readonly publicUrl: string
  /** Further names, as in the setting `ALLOWED_HOSTS`. */
  readonly allowed: readonly string[]
}

/**
 * Refuses requests for a host that is not this server's (421): by DNS rebinding, a page of another site could
 * otherwise pass as ours. Ports are not compared, since a tunnel or container may change them. IP addresses
 * cannot be rebound, so any is allowed where the server listens on all of them.
 */
export const ownHostOnly = ({ listensOn, publicUrl, allowed }: HostParts): MiddlewareHandler => {
  const names = new Set([
    'localhost',
    '127.0.0.1',
    '[::1]',
    nameIn(listensOn),
    new URL(publicUrl).hostname,
    ...allowed.map(nameIn),
  ])
  const everywhere = ['0.0.0.0', '::', ''].includes(listensOn)
  const isOwn = (name: string) =>
    names.has(name) || name.endsWith('.localhost') || (everywhere && isIP(name.replace(/^\[|\]$/g, '')) > 0)
  return async (c, next) => {
    const name = nameIn(c.req.header('host') ?? '')
    if (isOwn(name) || (forProbes.includes(c.req.path) && ['GET', 'HEAD'].includes(c.req.method)))
      return next()
    return c.text(
      `This server does not answer for “${name}”. Where it should, add that name to its setting ALLOWED_HOSTS.\n`,
      421,
    )
  }
}

/** The name in `Host: name:port`; an IPv6 address stays in brackets. */
const nameIn = (host: string): string => {
  const given = host.trim().toLowerCase()
  if (isIP(given) === 6) return `[${given}]`
  return given.replace(/:\d*$/, '').replace(/\.$/, '')
}
