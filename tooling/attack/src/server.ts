import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root: string = fileURLToPath(new URL('../../..', import.meta.url))

/** The Node executable that the project runs on. */
export const node: string = realpathSync(join(root, 'node_modules/.bin/node'))

/** The server's program, which the root's script `beatbook-server` also runs. */
export const main: string = join(root, 'apps/server/src/main.ts')

/**
 * How a server is started: its environment, and a program that starts it (`faketime`), with its arguments.
 */
export interface Start {
  readonly database: string
  readonly env?: Readonly<Record<string, string>>
}

/** A server in a separate process. `startedIn` is the time in milliseconds until it printed its URL. */
export interface Server {
  readonly url: string
  readonly child: ChildProcess
  readonly startedIn: number
  /** Its output on both streams. */
  readonly printed: () => string
  readonly running: () => boolean
  /** Asks it to stop, and kills it after 15 s. Returns its exit code, `null` if it had to be killed. */
  readonly stop: () => Promise<number | null>
  /** kill -9. */
  readonly kill: () => Promise<void>
}

/** A start that exited: the exit code, the signal, and the output. */
export interface Refused {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly printed: string
  readonly took: number
}

export const setUpToken = 'the-token-of-the-attacks'

const running = new Set<ChildProcess>()
const folders = new Set<string>()

/** A new folder in the system's temporary folder; removed when the command ends. */
export const aFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'beatbook-attack-'))
  folders.add(folder)
  return folder
}

export const removeFolder = (folder: string): void => {
  folders.delete(folder)
  rmSync(folder, { recursive: true, force: true })
}

/** Kills all running processes and removes the folders. */
export const stopEverything = (): void => {
  for (const child of running) child.kill('SIGKILL')
  for (const folder of folders) removeFolder(folder)
}

/** Starts a Node program of the repository and collects its output. */
export const startProgram = (
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
) => {
  const child = spawn(node, [program, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      printed = `${printed}${part}`.slice(-100_000)
    })
  return {
    child,
    printed: () => printed,
    closed: once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>,
  }
}

/**
 * Starts the server and waits until it prints its URL or exits; after `patience` milliseconds it is killed
 * and counts as exited.
 */
export const tryToStart = async (
  { database, env = {} }: Start,
  patience = 60_000,
): Promise<Server | Refused> => {
  const began = performance.now()
  const address = database.includes(':') ? database : `sqlite:${database}`
  const { child, printed, closed } = startProgram(main, [], {
    HOST: '127.0.0.1',
    PORT: '0',
    DATABASE_URL: address,
    BEATBOOK_SETUP_TOKEN: setUpToken,
    LOG_LEVEL: 'error',
    ...env,
  })
  const named = new Promise<string>((resolve) => {
    const look = () => {
      const found = /Beatbook is at (http:\S+)/.exec(printed())
      if (found?.[1]) resolve(found[1])
    }
    child.stdout.on('data', look)
  })
  const late = setTimeout(() => child.kill('SIGKILL'), patience)
  const outcome = await Promise.race([named, closed])
  clearTimeout(late)
  if (typeof outcome !== 'string')
    return { code: outcome[0], signal: outcome[1], printed: printed(), took: performance.now() - began }
  return {
    url: outcome,
    child,
    startedIn: performance.now() - began,
    printed,
    running: () => child.exitCode === null && child.signalCode === null,
    stop: async () => {
      const late = setTimeout(() => child.kill('SIGKILL'), 15_000)
      child.kill('SIGTERM')
      const [code] = await closed
      clearTimeout(late)
      return code
    },
    kill: async () => {
      child.kill('SIGKILL')
      await closed
    },
  }
}

export const started = (outcome: Server | Refused): outcome is Server => 'url' in outcome

/** Starts the server; throws with its output if it does not start. */
export const startServer = async (start: Start): Promise<Server> => {
  const outcome = await tryToStart(start)
  if (started(outcome)) return outcome
  throw new Error(`the server ended with ${outcome.code ?? outcome.signal}: ${outcome.printed}`)
}

/**
 * The error of a start that should be refused: `null` if it exited with 1 within 20 s and printed the reason
 * in one sentence.
 */
export const faultOfRefusal = async (outcome: Server | Refused): Promise<string | null> => {
  if (started(outcome)) {
    await outcome.stop()
    return 'it started'
  }
  const { code, signal, printed, took } = outcome
  if (signal !== null) return `it ended by ${signal} after ${Math.round(took)} ms: ${printed.slice(-300)}`
  if (code !== 1) return `it ended with ${code}: ${printed.slice(-300)}`
  const lines = printed.trim().split('\n')
  if (lines.length !== 1 || !/^Beatbook could not start: \S/.test(lines[0] ?? ''))
    return `it did not say why in one sentence: ${printed.slice(0, 500)}`
  return took > 20_000 ? `it took ${Math.round(took)} ms` : null
}
