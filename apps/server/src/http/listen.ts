import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { networkOf } from './caller.ts'

/** How long closing waits for calls in progress, in milliseconds. */
const CLOSE_TIMEOUT = 5_000

/** Limits of connections. Times in milliseconds. */
export const connectionLimits = {
  /** The time in which the header of a request must arrive. */
  head: 20_000,
  /** The time in which a complete request must arrive: 50 MB at 2.5 Mbit/s. */
  request: 180_000,
  /** How often these two are checked. */
  look: 5_000,
  /** The largest header, in bytes: a batch of queries is 4 kB. */
  headBytes: 16_384,
  /**
   * The most open connections; further ones are closed. A browser opens up to six, and one of them stays
   * open.
   */
  connections: 4_000,
  /**
   * The most connections of one address that have not sent the header of their first request; one more closes
   * the oldest of them.
   */
  silent: 100,
} as const
export type ConnectionLimits = { readonly [Limit in keyof typeof connectionLimits]: number }

/** An open port. */
export interface Listening {
  readonly port: number
  /** Sets the handler of all calls, including those that arrived before. */
  answer(fetch: Parameters<typeof getRequestListener>[0]): void
  /** Accepts no new calls and waits for those in progress. */
  close(): Promise<void>
}

/**
 * Listens on `host` and `port` (0: any free one). Throws where the port is in use or the address is not this
 * machine's.
 */
export const listen = async (
  host: string,
  port: number,
  limits: ConnectionLimits = connectionLimits,
): Promise<Listening> => {
  const early: [IncomingMessage, ServerResponse][] = []
  const wait = (...call: [IncomingMessage, ServerResponse]) => void early.push(call)
  const server = createServer(
    {
      headersTimeout: limits.head,
      requestTimeout: limits.request,
      connectionsCheckingInterval: limits.look,
      maxHeaderSize: limits.headBytes,
    },
    wait,
  )
  server.maxConnections = limits.connections
  closeSilent(server, limits.silent)
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))

  return {
    port: (server.address() as AddressInfo).port,
    answer(fetch) {
      const listener = getRequestListener(fetch)
      server.off('request', wait).on('request', listener)
      for (const call of early) void listener(...call)
    },
    close: () => close(server),
  }
}

/**
 * Limits the silent connections of one network to `most`: a client that opens many and sends partial headers
 * closes its own, never another's.
 */
const closeSilent = (server: Server, most: number): void => {
  const silent = new Map<string, Set<Socket>>()
  const networkBy = new WeakMap<Socket, string>()
  const markActive = (socket: Socket) => {
    const network = networkBy.get(socket)
    const others = network === undefined ? undefined : silent.get(network)
    if (network === undefined || others === undefined) return
    others.delete(socket)
    if (others.size === 0) silent.delete(network)
  }
  server.on('connection', (socket) => {
    const network = networkOf(socket.remoteAddress ?? 'unknown')
    const others = silent.get(network) ?? new Set()
    networkBy.set(socket, network)
    silent.set(network, others.add(socket))
    socket.once('close', () => markActive(socket))
    if (others.size <= most) return
    const [longest] = others
    longest?.destroy()
  })
  server.on('request', ({ socket }) => markActive(socket))
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    // A keep-alive connection becomes idle only when its answer has been sent.
    const idle = setInterval(() => server.closeIdleConnections(), 20)
    const timeout = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT)
    server.close(() => {
      clearInterval(idle)
      clearTimeout(timeout)
      resolve()
    })
  })
