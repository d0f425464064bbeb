import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  aColleague,
  aServer,
  firstPassword,
  password,
  post,
  type SignedIn,
  setUp,
  signedInWith,
} from '../testing/server.ts'

let server: Awaited<ReturnType<typeof aServer>>
let administrator: SignedIn
beforeAll(async () => {
  server = await aServer()
  administrator = await setUp(server.url)
})
afterAll(() => server.stop())

const auth = (path: string, body: unknown, headers = {}) =>
  post(`${server.url}/api/auth${path}`, body, headers)
const daysFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
const codeOf = (error: { data?: { refusal?: { code: string } } }) => error.data?.refusal?.code

test('a browser signs in with a cookie that scripts cannot read, and signs out', async () => {
  const signedIn = await auth('/sign-in/email', { email: 'admin@example.org', password })
  const [cookie = ''] = signedIn.headers.getSetCookie()
  expect(cookie).toMatch(/^beatbook\.session_token=.*HttpOnly; SameSite=Lax/)
  const headers = { cookie: cookie.split(';')[0] ?? '', origin: server.url }
  const who = async () =>
    (
      (await (await fetch(`${server.url}/trpc/session.me`, { headers })).json()) as {
        result: { data: { person: unknown } }
      }
    ).result.data.person
  expect(await who()).toMatchObject({ email: 'admin@example.org' })
  expect((await auth('/sign-out', {}, headers)).status).toBe(200)
  expect(await who()).toBeNull()
})

const hoursFromNow = (hours: number) => daysFromNow(hours / 24)
const cookieIn = (answer: Response) => answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
const tokenIn = (cookie: string) => cookie.match(/=(\w+)\./)?.[1] ?? ''
const signInByCookie = async () =>
  cookieIn(await auth('/sign-in/email', { email: 'admin@example.org', password }))
const open = () => new DatabaseSync(join(server.folder, 'record.db'))

test('a session in use stays open with its cookie, an unused one ends, and none lasts longer than allowed', async () => {
  const cookie = await signInByCookie()
  const ask = () => fetch(`${server.url}/trpc/session.me`, { headers: { cookie } })
  const person = async () =>
    ((await (await ask()).json()) as { result: { data: { person: unknown } } }).result.data.person
  expect((await ask()).headers.getSetCookie()).toEqual([])

  const database = open()
  const token = createHash('sha256').update(tokenIn(cookie)).digest('hex')
  const sessions = database.prepare(
    'update session set createdAt = ?, updatedAt = ?, expiresAt = ? where token = ? returning id',
  )
  expect(sessions.all(daysFromNow(-2), hoursFromNow(-11), hoursFromNow(1), token)).toHaveLength(1)
  const [renewed = ''] = (await ask()).headers.getSetCookie()
  expect(renewed).toMatch(/^beatbook\.session_token=.*Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax/)
  expect(renewed.split(';')[0]).toBe(cookie)
  expect(
    database
      .prepare('select 1 from session where token = ? and expiresAt > ?')
      .all(token, hoursFromNow(11.9)),
  ).toHaveLength(1)

  // In its last hours it is not renewed beyond its end.
  sessions.all(daysFromNow(-29.9), hoursFromNow(-1), hoursFromNow(11), token)
  expect((await ask()).headers.getSetCookie()[0]).toMatch(/Max-Age=86\d\d;/)
  sessions.all(daysFromNow(-2), hoursFromNow(-12.1), daysFromNow(5), token)
  expect(await person()).toBeNull()
  sessions.all(daysFromNow(-30.1), hoursFromNow(-1), daysFromNow(5), token)
  expect(await person()).toBeNull()
  const { user_code: userCode } = (await (
    await auth('/device/code', { client_id: 'beatbook-terminal' })
  ).json()) as { user_code: string }
  expect((await auth('/device/approve', { userCode }, { cookie, origin: server.url })).status).toBe(401)
  database.close()
})

