import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PASSWORD, type Running, setUpArguments, startServer } from '../src/testing/running.ts'

const beatbook = fileURLToPath(new URL('../bin/beatbook.js', import.meta.url))
const email = 'office@ardenvale.example'

let on: Running
beforeAll(async () => {
  on = await startServer()
  expect(on.beatbook(setUpArguments('--name', 'Programme office')).code).toBe(0)
}, 60_000)
afterAll(() => on.stop())

test('Ctrl-C while a document is read stops it at the server and saves nothing', async () => {
  const rows = Array.from(
    { length: 11_900 },
    (_, at) => `${at + 1}\tWalk beat ${at + 1} twice a week\tTeam ${at % 9}\tOct 26\tA`,
  )
  writeFileSync(
    join(on.folder, 'large.txt'),
    `Bridewell Delivery Plan\nRef\tAction\tOwner\tTimescale\tRAG\n${rows.join('\n')}\n`,
  )
  const signedIn = await fetch(`${on.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  })
  const headers = { authorization: `Bearer ${signedIn.headers.get('set-auth-token')}` }
  const states = async () => {
    const { jobs } = (await (await fetch(`${on.url}/api/jobs`, { headers })).json()) as {
      jobs: { state: string }[]
    }
    return jobs.map(({ state }) => state)
  }

  const child = spawn(process.execPath, [beatbook, 'import', 'large.txt', '--yes'], {
    cwd: on.folder,
    env: {
      ...process.env,
      BEATBOOK_URL: on.url,
      XDG_CONFIG_HOME: join(on.folder, 'administrator'),
      INIT_CWD: on.folder,
      NO_COLOR: '1',
    },
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  while (!(await states()).includes('reading')) await wait(50)
  child.kill('SIGINT')
  expect(await ended).toBe(130)
  expect(said).toContain('Stopped before it was read. Nothing was saved.')
  while ((await states()).length > 0) await wait(50)
  const drafts = await fetch(`${on.url}/trpc/drafts.list`, { headers })
  expect(await drafts.json()).toEqual({ result: { data: [] } })
}, 60_000)
