import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Answer, Ask } from './messages.ts'

/** Runs tests in a process of their own. */
export interface Tester {
  /** Which test failed, null where all passed, or `timeout` where they took longer than `limit` (ms). */
  readonly run: (ask: Ask, limit: number) => Promise<string | null | 'timeout'>
  readonly stop: () => Promise<void>
}

/**
 * A tester for the package in `folder` of the workspace's copy. `again` is called before it starts another
 * process after a time-out: it puts the copy right.
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
    const given = new AbortController()
    const answered = await Promise.race([
      once(child, 'message', { signal: given.signal }).then(([answer]) => (answer as Answer).failed),
      once(child, 'exit', { signal: given.signal }).then(() => 'the process of the tests ended'),
      new Promise<'timeout'>((resolve) => {
        const timer = setTimeout(resolve, limit, 'timeout')
        given.signal.addEventListener('abort', () => clearTimeout(timer))
        child.send(ask)
      }),
    ]).finally(() => given.abort())
    if (answered === 'timeout' || child.exitCode !== null) {
      await stop()
      again(ask)
    }
    return answered
  }
  return { run, stop }
}