test('a cookie with a missing or wrong signature is not accepted', async () => {
  const cookie = await signInByCookie()
  const token = tokenIn(cookie)
  const nameOf = async (headers: Record<string, string>) =>
    (
      (await (await fetch(`${server.url}/trpc/session.me`, { headers })).json()) as {
        result: { data: { person: { name: string } | null } }
      }
    ).result.data.person?.name
  const name = 'beatbook.session_token'
  expect(await nameOf({ cookie })).toBe('The administrator')
  expect(await nameOf({ authorization: `Bearer ${token}` })).toBe('The administrator')
  expect(await nameOf({ authorization: `Bearer ${cookie.slice(name.length + 1)}` })).toBe('The administrator')
  const flipped = cookie.replace(/\.(.)/, (_, first: string) => `.${first === 'A' ? 'B' : 'A'}`)
  for (const forged of [
    `${name}=${token}`,
    `${name}=${token}.AAAA`,
    `${name}=${token}.`,
    `${name}=${token}.%`,
    flipped,
  ])
    expect(await nameOf({ cookie: forged })).toBeUndefined()
  for (const forged of [`${token}.AAAA`, `${token}.`])
    expect(await nameOf({ authorization: `Bearer ${forged}` })).toBeUndefined()
})

test('no valid token or code is in the database, its WAL or a backup', async () => {
  const cookie = await signInByCookie()
  const codes = (await (await auth('/device/code', { client_id: 'beatbook-terminal' })).json()) as {
    device_code: string
    user_code: string
  }
  const database = open()
  database.exec(`vacuum into '${join(server.folder, 'backup.db')}'`)
  const [found] = database.prepare('select token from session order by createdAt desc limit 1').all()
  database.close()
  const bytes = readdirSync(server.folder)
    .filter((name) => name.includes('.db'))
    .map((name) => readFileSync(join(server.folder, name)))
  expect(bytes.length).toBeGreaterThanOrEqual(3)
  const digest = createHash('sha256').update(tokenIn(cookie)).digest('hex')
  expect(found).toEqual({ token: digest })
  expect(bytes.some((each) => each.includes(digest))).toBe(true)
  for (const secret of [tokenIn(cookie), codes.device_code, codes.user_code]) {
    expect(secret.length).toBeGreaterThanOrEqual(8)
    expect(bytes.some((each) => each.includes(secret))).toBe(false)
  }
  const asHolder = await fetch(`${server.url}/trpc/session.me`, {
    headers: { authorization: `Bearer ${digest}` },
  })
  expect(await asHolder.json()).toMatchObject({ result: { data: { person: null } } })
})

test('a wrong password is refused', async () => {
  expect(
    (await auth('/sign-in/email', { email: 'admin@example.org', password: 'something else entirely' }))
      .status,
  ).toBe(401)
})

test('there is no sign-up', async () => {
  const answer = await auth('/sign-up/email', {
    name: 'X',
    email: 'x@example.org',
    password,
    role: 'administrator',
  })
  expect(answer.status).toBe(404)
  expect(await administrator.client.people.list.query()).not.toContainEqual(
    expect.objectContaining({ email: 'x@example.org' }),
  )
})

test('nobody gives themselves a role', async () => {
  const reader = await aColleague(server.url, administrator, 'reader')
  expect(
    (await auth('/update-user', { role: 'administrator' }, { ...reader.headers, origin: server.url })).status,
  ).toBe(404)
  expect((await reader.client.session.me.query()).person?.role).toBe('reader')
})

test('a new role applies from the next call on', async () => {
  const editor = await aColleague(server.url, administrator, 'editor')
  expect(await editor.client.drafts.list.query()).toEqual([])
  await administrator.client.people.setRole.mutate({ id: editor.id, role: 'reader' })
  expect(await editor.client.drafts.list.query().catch(codeOf)).toBe('not-allowed')
})

test('a removed person is signed out at once and cannot sign in; the address is free again', async () => {
  const person = { name: 'The leaver', email: 'leaver@example.org', role: 'editor', password } as const
  const { id } = await administrator.client.people.add.mutate(person)
  const token =
    (await auth('/sign-in/email', { email: person.email, password })).headers.get('set-auth-token') ?? ''
  await administrator.client.people.remove.mutate({ id })
  expect((await signedInWith(server.url, token).client.session.me.query()).person).toBeNull()
  expect((await auth('/sign-in/email', { email: person.email, password })).status).toBe(401)
  expect((await administrator.client.people.add.mutate(person)).id).not.toBe(id)
})

