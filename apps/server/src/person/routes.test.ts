import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openStore } from '@beatbook/store'
import { Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aServer, password, post, type SignedIn, setUp, setUpToken, signedInWith } from '../testing/server.ts'
import { served } from './routes.ts'
import { openSignIn } from './sign-in.ts'

/**
 * The log, and the clock of the limits, which a test moves. Addresses come from the header of a trusted
 * proxy.
 */
const lines: string[] = []
let clock = 0
const pass = (seconds: number) => {
  clock += seconds * 1_000
}
let server: Awaited<ReturnType<typeof aServer>>
let administrator: SignedIn
beforeAll(async () => {
  server = await aServer(
    { TRUST_PROXY: 'true', LOG_LEVEL: 'info' },
    { lines: { write: (line) => void lines.push(line) }, clock: () => clock },
  )
  administrator = await setUp(server.url)
}, 60_000)
afterAll(() => server.stop())

const auth = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  post(`${server.url}/api/auth${path}`, body, headers)
const from = (address: string) => ({ 'x-forwarded-for': address })
const guess = (email: string, address: string, headers = {}) =>
  auth('/sign-in/email', { email, password: 'not the right one' }, { ...from(address), ...headers })
const right = (email: string, address: string, headers = {}) =>
  auth('/sign-in/email', { email, password }, { ...from(address), ...headers })
const person = async (name: string) => {
  const email = `${name}@example.org`
  await administrator.client.people.add.mutate({ name, email, role: 'reader', password })
  return email
}
const eventsOf = () => lines.map((line) => JSON.parse(line) as Record<string, unknown> & { event: string })

describe('of all the routes better-auth has', async () => {
  const store = await openStore({ url: 'sqlite::memory:', now: () => '2026-11-20T12:00:00.000Z' })
  const { api } = await openSignIn({
    db: new Kysely({ dialect: store.authDialect }),
    secret: 'a secret of this test, long enough',
    publicUrl: 'http://beatbook',
    limits: { idleHours: 12, days: 30 },
    newId: () => 'id',
    now: () => '2026-11-20T12:00:00.000Z',
  })
  await store.close()
  const routes = Object.values(
    api as unknown as Record<string, { path?: string; options?: { method?: string | string[] } }>,
  ).flatMap(({ path, options }) =>
    path === undefined ? [] : [options?.method ?? 'GET'].flat().map((method) => ({ method, path })),
  )
  const isServed = ({ method, path }: { method: string; path: string }) =>
    served[path as keyof typeof served]?.method === method

  test('there are more than are served, and all that are served exist', () => {
    expect(routes.length).toBeGreaterThan(30)
    expect(routes.filter(isServed)).toHaveLength(Object.keys(served).length)
  })

  test.each(routes)('$method $path answers only where it is on the list', async (route) => {
    const answer = await fetch(`${server.url}/api/auth${route.path.replace(/:\w+/g, 'x')}`, {
      method: route.method,
      // A served route would end the session.
      headers: {
        ...(isServed(route) ? {} : administrator.headers),
        'content-type': 'application/json',
        ...from('198.51.100.1'),
      },
      ...(route.method === 'POST' ? { body: '{}' } : {}),
    })
    if (isServed(route)) expect(answer.status).not.toBe(404)
    else expect([answer.status, await answer.json()]).toMatchObject([404, { error: { code: 'not-found' } }])
  })
})

test('nobody changes their name by any route of better-auth', async () => {
  for (const method of ['POST', 'GET', 'PUT', 'PATCH']) {
    const answer = await fetch(`${server.url}/api/auth/update-user`, {
      method,
      headers: { ...administrator.headers, 'content-type': 'application/json' },
      ...(method === 'GET' ? {} : { body: '{"name":"Somebody else"}' }),
    })
    expect(answer.status).toBe(404)
  }
  expect((await administrator.client.session.me.query()).person?.name).toBe('The administrator')
})

test('a script in a browser does not get the token of its session, a program does', async () => {
  const email = await person('script')
  for (const headers of [{ origin: server.url }, { 'sec-fetch-site': 'same-origin' }]) {
    const answer = await right(email, '198.51.100.2', headers)
    const token = answer.headers.getSetCookie()[0]?.match(/session_token=([^.;]+)/)?.[1] ?? ''
    expect(token.length).toBeGreaterThan(20)
    expect([answer.status, answer.headers.get('set-auth-token'), await answer.text()]).toEqual([
      200,
      null,
      '{}',
    ])
  }
  const program = await right(email, '198.51.100.2')
  const token = program.headers.get('set-auth-token') ?? ''
  expect([
    await program.text(),
    (await signedInWith(server.url, token).client.session.me.query()).person?.email,
  ]).toEqual(['{}', email])
})

