import { afterEach, beforeEach, expect, test } from 'vitest'
import { aServer, password, post, setUp, setUpToken } from '../testing/server.ts'

let server: Awaited<ReturnType<typeof aServer>>
beforeEach(async () => {
  server = await aServer()
})
afterEach(() => server.stop())

const isOpen = async () => ((await (await fetch(`${server.url}/api/setup`)).json()) as { open: boolean }).open
const attempt = async (given: Record<string, unknown>) => {
  const answer = await post(`${server.url}/api/setup`, {
    token: setUpToken,
    email: 'admin@example.org',
    password,
    ...given,
  })
  return [answer.status, await answer.json()]
}

test('an empty server has a link with a one-time token', async () => {
  expect(server.setUpLink).toBe(`${server.url}/setup#${setUpToken}`)
  expect(await isOpen()).toBe(true)
})

test('set-up creates the first administrator and names the force, once', async () => {
  const { client } = await setUp(server.url)
  expect(await client.session.me.query()).toMatchObject({
    person: { role: 'administrator', email: 'admin@example.org' },
    force: 'Bridewell Police',
  })
  expect(await isOpen()).toBe(false)
  expect(await attempt({ email: 'second@example.org' })).toEqual([
    409,
    { error: { code: 'set-up-closed', args: {} } },
  ])
  expect(await client.people.list.query()).toHaveLength(1)
})

test('two concurrent set-ups create one administrator', async () => {
  const answers = await Promise.all([
    attempt({ email: 'one@example.org' }),
    attempt({ email: 'two@example.org' }),
  ])
  expect(answers.map(([status]) => status).sort()).toEqual([201, 409])
})

test.each([
  ['another token', { token: 'something-else-entirely' }, 403, { code: 'set-up-token-wrong' }],
  ['a short password', { password: 'short' }, 400, { code: 'bad-input', args: { path: 'password' } }],
  [
    'a password strangers guess first',
    { password: 'password1234' },
    422,
    { code: 'password-weak', args: { because: 'common' } },
  ],
  [
    'twelve spaces',
    { password: ' '.repeat(12) },
    422,
    { code: 'password-weak', args: { because: 'repeated' } },
  ],
  ['no e-mail address', { email: 'nobody' }, 400, { code: 'bad-input', args: { path: 'email' } }],
])('set-up with %s is refused and stays open', async (_, given, status, error) => {
  expect(await attempt(given)).toMatchObject([status, { error }])
  expect(await isOpen()).toBe(true)
})

test('a body that is not JSON is refused', async () => {
  const answer = await fetch(`${server.url}/api/setup`, { method: 'POST', body: '{' })
  expect(answer.status).toBe(400)
})

test('the sample force comes with its plans, and their updates in the history', async () => {
  const { client } = await setUp(server.url, { force: undefined, sample: true })
  expect(await client.session.me.query()).toMatchObject({ force: 'Arden Vale Police' })
  expect((await client.plans.list.query()).map((plan) => plan.code).sort()).toEqual([
    'charter',
    'close-to-home',
    'contact-and-demand',
  ])
  expect(
    (await client.actions.history.query({ address: 'charter/1' })).filter(
      (entry) => entry.type === 'update-recorded',
    ).length,
  ).toBeGreaterThan(0)
})
