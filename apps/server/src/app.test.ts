import { MOST_WORDS } from '@beatbook/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { mostBytesOf } from './http/bodies.ts'
import { aServer, post, setUpToken } from './testing/server.ts'

let server: Awaited<ReturnType<typeof aServer>>
beforeAll(async () => {
  server = await aServer()
})
afterAll(() => server.stop())

test('health has the version and the state of the database', async () => {
  const answer = await fetch(`${server.url}/health`)
  expect([answer.status, await answer.json()]).toEqual([
    200,
    {
      version: manifest.version,
      database: { ok: true, migrations: expect.arrayContaining(['0001-events']) },
      quickCheck: null,
      files: expect.toBeOneOf([null, { named: 0, missing: 0 }]),
    },
  ])
})

test.each(['/api/nothing', '/trpc/nothing.here', '/api/setup/more', '/api/auth/get-session'])(
  '%s is not found, as JSON',
  async (path) => {
    const answer = await fetch(server.url + path)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      404,
      expect.stringContaining('application/json'),
    ])
  },
)

test.each(['HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s cannot call a procedure', async (method) => {
  for (const path of [
    '/trpc',
    '/trpc/',
    '/trpc/plans.list',
    '/trpc/plans.list?batch=1',
    '/trpc/constructor',
    '/trpc/plans.__proto__',
  ]) {
    const headers = { 'content-type': 'application/json' }
    expect([path, (await fetch(server.url + path, { method, headers })).status]).toEqual([path, 404])
  }
})

test('pages may load and send nothing elsewhere, and cannot be framed', async () => {
  const { headers } = await fetch(`${server.url}/health`)
  expect(headers.get('content-security-policy')).toMatch(
    /default-src 'none'; script-src 'self'.*frame-ancestors 'none'/,
  )
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})

test('answers of the API are not cached', async () => {
  for (const path of ['/trpc/session.me', '/api/setup', '/api/auth/device?user_code=X']) {
    expect((await fetch(server.url + path)).headers.get('cache-control')).toBe('no-store')
  }
})

test.each([
  ['a page of another site', { 'sec-fetch-site': 'cross-site' }, 403],
  ['a page of a sister site', { 'sec-fetch-site': 'same-site' }, 403],
  ['an old browser on another site', { origin: 'https://elsewhere.example' }, 403],
  ['a page without an origin', { origin: 'null' }, 403],
  ['our own page', { 'sec-fetch-site': 'same-origin' }, 400],
  ['a program', {}, 400],
])('a change sent by %s is answered %#', async (_, headers, status) => {
  expect(
    (await post(`${server.url}/api/setup`, { token: setUpToken }, headers as Record<string, string>)).status,
  ).toBe(status)
})

test.each([
  ['a record of words', 'commands.recordUpdate', 256 * 1024],
  ['rules to check', 'ragRules.check', 256 * 1024],
  ['several together', 'ragRules.check,commands.recordUpdate', 256 * 1024],
  ['what is no procedure', 'nothing.here', 256 * 1024],
  ['decisions over a document', 'drafts.decide', 4 * 1024 * 1024],
  ['a document to accept', 'commands.acceptDraft', 4 * 1024 * 1024],
])('%s may be so large, and not a byte more', async (_, path, most) => {
  const send = (bytes: number) =>
    fetch(`${server.url}/trpc/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `"${'x'.repeat(bytes - 2)}"`,
    })
  expect((await send(most)).status).not.toBe(413)
  const answer = await send(most + 1)
  expect([answer.status, await answer.json()]).toEqual([
    413,
    { error: { code: 'too-large', args: { limit: most } } },
  ])
})

test('the largest legitimate inputs fit: the longest texts, and a choice for each of 20,000 findings and rows', () => {
  const size = (value: unknown) => Buffer.byteLength(JSON.stringify(value))
  const id = '019a0000-0000-7000-8000-000000000000'
  const words = 'あ'.repeat(MOST_WORDS)
  expect(
    size({
      commandId: id,
      actionId: id,
      updateId: id,
      text: words,
      reason: words,
      seen: { stage: 1, level: 1, timescale: 1, progress: 1 },
    }),
  ).toBeLessThan(mostBytesOf('/trpc/commands.recordUpdate'))
  const decisions = Array.from({ length: 20_000 }, (_, n) => ({
    finding: `several-promises plan-1 section-12 action-${n}`,
    choice: 'split-by-sentences',
    given: '2026-11-20',
  }))
  expect(size({ id, decisions })).toBeLessThan(mostBytesOf('/trpc/drafts.decide'))
  const rows = Array.from({ length: 20_000 }, (_, n) => ({ row: `${id} action-${n}`, choice: 'withdraw' }))
  expect(
    size({ commandId: id, draftId: id, as: [{ plan: 'plan-1', as: 'revision', of: id, rows }] }),
  ).toBeLessThan(mostBytesOf('/trpc/commands.acceptDraft'))
})

test('input that is nested too deep is refused before it is parsed, and delays nobody', async () => {
  const deep = { error: { code: 'bad-input', args: { path: '', rule: 'too_deep' } } }
  const began = performance.now()
  for (const [depth, body] of [
    [10_000, `{"ragRules":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
    [100_000, '{"a":'.repeat(50_000)],
  ] as const) {
    const answer = await fetch(`${server.url}/trpc/commands.saveRagRules`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    expect([depth, answer.status, await answer.json()]).toEqual([depth, 400, deep])
  }
  const asked = await fetch(
    `${server.url}/trpc/ragRules.check?input=${encodeURIComponent('['.repeat(1_000))}`,
  )
  expect([asked.status, await asked.json()]).toEqual([400, deep])
  expect(performance.now() - began).toBeLessThan(2_000)
})

test('an error reveals nothing but its code', async () => {
  const answer = await fetch(`${server.url}/trpc/plans.list`)
  const data = { code: 'UNAUTHORIZED', httpStatus: 401, refusal: { code: 'not-signed-in', args: {} } }
  expect([answer.status, await answer.json()]).toEqual([
    401,
    { error: { code: expect.any(Number), message: 'UNAUTHORIZED', data } },
  ])
})