test('a script in a browser cannot get a token by the device flow', async () => {
  const asked = await auth(
    '/device/code',
    { client_id: 'beatbook-terminal' },
    { ...from('198.51.100.3'), origin: server.url },
  )
  const body = {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    device_code: 'x',
    client_id: 'beatbook-terminal',
  }
  const taken = await auth('/device/token', body, {
    ...from('198.51.100.3'),
    'sec-fetch-site': 'same-origin',
  })
  expect([asked.status, taken.status]).toEqual([403, 403])
})

test('a device code signs in the person who approves it, whatever the terminal requests', async () => {
  const email = await person('bound')
  const { person: bound } = await signedInWith(
    server.url,
    (await right(email, '198.51.100.4')).headers.get('set-auth-token') ?? '',
  ).client.session.me.query()
  await auth('/device/code', { client_id: 'beatbook-terminal', user_id: bound?.id }, from('198.51.100.4'))
  const record = new DatabaseSync(join(server.folder, 'record.db'))
  expect(record.prepare('select 1 from deviceCode where userId is not null').all()).toEqual([])
  record.close()
})

describe('wrong passwords', () => {
  test('for one account are delayed, the right one from elsewhere is accepted, and an unknown account is treated the same', async () => {
    const email = await person('guessed')
    const bystander = await person('bystander')
    for (const [account, address] of [
      [email, '203.0.113.1'],
      ['nobody-at-all@example.org', '203.0.113.2'],
    ] as const) {
      const answers = await Promise.all(Array.from({ length: 30 }, () => guess(account, address)))
      expect(answers.map(({ status }) => status).sort()).toEqual([
        ...Array(5).fill(401),
        ...Array(25).fill(429),
      ])
      const refused = answers.find(({ status }) => status === 429)
      expect([await refused?.json(), refused?.headers.get('retry-after')]).toEqual([
        { error: { code: 'too-many-tries', args: { seconds: 2 } } },
        '2',
      ])
    }
    // The same address with another person, then the same person from another address.
    expect((await right(bystander, '203.0.113.1')).status).toBe(200)
    expect((await right(email, '203.0.113.1')).status).toBe(429)
    expect((await right(email, '203.0.113.3')).status).toBe(200)
    pass(2)
    expect((await guess(email, '203.0.113.1')).status).toBe(401)
    pass(3)
    expect((await guess(email, '203.0.113.1')).status).toBe(429)
    pass(1)
    expect((await right(email, '203.0.113.1')).status).toBe(200)
  })

  test('for one account from sixty addresses are delayed, but not those from a browser known for the person', async () => {
    const email = await person('hunted')
    const known = (await right(email, '192.0.2.1', { origin: server.url })).headers
      .getSetCookie()
      .find((cookie) => cookie.startsWith('beatbook.known='))
    expect(known).toMatch(/; HttpOnly/)
    const cookie = known?.split(';')[0] ?? ''
    const statuses: number[] = []
    for (let n = 0; n < 60; n++) statuses.push((await guess(email, `192.0.2.${100 + n}`)).status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(20)
    expect(statuses.slice(20)).toEqual(Array(40).fill(429))
    expect((await right(email, '192.0.2.200')).status).toBe(429)
    expect((await right(email, '192.0.2.200', { cookie, origin: server.url })).status).toBe(200)
  })

  test('a browser known for one person gives no additional attempts for another', async () => {
    const [mine, other] = [await person('mine'), await person('other')]
    const cookie =
      (await right(mine, '192.0.2.1')).headers
        .getSetCookie()
        .find((given) => given.startsWith('beatbook.known='))
        ?.split(';')[0] ?? ''
    for (let n = 0; n < 20; n++) await guess(other, `192.0.2.${100 + n}`)
    expect((await guess(other, '192.0.2.201', { cookie })).status).toBe(429)
    expect((await guess(other, '192.0.2.202', { cookie: `${cookie}.${'A'.repeat(22)}` })).status).toBe(429)
  })

  test('from one address for many accounts are delayed, an IPv6 network counting as one address; a success does not clear it', async () => {
    const own = await person('owner')
    const statuses: number[] = []
    // An invalid e-mail address fails like any other.
    for (let n = 0; n < 60; n++) {
      if (n % 20 === 19) await right(own, `2001:db8::${n}`)
      statuses.push((await guess(`spray-${n}`, `2001:db8::${n}`)).status)
    }
    expect(statuses).toEqual([...Array(50).fill(400), ...Array(10).fill(429)])
    expect((await guess('another', '2001:db8:0:1::1')).status).toBe(400)
    pass(120)
    expect((await guess('another', '2001:db8::1')).status).toBe(400)
  })

  test('twenty people can sign in at once from one address', async () => {
    const email = await person('many')
    const answers = await Promise.all(Array.from({ length: 20 }, () => right(email, '192.0.2.77')))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  })
})

test('one rule limits guesses of device codes on all routes', async () => {
  const headers = { ...administrator.headers, ...from('198.51.100.9') }
  const statuses: number[] = []
  for (let n = 0; n < 15; n++) {
    statuses.push((await auth('/device/deny', { userCode: `WRONG${n}` }, headers)).status)
    statuses.push((await auth('/device/approve', { userCode: `WRONG${n}` }, headers)).status)
    statuses.push((await fetch(`${server.url}/api/auth/device?user_code=WRONG${n}`, { headers })).status)
  }
  expect(statuses.slice(0, 20)).not.toContain(429)
  expect(statuses.slice(20)).toEqual(Array(25).fill(429))
})

test('a terminal that polls for its approval is not limited', async () => {
  const asked = (await (
    await auth('/device/code', { client_id: 'beatbook-terminal' }, from('198.51.100.10'))
  ).json()) as { device_code: string }
  const body = {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    device_code: asked.device_code,
    client_id: 'beatbook-terminal',
  }
  for (let n = 0; n < 40; n++)
    expect((await auth('/device/token', body, from('198.51.100.10'))).status).toBe(400)
})

test('device codes are limited to ten a minute from one address, and a thousand open ones in all', async () => {
  const code = (address: string) => auth('/device/code', { client_id: 'beatbook-terminal' }, from(address))
  const answers = await Promise.all(Array.from({ length: 30 }, () => code('198.51.100.11')))
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(10).fill(200), ...Array(20).fill(429)])

  const record = new DatabaseSync(join(server.folder, 'record.db'))
  const { open } = record.prepare('select count(*) as open from deviceCode').get() as { open: number }
  const insert = record.prepare(
    "insert into deviceCode (id, deviceCode, userCode, status, expiresAt, pollingInterval, clientId) values (?, ?, ?, 'pending', ?, 2000, 'beatbook-terminal')",
  )
  for (let n = open; n < 998; n++)
    insert.run(`many-${n}`, `many-${n}`, `many-${n}`, new Date(Date.now() + 60_000).toISOString())
  const last = await Promise.all(Array.from({ length: 8 }, (_, n) => code(`198.51.100.${20 + n}`)))
  expect(last.map(({ status }) => status).sort()).toEqual([200, 200, 429, 429, 429, 429, 429, 429])
  record.prepare("delete from deviceCode where id like 'many-%'").run()
  record.close()
  expect((await code('198.51.100.40')).status).toBe(200)
})

