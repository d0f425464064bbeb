import { afterAll, beforeAll, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { aServer, post, setUpToken } from '../testing/server.ts'

let server: Awaited<ReturnType<typeof aServer>>
beforeAll(async () => {
  server = await aServer()
})
afterAll(() => server.stop())

test('health tells the version and the state of the database', async () => {
  const answer = await fetch(`${server.url}/health`)
  expect([answer.status, await answer.json()]).toEqual([
    200,
    { version: manifest.version, database: { ok: true, migrations: expect.arrayContaining(['0001-events']) } },
  ])
})

test.each(['/api/nothing', '/trpc/nothing.here', '/api/setup/more', '/api/auth/get-session'])('%s is not found, as JSON', async (path) => {
  const answer = await fetch(server.url + path)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([404, expect.stringContaining('application/json')])
})

test('pages may load and send nothing elsewhere, and cannot be framed', async () => {
  const { headers } = await fetch(`${server.url}/health`)
  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self'.*frame-ancestors 'none'/)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})

test('answers of the API are kept by no cache', async () => {
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
  expect((await post(`${server.url}/api/setup`, { token: setUpToken }, headers as Record<string, string>)).status).toBe(status)
})

test('a body that is too large is refused', async () => {
  const answer = await post(`${server.url}/trpc/commands.recordUpdate`, { text: 'x'.repeat(9 * 1024 * 1024) })
  expect([answer.status, await answer.json()]).toMatchObject([413, { error: { code: 'too-large' } }])
})

test('an error tells nothing but its code', async () => {
  const answer = await fetch(`${server.url}/trpc/plans.list`)
  const data = { code: 'UNAUTHORIZED', httpStatus: 401, refusal: { code: 'not-signed-in', args: {} } }
  expect([answer.status, await answer.json()]).toEqual([401, { error: { code: expect.any(Number), message: 'UNAUTHORIZED', data } }])
})