test('a person whose password is reset is signed out everywhere', async () => {
  const email = 'forgetful@example.org'
  const { id } = await administrator.client.people.add.mutate({
    name: 'The forgetful',
    email,
    role: 'reader',
    password: 'what was it again',
  })
  const old =
    (await auth('/sign-in/email', { email, password: 'what was it again' })).headers.get('set-auth-token') ??
    ''
  await administrator.client.people.setPassword.mutate({ id, password })
  expect((await signedInWith(server.url, old).client.session.me.query()).person).toBeNull()
  expect((await auth('/sign-in/email', { email, password: 'what was it again' })).status).toBe(401)
  expect((await auth('/sign-in/email', { email, password })).status).toBe(200)
})

test('an e-mail address belongs to one person, in any case of its letters', async () => {
  const person = { name: 'A', email: 'ADMIN@example.org', role: 'reader', password } as const
  expect(await administrator.client.people.add.mutate(person).catch(codeOf)).toBe('email-taken')
})

test('the last administrator cannot lose the role', async () => {
  const { person } = await administrator.client.session.me.query()
  const id = person?.id ?? ''
  expect(await administrator.client.people.setRole.mutate({ id, role: 'reader' }).catch(codeOf)).toBe(
    'last-administrator',
  )
  expect(await administrator.client.people.remove.mutate({ id }).catch(codeOf)).toBe('last-administrator')
})

test('two administrators demoted in one batch: one of the commands is refused', async () => {
  const other = await administrator.client.people.add.mutate({
    name: 'Another',
    email: 'another@example.org',
    role: 'administrator',
    password: firstPassword,
  })
  const own = (await administrator.client.session.me.query()).person?.id ?? ''
  const answer = await post(
    `${server.url}/trpc/people.setRole,people.setRole?batch=1`,
    { 0: { id: other.id, role: 'reader' }, 1: { id: own, role: 'reader' } },
    administrator.headers,
  )
  const [one, two] = (await answer.json()) as {
    result?: unknown
    error?: { data: { refusal: { code: string } } }
  }[]
  expect([one?.error, two?.error?.data.refusal.code]).toEqual([undefined, 'last-administrator'])
  expect(
    (await administrator.client.people.list.query()).filter((person) => person.role === 'administrator'),
  ).toHaveLength(1)
  await administrator.client.people.remove.mutate({ id: other.id })
})

test('the same address twice in one batch is refused once', async () => {
  const twin = { name: 'Twin', email: 'twin@example.org', role: 'reader', password: firstPassword }
  const answer = await post(
    `${server.url}/trpc/people.add,people.add?batch=1`,
    { 0: twin, 1: twin },
    administrator.headers,
  )
  const answers = (await answer.json()) as {
    error?: { data: { httpStatus: number; refusal: { code: string } } }
  }[]
  expect(answers.map(({ error }) => error?.data.refusal.code ?? 'ok').sort()).toEqual(['email-taken', 'ok'])
})

test('nobody but an administrator changes a name, and the change is in the audit', async () => {
  const editor = await administrator.client.people.add.mutate({
    name: 'The typist',
    email: 'typist@example.org',
    role: 'editor',
    password: firstPassword,
  })
  const typist = signedInWith(
    server.url,
    (await auth('/sign-in/email', { email: editor.email, password: firstPassword })).headers.get(
      'set-auth-token',
    ) ?? '',
  )
  await typist.client.people.changePassword.mutate({ currentPassword: firstPassword, password })
  expect(
    await typist.client.people.rename.mutate({ id: editor.id, name: 'Administrator' }).catch(codeOf),
  ).toBe('not-allowed')
  expect(await administrator.client.people.rename.mutate({ id: editor.id, name: '' }).catch(codeOf)).toBe(
    'bad-input',
  )
  expect(
    await administrator.client.people.rename.mutate({ id: editor.id, name: 'x'.repeat(201) }).catch(codeOf),
  ).toBe('bad-input')
  expect(
    await administrator.client.people.rename.mutate({ id: editor.id, name: 'The\u001b[2J clerk\u202e' }),
  ).toMatchObject({ name: 'The[2J clerk' })
  const { entries } = await administrator.client.people.audit.query({ person: editor.id })
  expect(entries.map(({ kind, was, name }) => [kind, was, name])).toEqual([
    ['person-renamed', 'The typist', 'The[2J clerk'],
    ['password-changed', null, null],
    ['person-added', null, 'The typist'],
  ])
})

