import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Answer, Ask } from './messages.ts'

/** Runs tests in a separate process. */
export interface Tester {
  /** The test that failed, null if all passed, or `timeout` if they took longer than `limit` (ms). */
  readonly run: (ask: Ask, limit: number) => Promise<string | null | 'timeout'>
  readonly stop: () => Promise<void>
}

/**
 * A tester for the package in `folder` of the workspace's copy. `again` is called before it starts another
 * process after a timeout: it restores the copy.
 */
export const createTester = (copy: string, folder: string, again: (ask: Ask) => void): Tester => {
  let running: Promise<ChildProcess> | null = null
  const start = async (): Promise<ChildProcess> => {
    const child = fork(join(import.meta.dirname, 'tests-process.ts'), [copy, folder], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2_000)
    })
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => {
        throw new Error(`The process of the tests did not start:\n${said}`)
      }),
    ])
    return child
  }
  const stop = async (): Promise<void> => {
    const child = await running
    running = null
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  const run = async (ask: Ask, limit: number): Promise<string | null | 'timeout'> => {
    running ??= start()
    const child = await running
    const race = new AbortController()
    const answered = await Promise.race([
      once(child, 'message', { signal: race.signal }).then(([answer]) => (answer as Answer).failed),
      once(child, 'exit', { signal: race.signal }).then(() => 'the process of the tests ended'),
      new Promise<'timeout'>((resolve) => {
        const timer = setTimeout(resolve, limit, 'timeout')
        race.signal.addEventListener('abort', () => clearTimeout(timer))
        child.send(ask)
      }),
    ]).finally(() => race.abort())
    if (answered === 'timeout' || child.exitCode !== null) {
      await stop()
      again(ask)
    }
    return answered
  }
  return { run, stop }
}
