import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { setUp, setUpToken } from './testing/server.ts'

const folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
let process_: ChildProcess | undefined
afterEach(() => {
  process_?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** Starts the server as a separate process; `printed` resolves once it has printed a text. */
const run = (environment: Record<string, string>) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { ...process.env, PORT: '0', ...environment },
  })
  process_ = child
  let output = ''
  const heard = (part: Buffer) => {
    output += part
  }
  child.stdout.on('data', heard)
  child.stderr.on('data', heard)
  const printed = async (pattern: RegExp): Promise<RegExpMatchArray> => {
    for (;;) {
      const found = output.match(pattern)
      if (found) return found
      if (child.exitCode !== null) throw new Error(`the server ended: ${output}`)
      await Promise.race([once(child.stdout, 'data'), once(child, 'close')])
    }
  }
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, printed: output }))
  return { child, printed, ended }
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s ends the process cleanly while a subscriber is connected',
  async (signal) => {
    const { child, printed, ended } = run({
      DATABASE_URL: `sqlite:${join(folder, 'record.db')}`,
      BEATBOOK_SETUP_TOKEN: setUpToken,
    })
    const [, url = ''] = await printed(/Beatbook is at (\S+)\n/)
    expect((await printed(/Set it up at (\S+)\n/))[1]).toBe(`${url}/setup#${setUpToken}`)
    const { client } = await setUp(url)
    await new Promise((live) => client.live.changes.subscribe({}, { onData: live }))
    child.kill(signal)
    expect((await ended).code).toBe(0)
    expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600)
  },
)

test('a port in use ends the process with a sentence', async () => {
  const { printed } = run({ DATABASE_URL: 'sqlite::memory:' })
  const [, port = ''] = await printed(/Beatbook is at \S+:(\d+)\n/)
  const first = process_
  const { ended } = run({ DATABASE_URL: 'sqlite::memory:', PORT: port })
  expect(await ended).toMatchObject({
    code: 1,
    printed: expect.stringContaining('Beatbook could not start: '),
  })
  first?.kill('SIGKILL')
})

test('an invalid setting ends the process with a sentence', async () => {
  const { ended } = run({ PORT: 'http' })
  expect(await ended).toMatchObject({ code: 2, printed: expect.stringContaining('PORT is not usable') })
})
