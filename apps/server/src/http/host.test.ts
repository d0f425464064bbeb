import { request } from 'node:http'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aServer, setUp } from '../testing/server.ts'
import { ownHostOnly } from './host.ts'

let server: Awaited<ReturnType<typeof aServer>>
beforeAll(async () => {
  server = await aServer({
    PUBLIC_URL: 'https://beatbook.force.example',
    ALLOWED_HOSTS: 'intranet, beatbook.internal:8443',
  })
}, 60_000)
afterAll(() => server.stop())

/** Sends a request to the server, which listens on its own port whatever its public address is. */
const ask = (path: string, host: string, method = 'GET', headers: Record<string, string> = {}) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const sent = request(
      { port: server.port, host: '127.0.0.1', path, method, headers: { host, ...headers } },
      (answer) => {
        let text = ''
        answer.on('data', (part) => {
          text += part
        })
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
      },
    )
    sent.on('error', reject).end()
  })

test.each([
  'beatbook.force.example',
  'BEATBOOK.force.example:443',
  'beatbook.force.example.',
  'localhost:4310',
  '127.0.0.1:4310',
  '[::1]:4310',
  'intranet',
  'beatbook.internal',
])('%s is this server', async (host) => {
  expect((await ask('/api/setup', host)).status).toBe(200)
})

test.each([
  'evil.example',
  'evil.example:4310',
  'localhost.evil.example',
  '192.0.2.1',
  'beatbook.force.example.evil.example',
  '127.0.0.1.evil.example',
  '[::2]',
])('%s is not', async (host) => {
  for (const path of ['/', '/api/setup', '/trpc/session.me', '/assets/x.js', '/api/auth/device?user_code=X'])
    expect((await ask(path, host)).status).toBe(421)
  expect((await ask('/', host)).text).toContain('ALLOWED_HOSTS')
})

test('a page of another name with its own origin changes nothing, as in DNS rebinding', async () => {
  const inside = await aServer()
  const { headers } = await setUp(inside.url)
  const write = (host: string) =>
    new Promise<number>((resolve, reject) => {
      const sent = request(
        `${inside.url}/trpc/work.answerFor`,
        {
          method: 'POST',
          headers: { ...headers, host, origin: `http://${host}`, 'content-type': 'application/json' },
        },
        (answer) => resolve(answer.resume().statusCode ?? 0),
      )
      sent.on('error', reject).end('{"parties":[]}')
    })
  expect([await write('evil.example'), await write(new URL(inside.url).host)]).toEqual([421, 200])
  await inside.stop()
})

test('probes of load balancers are answered whatever name they use', async () => {
  expect([
    (await ask('/health', '10.1.2.3')).status,
    (await ask('/health', '10.1.2.3', 'POST')).status,
  ]).toEqual([200, 421])
})

test('a server that listens on all addresses answers for any address, but for no other name', async () => {
  const app = new Hono()
    .use(ownHostOnly({ listensOn: '0.0.0.0', publicUrl: 'http://0.0.0.0:4310', allowed: [] }))
    .get('/', (c) => c.text('here'))
  const status = async (host: string) => (await app.request('/', { headers: { host } })).status
  expect([
    await status('192.0.2.9:4310'),
    await status('[2001:db8::1]:4310'),
    await status('evil.example'),
  ]).toEqual([200, 200, 421])
})
