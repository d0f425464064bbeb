import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const token = 'a-token-for-newcomers'

/** The user of the tests. */
export const administrator = {
  name: 'Programme office',
  email: 'office@example.org',
  password: 'a beat book of our own',
}

/** A running server with an empty record. */
export interface House {
  readonly url: string
  readonly setUpLink: string
  stop(): Promise<void>
}

/**
 * Starts the server as people start it: a separate process, a free port, an empty database in a temporary
 * folder; with `hostile`, one with the plan `evil`, whose texts all contain control characters.
 */
export const openHouse = async ({ hostile = false } = {}): Promise<House> => {
  if (!existsSync(join(root, 'apps/web/dist/index.html')))
    throw new Error('The web is not built: run the README’s test command, which builds it first')
  const folder = mkdtempSync(join(tmpdir(), 'beatbook-e2e-'))
  if (hostile) {
    const made = spawnSync(
      process.execPath,
      [join(root, 'apps/server/src/testing/hostile-record.ts'), `sqlite:${join(folder, 'record.db')}`],
      {
        encoding: 'utf8',
      },
    )
    if (made.status !== 0) throw new Error(`No hostile record: ${made.stderr}`)
  }
  const server = spawn(process.execPath, [join(root, 'apps/server/src/main.ts')], {
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      DATABASE_URL: `sqlite:${join(folder, 'record.db')}`,
      BEATBOOK_SETUP_TOKEN: token,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const url = await addressOf(server)
  return {
    url,
    setUpLink: `${url}/setup#${token}`,
    stop: async () => {
      if (server.exitCode !== null) return
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true })
    },
  }
}

/** Sets up a server by its API, with the sample force unless another option is set. */
export const setUpServer = async (house: House, { sample = true } = {}): Promise<void> => {
  const response = await fetch(`${house.url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, ...administrator, sample }),
  })
  if (response.status !== 201) throw new Error(`Set-up answered ${response.status}: ${await response.text()}`)
}

const addressOf = (server: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]
      if (address) resolve(address)
    }
    server.stdout?.on('data', hear)
    server.stderr?.on('data', hear)
    server.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${said}`)))
  })

/** Signs in the administrator with the form, and waits until the plans are visible. */
export const signIn = async (page: Page, house: House): Promise<void> => {
  await page.goto(house.url)
  await page.getByLabel('E-mail address').fill(administrator.email)
  await page.getByLabel('Password').fill(administrator.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Plans', level: 1 }).waitFor()
}