test('guesses of the set-up token are limited, and ten concurrent set-ups create one administrator', async () => {
  const empty = await aServer({ TRUST_PROXY: 'true' })
  const attempt = async (token: string, address: string) =>
    (await post(`${empty.url}/api/setup`, { token, email: 'admin@example.org', password }, from(address)))
      .status
  const statuses: number[] = []
  for (let n = 0; n < 20; n++) statuses.push(await attempt(`wrong-token-number-${n}`, '203.0.113.9'))
  expect(statuses).toEqual([...Array(10).fill(403), ...Array(10).fill(429)])
  const ten = await Promise.all(
    Array.from({ length: 10 }, (_, n) => attempt(setUpToken, `203.0.113.${20 + n}`)),
  )
  expect(ten.sort()).toEqual([201, ...Array(9).fill(409)])
  await empty.stop()
})

test('bodies that are too deep or too large are refused before they are parsed', async () => {
  const deep = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    body: '['.repeat(10_000),
  })
  expect([deep.status, await deep.json()]).toMatchObject([
    400,
    { error: { code: 'bad-input', args: { rule: 'too_deep' } } },
  ])
  expect((await auth('/sign-in/email', { email: 'x'.repeat(20_000), password })).status).toBe(413)
  expect((await auth('/sign-in/email', { email: 7, password })).status).toBe(400)
})

