import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const root: string = fileURLToPath(new URL('../../..', import.meta.url))

/**
 * A server in a separate process that has printed its URL; `startedIn` is how long that took, in
 * milliseconds.
 */
export interface Server {
  readonly url: string
  readonly startedIn: number
  stop(): Promise<void>
}

/**
 * Starts a Node program that prints "… is at URL" when it is ready. `flush` milliseconds are added to every
 * commit; `flags` are passed to Node itself.
 */
export const startServer = async (
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
  { flush = 0, flags = [] }: { flush?: number; flags?: readonly string[] } = {},
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
  return { url, startedIn, stop: () => stopped(child) }
}

const running = new Set<ChildProcess>()

/** Stops every running server. */
export const stopServers = async (): Promise<void> => {
  await Promise.all([...running].map(stopped))
}

/**
 * Runs a Node program until it exits and returns its standard output and how long it took, in milliseconds.
 * Throws if it fails.
 */
export const runOnce = (
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ out: string; took: number }> =>
  new Promise((resolve, reject) => {
    const began = performance.now()
    const child = spawn(process.execPath, [program, ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let out = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk
    })
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0
        ? resolve({ out, took: performance.now() - began })
        : reject(new Error(`${program} ended with ${code}: ${out}`)),
    )
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
