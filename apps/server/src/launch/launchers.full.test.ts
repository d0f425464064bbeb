import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { root } from '../root.ts'

const folder = mkdtempSync(join(tmpdir(), 'beatbook-launch-'))
const started: number[] = []
afterEach(() => {
  // If a test failed, ends what it started.
  for (const pid of started.splice(0)) signal(pid, 'SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const signal = (pid: number, name: NodeJS.Signals) => {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended.
  }
}
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const until = async <T>(found: () => T | null | undefined | false, seconds: number): Promise<T> => {
  for (let passed = 0; passed < seconds * 10; passed++) {
    const value = found()
    if (value) return value
    await wait(100)
  }
  throw new Error(`not within ${seconds} seconds`)
}

/**
 * Runs a command as a person does, without the environment of this test's own package manager; returns it,
 * and the server's address and process once it is up.
 */
const run = async (command: string, args: readonly string[]) => {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(npm_(lifecycle|command|execpath|package)|PNPM_|VITEST|NODE_ENV|INIT_CWD)/.test(name),
  )
  const database = join(folder, 'record.db')
  const outer: ChildProcess = spawn(command, args, {
    cwd: root,
    // npx asks the registry each time for the newest pnpm 12, unless told to use its cache.
    env: {
      ...Object.fromEntries(own),
      npm_config_prefer_offline: 'true',
      PORT: '0',
      HOST: '127.0.0.1',
      DATABASE_URL: `sqlite:${database}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, as a terminal creates for each command.
    detached: true,
  })
  if (outer.pid === undefined) throw new Error(`${command} did not start`)
  started.push(outer.pid)
  let printed = ''
  outer.stdout?.on('data', (part) => {
    printed += part
  })
  outer.stderr?.on('data', (part) => {
    printed += part
  })
  const url = await until(() => /Beatbook is at (\S+)/.exec(printed)?.[1], 240).catch(() => {
    throw new Error(printed)
  })
  const server = await until(() => serverOf(database), 5)
  started.push(server)
  return { outer: outer.pid, server, url, ended: () => !isRunning(server) }
}

/** The process whose environment names the database and that runs the server itself. */
const serverOf = (database: string) =>
  readdirSync('/proc')
    .map(Number)
    .find(
      (pid) =>
        pid > 0 &&
        read(`/proc/${pid}/environ`).includes(database) &&
        /^\S*node\0(--single-threaded-gc\0)?apps\/server\/src\/main\.ts/.test(read(`/proc/${pid}/cmdline`)),
    )
const read = (path: string) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
const isRunning = (pid: number) =>
  existsSync(`/proc/${pid}`) && !/^\d+ \(.*\) [ZX]/.test(read(`/proc/${pid}/stat`))
const answers = (url: string) =>
  fetch(`${url}/health`).then(
    () => true,
    () => false,
  )

const linux = process.platform === 'linux'
const command = ['npx', ['-y', 'pnpm@12', 'start']] as const

test.skipIf(!linux).each([
  ['SIGTERM', 'the outermost process', 1],
  ['SIGHUP', 'the outermost process', 1],
  ['SIGINT', 'the group, as a terminal sends it', -1],
] as const)(
  '%s to %s of the README’s command ends the server, frees the port and closes the record',
  async (name, _, sign) => {
    const { outer, server, url, ended } = await run(...command)
    expect(await answers(url)).toBe(true)
    signal(sign * outer, name)
    await until(ended, 10)
    expect(await answers(url)).toBe(false)
    expect(isRunning(server)).toBe(false)
    expect(
      readdirSync(folder)
        .sort()
        .filter((file) => /^record\.db/.test(file)),
    ).toEqual(['record.db', 'record.db.lock', 'record.db.marker'])
  },
  300_000,
)

test.skipIf(!linux)(
  'the shell that started it in the background may end, as with nohup',
  async () => {
    const { url, server, ended } = await run('sh', ['-c', 'nohup npx -y pnpm@12 start & exit 0'])
    await wait(3_000)
    expect(await answers(url)).toBe(true)
    signal(server, 'SIGHUP')
    await wait(1_000)
    expect(await answers(url)).toBe(true)
    signal(server, 'SIGTERM')
    await until(ended, 10)
  },
  300_000,
)

test.skipIf(!linux)(
  'a server started without the launch option watches no process',
  async () => {
    const { url, server, ended } = await run('sh', [
      '-c',
      `${process.execPath} apps/server/src/main.ts & exit 0`,
    ])
    await wait(2_000)
    expect(await answers(url)).toBe(true)
    signal(server, 'SIGTERM')
    await until(ended, 10)
  },
  60_000,
)
