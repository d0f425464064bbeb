import { afterAll, beforeAll, expect, test } from 'vitest'
import { aColleague, aServer, type SignedIn, setUp } from '../testing/server.ts'

let server: Awaited<ReturnType<typeof aServer>>
let administrator: SignedIn
let reader: SignedIn
beforeAll(async () => {
  server = await aServer()
  administrator = await setUp(server.url)
  reader = await aColleague(server.url, administrator, 'reader')
})
afterAll(() => server.stop())

const get = (path: string, as: SignedIn | null = administrator) =>
  fetch(`${server.url}/api/v1${path}`, { headers: as?.headers ?? {} })
const post = (path: string, body: unknown, as: SignedIn = administrator) =>
  fetch(`${server.url}/api/v1${path}`, {
    method: 'POST',
    headers: as.headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const resultOf = async (answer: Response) => [answer.status, await answer.json()]

test('a query has the same answer as its procedure', async () => {
  const areas = await administrator.client.areas.list.query()
  expect(await resultOf(await get('/areas'))).toEqual([200, areas])
  expect(await resultOf(await get(`/areas/${areas[0]?.id}?asAt=2026-01-01`, reader))).toMatchObject([
    404,
    { error: { code: 'not-found' } },
  ])
  expect(await resultOf(await get('/plans'))).toEqual([200, []])
})

test('an expensive query is answered too, by a worker', async () => {
  expect(await resultOf(await get('/work/mine'))).toEqual([
    200,
    await administrator.client.work.mine.query({}),
  ])
})

test('a command is executed once under its id, and gets an id where it has none', async () => {
  const commandId = '01a00000-0000-7000-8000-000000000009'
  const named = { commandId, name: 'Arden Vale Police' }
  expect(await resultOf(await post('/commands/name-force', named))).toMatchObject([200, { repeated: false }])
  expect(await resultOf(await post('/commands/name-force', named))).toMatchObject([200, { repeated: true }])
  expect(await resultOf(await post('/commands/name-force', { name: 'Bridewell Police' }))).toMatchObject([
    200,
    { repeated: false, unchanged: false },
  ])
})

test('the answer of a command has its id, given or generated, as its description says', async () => {
  const commandId = '01a00000-0000-7000-8000-00000000000a'
  const given = await post('/commands/name-force', { commandId, name: 'Cinder Bay Police' })
  expect(await resultOf(given)).toMatchObject([200, { commandId, plans: [] }])
  const [, { commandId: made }] = (await resultOf(
    await post('/commands/name-force', { name: 'Dunmere Police' }),
  )) as [number, { commandId: string }]
  expect(made).toMatch(/^[0-9a-f-]{36}$/)
  expect(await resultOf(await post('/commands/undo-command', { undoes: made }))).toMatchObject([
    200,
    { unchanged: false, commandId: expect.not.stringMatching(made) },
  ])
})

test.each([
  ['a reader', () => post('/commands/name-force', { name: 'x' }, reader), 403, 'not-allowed'],
  ['nobody', () => get('/plans', null), 401, 'not-signed-in'],
  ['an input that is not right', () => post('/commands/name-force', { name: 5 }), 400, 'bad-input'],
  ['no JSON', () => post('/commands/name-force', '{'), 400, 'bad-input'],
  ['a list', () => post('/commands/name-force', []), 400, 'bad-input'],
  ['a number that is none', () => get('/actions?limit=many'), 400, 'bad-input'],
  ['something nested too deep', () => get(`/actions?limit=${'['.repeat(2_000)}`), 400, 'bad-input'],
  ['an address that is not there', () => get('/nothing'), 404, 'not-found'],
  ['a method that is not there', () => post('/plans', {}), 404, 'not-found'],
] as const)('%s is refused with its code', async (_, ask, status, code) => {
  expect(await resultOf(await ask())).toMatchObject([status, { error: { code } }])
})

test('the description of the operations is public', async () => {
  const answer = await fetch(`${server.url}/openapi.json`)
  const document = (await answer.json()) as { openapi: string; paths: Record<string, object> }
  expect([answer.status, document.openapi]).toEqual([200, '3.1.0'])
  expect(document.paths['/api/v1/commands/record-update']).toMatchObject({
    post: { summary: 'Record an update.', requestBody: { required: true } },
  })
})
