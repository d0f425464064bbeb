import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'

/** How long a stop waits for calls that are being answered, in milliseconds. */
const PATIENCE = 5_000

/** A port that is taken, and what answers on it. */
export interface Listening {
  readonly port: number
  /** Answers every call from now on; until then a caller is asked to come again. */
  answer(fetch: Parameters<typeof getRequestListener>[0]): void
  /** Takes no new call and waits for the open ones. */
  close(): Promise<void>
}

/** Listens on `host` and `port` (0: any free one). Throws where the port is taken or the address is not this machine's. */
export const listen = async (host: string, port: number): Promise<Listening> => {
  const server = createServer({ requestTimeout: 300_000 }, notYet)
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  return {
    port: (server.address() as AddressInfo).port,
    answer: (fetch) => void server.off('request', notYet).on('request', getRequestListener(fetch)),
    close: () => close(server),
  }
}

const notYet = (_: IncomingMessage, response: ServerResponse) => void response.writeHead(503, { 'retry-after': '1' }).end()

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const impatient = setTimeout(() => server.closeAllConnections(), PATIENCE)
    server.close(() => {
      clearTimeout(impatient)
      resolve()
    })
    server.closeIdleConnections()
  })
