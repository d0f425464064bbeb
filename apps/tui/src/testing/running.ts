import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startInProcess } from './in-process.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))

const SETUP_TOKEN = 'a-token-only-this-test-knows'
export const PASSWORD = 'correct horse battery staple'

/** The arguments that set up an empty server, with its first administrator. */
export const setUpArguments = (...more: readonly string[]): string[] => [
  'setup',
  ...['--token', SETUP_TOKEN],
  ...['--email', 'office@ardenvale.example'],
  ...['--password-file', 'password'],
  ...more,
]

/** The variables with which `beatbook` talks to a server as the person `who`. */
export const variablesOf = (
  { url, folder }: Pick<Running, 'url' | 'folder'>,
  who = 'administrator',
): Record<string, string> => ({
  BEATBOOK_URL: url,
  XDG_CONFIG_HOME: join(folder, who),
  INIT_CWD: folder,
})

/** Brings a plan of these lines, each a ref, an action, an owner, a timescale and a level. Throws if it is refused. */
export const bringPlan = (on: Running, code: string, title: string, lines: readonly string[]): void => {
  const file = `${code}.txt`
  writeFileSync(join(on.folder, file), `${title}\nRef\tAction\tOwner\tTimescale\tRAG\n${lines.join('\n')}\n`)
  const done = on.beatbook(['import', file, '--yes', '--code', code])
  if (done.code !== 0) throw new Error(`the plan was not brought: ${done.err}`)
}

/** A real server on a free port with an empty database, and the built command line. */
export interface Running {
  readonly url: string
  readonly folder: string
  /** Runs the built `beatbook` as the person `who` (each has their own token file). */
  beatbook(
    args: readonly string[],
    options?: { who?: string; input?: string; env?: Record<string, string> },
  ): { code: number | null; out: string; err: string }
  stop(): Promise<void>
}

/**
 * Starts one and waits until it prints its address. With `hostile` its record has the plan `evil` with
 * control characters in every text. With `inProcess` commands that read no input and
 * have no variables of their own do not start a process each.
 */
export const startServer = async ({ hostile = false, inProcess = false } = {}): Promise<Running> => {
  const folder = mkdtempSync(join(tmpdir(), 'beatbook-cli-'))
  if (hostile) {
    const made = spawnSync(
      process.execPath,
      [join(root, 'apps/server/src/testing/hostile-record.ts'), `sqlite:${join(folder, 'beatbook.db')}`],
      {
        encoding: 'utf8',
      },
    )
    if (made.status !== 0) throw new Error(`no hostile record: ${made.stderr}`)
  }
  const server = spawn(process.execPath, [join(root, 'apps/server/src/main.ts')], {
    cwd: root,
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: '0',
      DATABASE_URL: `sqlite:${join(folder, 'beatbook.db')}`,
      BEATBOOK_SETUP_TOKEN: SETUP_TOKEN,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    let output = ''
    server.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const found = /is at (http:\S+)/.exec(output)
      if (found?.[1]) resolve(found[1])
    })
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${output}`)))
  })
  writeFileSync(join(folder, 'password'), `${PASSWORD}\n`, { mode: 0o600 })
  const thread = inProcess ? startInProcess() : null
  return {
    url,
    folder,
    beatbook(args, { who = 'administrator', input = '', env = {} } = {}) {
      const variables = { ...variablesOf({ url, folder }, who), NO_COLOR: '1' }
      if (thread !== null && !args.includes('-') && input === '' && Object.keys(env).length === 0)
        return thread.run({ args, env: variables })
      const done = spawnSync(process.execPath, [join(root, 'apps/tui/bin/beatbook.js'), ...args], {
        cwd: folder,
        input,
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
        env: { ...process.env, ...variables, ...env },
      })
      return { code: done.status, out: done.stdout, err: done.stderr }
    },
    stop: async () => {
      await thread?.stop()
      await new Promise<void>((resolve) => {
        server.once('exit', () => {
          rmSync(folder, { recursive: true, force: true })
          resolve()
        })
        server.kill('SIGTERM')
      })
    },
  }
}