test('sign-ins, failed ones and refusals are logged, without secrets or content', async () => {
  const before = lines.length
  const email = await person('logged')
  const wrong = 'a secret typed wrongly'
  const typedInTheWrongField = 'my secret in the wrong field'
  await auth('/sign-in/email', { email, password: wrong }, from('192.0.2.50'))
  await auth('/sign-in/email', { email: typedInTheWrongField, password: wrong }, from('192.0.2.50'))
  const token = (await right(email, '192.0.2.50')).headers.get('set-auth-token') ?? ''
  const headers = { authorization: `Bearer ${token}`, ...from('192.0.2.50') }
  const { client } = signedInWith(server.url, token)
  const { person: me } = await client.session.me.query()
  const chosen = 'a password of their own choice'
  await client.people.changePassword.mutate({ currentPassword: password, password: chosen })

  const ask = async () =>
    (await (await auth('/device/code', { client_id: 'beatbook-terminal' }, from('192.0.2.51'))).json()) as {
      device_code: string
      user_code: string
    }
  const approved = await ask()
  const denied = await ask()
  for (const [code, answer] of [
    [approved, 'approve'],
    [denied, 'deny'],
  ] as const) {
    await fetch(`${server.url}/api/auth/device?user_code=${code.user_code}`, { headers })
    expect((await auth(`/device/${answer}`, { userCode: code.user_code }, headers)).status).toBe(200)
  }
  const body = {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    device_code: approved.device_code,
    client_id: 'beatbook-terminal',
  }
  const { access_token } = (await (await auth('/device/token', body, from('192.0.2.51'))).json()) as {
    access_token: string
  }
  await client.people.list.query().catch(() => undefined)
  await post(`${server.url}/api/drafts?name=words.txt`, 'The words of a document', headers)
  await post(
    `${server.url}/trpc/people.list`,
    {},
    { origin: 'https://elsewhere.example', ...from('192.0.2.52') },
  )
  for (let n = 0; n < 6; n++) await guess(email, '192.0.2.53')
  await auth('/sign-out', {}, headers)

  const written = eventsOf().slice(before)
  const line = (event: string, more = {}) =>
    expect.objectContaining({
      event,
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      request: expect.any(String),
      ...more,
    })
  const known = { person: me?.id, account: expect.stringMatching(/^[\w-]{22}$/), address: '192.0.2.50' }
  expect(written).toEqual(
    expect.arrayContaining([
      line('sign-in-failed', known),
      line('sign-in-failed', { person: null, address: '192.0.2.50' }),
      line('sign-in', known),
      line('device-approved', { person: me?.id }),
      line('device-denied', { person: me?.id }),
      line('device-sign-in', { person: me?.id, address: '192.0.2.51' }),
      line('refused-forbidden', { person: me?.id, at: 'people.list' }),
      line('refused-forbidden', { person: me?.id, at: 'drafts.upload' }),
      line('refused-forbidden', { at: 'cross-site', address: '192.0.2.52' }),
      line('limit-reached', { limit: 'account-and-address', address: '192.0.2.53' }),
      line('sign-out', { person: me?.id }),
    ]),
  )
  expect(written.filter(({ event }) => event === 'sign-in-failed')).toHaveLength(7)
  expect(eventsOf()[0]).toMatchObject({ event: 'set-up', person: expect.any(String) })
  const all = lines.join('')
  const secrets = [
    wrong,
    typedInTheWrongField,
    password,
    token,
    token.split('.')[0] ?? '',
    access_token,
    approved.device_code,
    approved.user_code,
    email,
    'logged@',
  ]
  for (const secret of [...secrets, setUpToken, 'The words of a document', 'words.txt'])
    expect(all).not.toContain(secret)
})

test('an untrusted proxy is logged once', async () => {
  const said: string[] = []
  const closed = await aServer({ LOG_LEVEL: 'warn' }, { lines: { write: (line) => void said.push(line) } })
  for (let n = 0; n < 3; n++) await fetch(`${closed.url}/health`, { headers: from('192.0.2.60') })
  expect(said).toHaveLength(1)
  expect(JSON.parse(said[0] ?? '')).toMatchObject({
    event: 'forwarded-not-trusted',
    msg: expect.stringContaining('TRUST_PROXY'),
  })
  await closed.stop()
})
