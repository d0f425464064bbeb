import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { networkOf } from './caller.ts'

/** How long a stop waits for calls that are being answered, in milliseconds. */
const PATIENCE = 5_000

/** What connections may take. Times in milliseconds. */
export const connectionLimits = {
  /** How long the head of a request may take to arrive. */
  head: 20_000,
  /** How long a whole request may: 50 MB at 2.5 Mbit/s. */
  request: 180_000,
  /** How often the two are looked at. */
  look: 5_000,
  /** The longest head, in bytes: a batch of questions is 4 kB. */
  headBytes: 16_384,
  /**
   * Open connections in all; the next one is closed. A browser opens up to six, and one of them stays open.
   */
  connections: 4_000,
  /**
   * Connections of one address that have not sent the head of their first request yet; one more closes the
   * one that has waited longest.
   */
  silent: 100,
} as const
export type ConnectionLimits = { readonly [Limit in keyof typeof connectionLimits]: number }

/** A port that is taken, and what answers on it. */
export interface Listening {
  readonly port: number
  /** Answers every call from now on, and those that came before. */
  answer(fetch: Parameters<typeof getRequestListener>[0]): void
  /** Takes no new call and waits for the open ones. */
  close(): Promise<void>
}

/**
 * Listens on `host` and `port` (0: any free one). Throws where the port is taken or the address is not this
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
 * Lets at most `most` connections of one network stay silent: whoever opens many and sends half of a head
 * each closes their own, never another's.
 */
const closeSilent = (server: Server, most: number): void => {
  const silent = new Map<string, Set<Socket>>()
  const networkBy = new WeakMap<Socket, string>()
  const speaks = (socket: Socket) => {
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
    socket.once('close', () => speaks(socket))
    if (others.size <= most) return
    const [longest] = others
    longest?.destroy()
  })
  server.on('request', ({ socket }) => speaks(socket))
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    // A connection that is kept alive becomes idle only once its answer is out.
    const idle = setInterval(() => server.closeIdleConnections(), 20)
    const impatient = setTimeout(() => server.closeAllConnections(), PATIENCE)
    server.close(() => {
      clearInterval(idle)
      clearTimeout(impatient)
      resolve()
    })
  })
