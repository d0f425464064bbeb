import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { processTime } from './cpu.ts'

export const root: string = fileURLToPath(new URL('../../..', import.meta.url))

/**
 * A server in a separate process that has printed its URL and answered once: how long that took, and how much
 * processor time, in milliseconds.
 */
export interface Server {
  readonly url: string
  readonly startedIn: number
  readonly startedCpu: number
  readonly pid: number
  stop(): Promise<void>
}

/** How a server is started: `flush` milliseconds are added to every commit, `flags` are for Node itself. */
export interface StartOptions {
  readonly flush?: number
  readonly flags?: readonly string[]
}

/** Starts a Node program that prints "… is at URL" when it is ready. */
export const startServer = async (
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
  { flush = 0, flags = [] }: StartOptions = {},
): Promise<Server> => {
  const slow = flush > 0 ? ['--import', new URL('./slow-flush.ts', import.meta.url).href] : []
  const began = performance.now()
  const child = spawn(process.execPath, [...flags, ...slow, program, ...args], {
    cwd: root,
    env: { ...process.env, FLUSH_MS: String(flush), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.add(child)
  const url = await addressOf(child)
  await (await fetch(`${url}/health`)).arrayBuffer()
  const startedIn = performance.now() - began
  const pid = child.pid ?? 0
  return { url, startedIn, startedCpu: processTime(pid), pid, stop: () => stopped(child) }
}

const running = new Set<ChildProcess>()

/** Stops every running server. */
export const stopServers = async (): Promise<void> => {
  await Promise.all([...running].map(stopped))
}

/** A program that has ended: what it printed, and its wall and processor time in milliseconds. */
export interface Ended {
  readonly out: string
  readonly took: number
  readonly cpu: number
}

/** Runs a Node program until it exits. Throws if it fails. */
export const runOnce = (
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const began = performance.now()
    // The shell tells what its child used; what the child prints as an error goes past it.
    const timed = `TIMEFORMAT='%3U %3S'; time "$@" 2>&3`
    const child = spawn('bash', ['-c', timed, 'bash', process.execPath, program, ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'inherit'],
    })
    let [out, times] = ['', '']
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk
    })
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      times += chunk
    })
    child.once('error', reject)
    child.once('close', (code) => {
      const [user = 0, system = 0] = times.trim().split(' ').map(Number)
      if (code === 0) resolve({ out, took: performance.now() - began, cpu: (user + system) * 1_000 })
      else reject(new Error(`${program} ended with ${code}: ${out}`))
    })
  })

const addressOf = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const found = /is at (http:\S+)/.exec(said)
      if (found?.[1]) resolve(found[1])
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`a server ended with ${code}: ${said}`)))
  })

const stopped = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    running.delete(child)
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
