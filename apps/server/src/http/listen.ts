import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'

/** How long a stop waits for calls that are being answered, in milliseconds. */
const PATIENCE = 5_000

/** A port that is taken, and what answers on it. */
export interface Listening {
  readonly port: number
  /** Answers every call from now on, and those that came before. */
  answer(fetch: Parameters<typeof getRequestListener>[0]): void
  /** Takes no new call and waits for the open ones. */
  close(): Promise<void>
}

/** Listens on `host` and `port` (0: any free one). Throws where the port is taken or the address is not this machine's. */
export const listen = async (host: string, port: number): Promise<Listening> => {
  const early: [IncomingMessage, ServerResponse][] = []
  const wait = (...call: [IncomingMessage, ServerResponse]) => void early.push(call)
  const server = createServer({ requestTimeout: 300_000 }, wait)
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
