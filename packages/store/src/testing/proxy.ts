import { mkdtempSync, rmSync } from 'node:fs'
import { connect as connectTo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What becomes of a commit that passes: it is answered, or its answer is lost, or it never arrives. */
export type Passage = 'answered' | 'answer lost' | 'commit lost'

/** A way to a PostgreSQL server that can break. */
export interface Way {
  /** The address of the same database through the proxy. */
  readonly url: string
  /** What becomes of the next commit; the ones after it are answered. */
  next(passage: Passage): void
  /** Breaks every connection, as a network does. */
  cut(): void
  /** While closed, nothing can connect. */
  shut(shut: boolean): void
  close(): Promise<void>
}

const SOCKET = '.s.PGSQL.5432'

/** Opens a proxy before the server that listens in the folder which `url` names as its host. */
export const proxyTo = async (url: string): Promise<Way> => {
  const target = new URL(url)
  const host = target.searchParams.get('host') ?? ''
  const folder = mkdtempSync(join(tmpdir(), 'beatbook-proxy-'))
  const open = new Set<Socket>()
  let passage: Passage = 'answered'
  let isShut = false
  const server = createServer((client) => {
    if (isShut) return client.destroy()
    const upstream = connectTo(join(host, SOCKET))
    const both = [client, upstream]
    for (const one of both) {
      open.add(one)
      one.on('error', () => {})
      one.on('close', () => {
        open.delete(one)
        for (const each of both) each.destroy()
      })
    }
    let mute = false
    client.on('data', (bytes) => {
      const isCommit = passage !== 'answered' && bytes.includes('commit\0')
      if (!isCommit) return upstream.write(bytes)
      const lost = passage
      passage = 'answered'
      if (lost === 'commit lost') return client.destroy()
      mute = true
      return upstream.write(bytes)
    })
    upstream.on('data', (bytes) => (mute ? client.destroy() : client.write(bytes)))
  })
  await new Promise<void>((resolve) => server.listen(join(folder, SOCKET), resolve))
  target.searchParams.set('host', folder)
  const cut = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    url: target.href,
    next: (given) => {
      passage = given
    },
    cut,
    shut: (shut) => {
      isShut = shut
    },
    close: async () => {
      cut()
      await new Promise((resolve) => server.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
