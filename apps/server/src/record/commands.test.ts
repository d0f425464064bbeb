import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aServer, setUp, signedInWith } from '../testing/server.ts'
import { isCommand, runCommand } from './commands.ts'

let server: Awaited<ReturnType<typeof aServer>>
let token: string
const folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
beforeAll(async () => {
  server = await aServer()
  const { headers } = await setUp(server.url)
  token = headers.authorization.replace(/^Bearer /, '')
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

const run = (given: string[], database = join(server.folder, 'record.db')) =>
  runCommand(given, { DATABASE_URL: `sqlite:${database}` }, folder)
const json = async (given: string[], database?: string) =>
  JSON.parse((await run([...given, '--json'], database)).out)

test('without a command, or as "serve", the server starts', () => {
  expect([isCommand([]), isCommand(['serve']), isCommand(['backup']), isCommand(['--help'])]).toEqual([
    false,
    false,
    true,
    true,
  ])
})

test('a backup of a running server is restored beside it, and nobody is signed in there', async () => {
  expect((await signedInWith(server.url, token).client.session.me.query()).person).toMatchObject({
    email: 'admin@example.org',
  })
  const made = await run(['backup', 'one.db'])
  expect(made).toMatchObject({
    code: 0,
    error: '',
    out: expect.stringContaining(`to ${join(folder, 'one.db')}`),
  })
  expect(await run(['check'])).toMatchObject({ code: 0, out: expect.stringContaining('is well') })
  expect(await json(['check', 'one.db'])).toMatchObject({
    v: 1,
    command: 'check',
    ok: true,
    checked: { faults: [] },
  })
  const restored = join(folder, 'restored', 'record.db')
  expect(await json(['restore', 'one.db'], restored)).toMatchObject({
    v: 1,
    command: 'restore',
    ok: true,
    file: restored,
  })

  const second = await aServer({ DATABASE_URL: `sqlite:${restored}` })
  expect(second.setUpLink).toBeNull()
  expect((await signedInWith(second.url, token).client.session.me.query()).person).toBeNull()
  await second.stop()
})

test('a restore over the record of a running server is refused', async () => {
  await run(['backup', 'two.db'])
  expect(await run(['restore', 'two.db'])).toMatchObject({
    code: 1,
    out: '',
    error: expect.stringMatching(/is in use|move these away first/),
  })
  expect(await json(['restore', 'two.db'])).toMatchObject({
    v: 1,
    command: 'restore',
    ok: false,
    error: expect.any(String),
  })
})

test.each([['backup'], ['restore'], ['check']])(
  '%s with an empty file name is refused with a message',
  async (command) => {
    expect(await run([command, ''])).toMatchObject({
      code: 2,
      out: '',
      error: expect.stringContaining(`"${command}" needs the name of a file`),
    })
  },
)

test('a check that finds faults ends with 1 and prints them', async () => {
  await run(['backup', 'three.db'])
  const database = new DatabaseSync(join(folder, 'three.db'))
  database.exec(
    "insert into plan_version (version, plan_id, held_from, held_to, recorded_from, recorded_to, code, state) values (99, 'x', '2026-01-01', '9999-12-31', '2026-01-02T00:00:00.000Z', '2026-01-01T00:00:00.000Z', 'x', '{}')",
  )
  database.close()
  expect(await run(['check', 'three.db'])).toMatchObject({
    code: 1,
    out: expect.stringMatching(/is not well:\n {2}Times run backwards \(1\):\n {4}version 99/),
  })
})

test.each([
  [['backup'], 2, 'takes one file'],
  [['check', 'one', 'two'], 2, 'takes one file at most'],
  [['dump', 'one'], 2, 'There is no command "dump"'],
  [['backup', '--force', 'x'], 2, "Unknown option '--force'"],
  [['check', 'nothing.db'], 1, 'There is no record at'],
  [['restore', 'nothing.db'], 1, 'There is no file'],
] as [string[], number, string][])('%j ends with %i and a sentence', async (given, code, sentence) => {
  expect(await run(given)).toMatchObject({ code, out: '', error: expect.stringContaining(sentence) })
  expect(existsSync(join(folder, 'nothing.db'))).toBe(false)
})

test('a folder that cannot be created is reported in a sentence', async () => {
  const { error } = await run(['backup', '/proc/nothing/one.db'])
  expect(error).toBe(
    '/proc/nothing cannot be used: it or its folder is not there and cannot be made. Give another path.\n',
  )
})
