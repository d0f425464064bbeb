import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aServer, type SignedIn, setUp } from '../testing/server.ts'
import { acceptsGzip, compressJson } from './compress.ts'

test.each([
  ['gzip', true],
  ['gzip, deflate, br', true],
  ['br;q=1.0, GZIP;q=0.5', true],
  ['*', true],
  ['gzip;q=0', false],
  ['gzip; q=0.000', false],
  ['br', false],
  ['gzipped', false],
  ['', false],
  [null, false],
])('accept-encoding %j: %s', (header, expected) => {
  expect(acceptsGzip(header)).toBe(expected)
})

const long = JSON.stringify(Array.from({ length: 200 }, (_, at) => `ward ${at}`))
const app = new Hono()
  .use(compressJson)
  .get('/long', (c) => c.body(long, 200, { 'content-type': 'application/json', 'content-length': '9' }))
  .get('/short', (c) => c.json(['ward']))
  .get('/text', (c) => c.text(long))
  .get('/events', (c) => c.body(long, 200, { 'content-type': 'text/event-stream' }))
  .get('/refused', (c) => c.body(long, 409, { 'content-type': 'application/json', 'retry-after': '3' }))
  .get('/nothing', (c) => c.body(null, 204))

const get = (path: string, encoding: string) =>
  app.request(path, { headers: { 'accept-encoding': encoding } })

test('JSON of more than 1 KB is compressed for those who understand it, with its status and headers', async () => {
  for (const [path, status] of [
    ['/long', 200],
    ['/refused', 409],
  ] as const) {
    const answer = await get(path, 'gzip')
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([status, 'gzip'])
    expect([answer.headers.get('vary'), answer.headers.get('content-length')]).toEqual([
      'accept-encoding',
      null,
    ])
    const unpacked = answer.body?.pipeThrough(new DecompressionStream('gzip'))
    expect(await new Response(unpacked).text()).toBe(long)
  }
  expect((await get('/refused', 'gzip')).headers.get('retry-after')).toBe('3')
})

test.each([
  ['/long', 'br'],
  ['/short', 'gzip'],
  ['/text', 'gzip'],
  ['/events', 'gzip'],
  ['/nothing', 'gzip'],
])('%s is sent as it is to those who accept %s', async (path, encoding) => {
  const answer = await get(path, encoding)
  expect(answer.headers.get('content-encoding')).toBeNull()
  expect(await answer.text()).toBe(await (await app.request(path)).text())
})

let server: Awaited<ReturnType<typeof aServer>>
let somebody: SignedIn
let draft: string
beforeAll(async () => {
  server = await aServer()
  somebody = await setUp(server.url)
  const rows = Array.from(
    { length: 20 },
    (_, at) => `${at + 1}\tWalk beat ${at + 1}\tTeam ${at}\tBy Oct 26\tG`,
  )
  const answer = await fetch(`${server.url}/api/drafts?name=plan.txt`, {
    method: 'POST',
    headers: somebody.headers,
    body: `Bridewell Delivery Plan (March 2026)\nRef\tAction\tOwner\tTimescale\tRAG\n${rows.join('\n')}\n`,
  })
  draft = ((await answer.json()) as { id: string }).id
})
afterAll(() => server.stop())

/** The encoding of an answer, and what it says. */
const answerOf = async (path: string, encoding: string) => {
  const headers = { ...somebody.headers, 'accept-encoding': encoding }
  const answer = await fetch(`${server.url}${path}`, { headers })
  return [answer.headers.get('content-encoding'), await answer.text()]
}

test.each([
  ['a procedure', () => '/trpc/ragRules.list', 'gzip'],
  ['a procedure with a short answer', () => '/trpc/plans.list', null],
  [
    'a procedure that a worker answers',
    () => `/trpc/drafts.get?input=${encodeURIComponent(JSON.stringify({ id: draft }))}`,
    'gzip',
  ],
  ['a REST operation that a worker answers', () => `/api/v1/drafts/${draft}`, 'gzip'],
])('%s has the same answer, compressed or not', async (_, path, expected) => {
  const [encoding, compressed] = await answerOf(path(), 'gzip')
  const [none, plain] = await answerOf(path(), 'identity')
  expect([encoding, none]).toEqual([expected, null])
  expect(compressed).toBe(plain)
  expect(plain).toContain('{')
})

test('the stream of events is not compressed', async () => {
  const stop = new AbortController()
  const answer = await fetch(`${server.url}/trpc/live.changes?input=%7B%7D`, {
    headers: { ...somebody.headers, 'accept-encoding': 'gzip', accept: 'text/event-stream' },
    signal: stop.signal,
  })
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  expect(answer.headers.get('content-encoding')).toBeNull()
  stop.abort()
})