test('an initial password must be changed before anything else; other sessions end', async () => {
  const email = 'newcomer@example.org'
  await administrator.client.people.add.mutate({
    name: 'The newcomer',
    email,
    role: 'editor',
    password: firstPassword,
  })
  const tokenOf = async (given: string) =>
    (await auth('/sign-in/email', { email, password: given })).headers.get('set-auth-token') ?? ''
  const [here, there] = [
    signedInWith(server.url, await tokenOf(firstPassword)),
    signedInWith(server.url, await tokenOf(firstPassword)),
  ]
  expect((await here.client.session.me.query()).person?.mustChangePassword).toBe(true)
  expect(await here.client.plans.list.query().catch(codeOf)).toBe('password-change-due')
  const upload = await fetch(`${server.url}/api/drafts?name=x.txt`, {
    method: 'POST',
    body: 'x',
    headers: here.headers,
  })
  expect(await upload.json()).toMatchObject({ error: { code: 'password-change-due' } })

  expect(
    await here.client.people.changePassword
      .mutate({ currentPassword: 'something else', password })
      .catch(codeOf),
  ).toBe('password-wrong')
  expect(
    await here.client.people.changePassword
      .mutate({ currentPassword: firstPassword, password: firstPassword })
      .catch(codeOf),
  ).toBe('password-weak')
  await here.client.people.changePassword.mutate({ currentPassword: firstPassword, password })
  expect(await here.client.plans.list.query()).toEqual([])
  expect((await there.client.session.me.query()).person).toBeNull()
  expect(await tokenOf(firstPassword)).toBe('')
  expect(await tokenOf(password)).not.toBe('')
})

test('guesses of the current password are delayed more and more, also in an open session', async () => {
  const email = 'open-browser@example.org'
  await administrator.client.people.add.mutate({
    name: 'Open browser',
    email,
    role: 'editor',
    password: firstPassword,
  })
  const token =
    (await auth('/sign-in/email', { email, password: firstPassword })).headers.get('set-auth-token') ?? ''
  const open = signedInWith(server.url, token)
  const guess = (currentPassword: string) =>
    open.client.people.changePassword.mutate({ currentPassword, password }).catch(codeOf)
  const guesses = await Promise.all(Array.from({ length: 20 }, (_, at) => guess(`a guess of theirs ${at}`)))
  expect(guesses.filter((code) => code === 'password-wrong').length).toBeLessThanOrEqual(6)
  expect(await guess(firstPassword)).toBe('too-many-tries')
})

test('a terminal is signed in by approval on a page, as the person who approved', async () => {
  const client_id = 'beatbook-terminal'
  const asked = (await (await auth('/device/code', { client_id })).json()) as {
    device_code: string
    user_code: string
    verification_uri_complete: string
  }
  expect(asked.verification_uri_complete).toBe(`${server.url}/device?user_code=${asked.user_code}`)
  const token = () =>
    auth('/device/token', {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: asked.device_code,
      client_id,
    })
  const browser = { ...administrator.headers, origin: server.url }

  const shown = await fetch(`${server.url}/api/auth/device?user_code=${asked.user_code}`, {
    headers: browser,
  })
  expect(await shown.json()).toMatchObject({ status: 'pending', client_id })
  expect((await auth('/device/approve', { userCode: asked.user_code })).status).toBe(401)
  expect((await auth('/device/approve', { userCode: asked.user_code }, browser)).status).toBe(200)

  const { access_token } = (await (await token()).json()) as { access_token: string }
  expect((await signedInWith(server.url, access_token).client.session.me.query()).person?.email).toBe(
    'admin@example.org',
  )
  expect((await token()).status).toBe(400)
})

test('only the terminal may request a device code', async () => {
  expect((await auth('/device/code', { client_id: 'somebody-else' })).status).toBe(400)
})
