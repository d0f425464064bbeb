import { spawn } from 'node:child_process'
import { randomUUIDv7 } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'

/**
 * Clients that each send the next request after the last answer: GETs of `paths` in turn, or updates of one
 * of `actionIds` at a time.
 */
export interface Clients {
  readonly connections: number
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly paths?: readonly string[]
  readonly updates?: { readonly path: string; readonly actionIds: readonly string[]; readonly wrap: boolean }
}

/** The requests per second of a group of clients, and all that were answered, in the warm-up too. */
export interface Rate {
  readonly perSecond: number
  readonly answered: number
}

/**
 * Runs groups of clients against servers for `milliseconds`, from a separate process; returns a rate for each
 * group. Throws if any answer is not a success.
 */
export const load = (groups: readonly Clients[], milliseconds: number): Promise<Rate[]> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    let out = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk
    })
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve(JSON.parse(out) as Rate[]) : reject(new Error('the load failed')),
    )
    child.stdin.end(JSON.stringify({ groups, milliseconds }))
  })

/** The warm-up in milliseconds, shorter for a short load. */
const WARM = 300

const runAll = async (groups: readonly Clients[], milliseconds: number): Promise<Rate[]> => {
  const began = performance.now() + Math.min(WARM, milliseconds)
  const ends = began + milliseconds
  const done = await Promise.all(
    groups.map(async (group) => {
      const counts = await Promise.all(
        Array.from({ length: group.connections }, (_, at) => runOne(group, at, began, ends)),
      )
      return {
        counted: counts.reduce((sum, count) => sum + count.counted, 0),
        answered: counts.reduce((sum, count) => sum + count.all, 0),
      }
    }),
  )
  return done.map(({ counted, answered }) => ({ perSecond: (counted * 1_000) / milliseconds, answered }))
}

const runOne = async (
  clients: Clients,
  at: number,
  began: number,
  ends: number,
): Promise<{ readonly counted: number; readonly all: number }> => {
  const { hostname, port, host } = new URL(clients.url)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  const head = Object.entries({ host, connection: 'keep-alive', ...clients.headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  let sent = at
  let counted = 0
  let all = 0
  while (performance.now() < ends) {
    socket.write(requestOf(clients, head, sent++))
    await answered(socket)
    const now = performance.now()
    all += 1
    if (now >= began && now < ends) counted += 1
  }
  socket.destroy()
  return { counted, all }
}

const requestOf = ({ paths = [], updates }: Clients, head: string, number: number): string => {
  if (updates === undefined) return `GET ${paths[number % paths.length]} HTTP/1.1\r\n${head}\r\n`
  const actionId = updates.actionIds[(number * 17) % updates.actionIds.length]
  const command = {
    commandId: randomUUIDv7(),
    actionId,
    updateId: randomUUIDv7(),
    text: `Two sessions held, the rest follows (${number}).`,
  }
  const body = JSON.stringify(updates.wrap ? { 0: command } : command)
  return `POST ${updates.path} HTTP/1.1\r\n${head}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

/**
 * Waits for one complete answer. Much cheaper than a client library, so that the measurement is of the
 * servers.
 */
const answered = (socket: Socket): Promise<void> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    let wanted: number | null = null
    const settle = (error: Error | null) => {
      socket.off('data', take).off('error', settle).off('close', closed)
      if (error === null) resolve()
      else reject(error)
    }
    const closed = () => settle(new Error('the server closed the connection'))
    const take = (chunk: Buffer) => {
      chunks.push(chunk)
      length += chunk.length
      if (wanted === null) {
        const whole = Buffer.concat(chunks)
        const end = whole.indexOf('\r\n\r\n')
        if (end < 0) return
        const headers = whole.subarray(0, end).toString('latin1')
        if (!/^HTTP\/1\.1 2/.test(headers)) return settle(new Error(whole.toString('utf8').slice(0, 1_000)))
        const stated = /content-length: (\d+)/i.exec(headers)
        wanted = stated === null ? Number.POSITIVE_INFINITY : end + 4 + Number(stated[1])
      }
      if (length >= wanted || (wanted === Number.POSITIVE_INFINITY && endsChunked(chunks))) settle(null)
    }
    socket.on('data', take).once('error', settle).once('close', closed)
  })

const endsChunked = (chunks: readonly Buffer[]): boolean =>
  Buffer.concat(chunks.slice(-2)).subarray(-7).toString('latin1') === '\r\n0\r\n\r\n'

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  let input = ''
  for await (const chunk of process.stdin.setEncoding('utf8')) input += chunk
  const { groups, milliseconds } = JSON.parse(input) as { groups: Clients[]; milliseconds: number }
  process.stdout.write(JSON.stringify(await runAll(groups, milliseconds)))
}
