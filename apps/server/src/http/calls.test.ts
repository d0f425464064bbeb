import { randomUUIDv7 as anId } from 'node:crypto'
import { MOST_LISTED } from '@beatbook/contract'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { aColleague, aServer, post, type SignedIn, setUp } from '../testing/server.ts'

const ROWS = 1_500
const rows = Array.from(
  { length: ROWS },
  (_, at) =>
    `${at + 1}\tWalk beat ${at + 1} twice a week\tTeam ${at % 9}\tBy ${at % 2 ? 'Oct 26' : 'Mar 27'}\t${'RAG'[at % 3]}\t01${(at % 9) + 1}26 Seen`,
)
const document = `Bridewell Delivery Plan (March 2026)\nRef\tAction\tOwner\tTimescale\tRAG\tUpdate\n${rows.join('\n')}\n`

let server: Awaited<ReturnType<typeof aServer>>
let administrator: SignedIn
let reader: SignedIn
/** Every expensive procedure, with an input for the complete plan. */
let heavy: Record<string, unknown>
beforeAll(async () => {
  server = await aServer({ CHECK_OUTPUTS: 'false', WORKERS: '2' })
  administrator = await setUp(server.url)
  reader = await aColleague(server.url, administrator, 'reader')
  const { client } = administrator
  const draftId = await upload()
  const { documentId } = await client.commands.acceptDraft.mutate({
    commandId: anId(),
    draftId,
    as: [{ plan: 'plan-1', as: 'new', code: 'big' }],
  })
  await client.work.answerFor.mutate({
    parties: (await client.work.parties.query()).map((party) => party.id),
  })
  const plan = await client.plans.get.query({ plan: 'big' })
  const draft = await upload()
  const ragRules = { ...(await client.ragRules.get.query({ code: 'force-default' })), code: 'other' }
  heavy = {
    'actions.changes': { plan: 'big' },
    'plans.changes': { plan: 'big', from: '2026-03-01' },
    'plans.compare': { plan: 'big', draft },
    'plans.check': { plan: 'big' },
    'rating.turningTo': { plan: 'big', until: '2029-01-01', level: 'red' },
    'rating.turning': { plan: 'big', until: '2029-01-01' },
    'rating.trends': { plan: 'big', from: '2026-01-01', to: '2028-12-31' },
    'ragRules.check': { ragRules },
    'ragRules.whatIf': { plan: 'big', ragRules },
    'ragRules.backTest': { plan: 'big', ragRules },
    'drafts.get': { id: draft },
    'drafts.decide': { id: draft, decisions: [] },
    'drafts.difference': { id: draft, plan: 'plan-1', of: plan.id },
    'documents.get': { id: documentId },
    'documents.previewUndo': { id: documentId },
    'work.mine': {},
  }
}, 120_000)
afterAll(() => server.stop())

const upload = async (): Promise<string> => {
  const answer = await fetch(`${server.url}/api/drafts?name=plan.txt`, {
    method: 'POST',
    headers: administrator.headers,
    body: document,
  })
  return ((await answer.json()) as { id: string }).id
}

const ask = (
  procedure: string,
  input: unknown,
  { as = administrator, signal }: { as?: SignedIn; signal?: AbortSignal } = {},
) => {
  const body = typeof input === 'string' ? input : JSON.stringify(input)
  const init = {
    headers: { ...as.headers, 'content-type': 'application/json' },
    ...(signal ? { signal } : {}),
  }
  if (procedure === 'drafts.decide' || procedure.startsWith('ragRules.'))
    return fetch(`${server.url}/trpc/${procedure}`, { ...init, method: 'POST', body })
  return fetch(`${server.url}/trpc/${procedure}?input=${encodeURIComponent(body)}`, init)
}

const names = [
  'actions.changes',
  'plans.changes',
  'plans.compare',
  'plans.check',
  'rating.turning',
  'rating.turningTo',
  'rating.trends',
  'ragRules.whatIf',
  'ragRules.backTest',
] as const
const others = [
  'ragRules.check',
  'drafts.get',
  'drafts.decide',
  'drafts.difference',
  'documents.get',
  'documents.previewUndo',
  'work.mine',
] as const

test.each([...names, ...others])('%s does not block the serving thread', async (procedure) => {
  const input = heavy[procedure]
  // The server runs in this thread, which also sends the query and receives the answer: that takes some
  // milliseconds, and more for each megabyte.
  const measured = []
  for (let turn = 0; turn < 3; turn++) {
    const before = process.threadCpuUsage()
    const answer = await ask(procedure, input)
    const size = (await answer.arrayBuffer()).byteLength
    const { user, system } = process.threadCpuUsage(before)
    expect([answer.status, size > 50]).toEqual([200, true])
    measured.push((user + system) / 1_000 - 15 * (size / 1_000_000))
  }
  // The first call compiles its code.
  expect(Math.min(...measured)).toBeLessThan(60)
})

test('a batch of fifty expensive calls, which once blocked the server for 43 seconds, is refused', async () => {
  const batch = (procedure: string, input: unknown, headers: Record<string, string>) =>
    post(
      `${server.url}/trpc/${Array(50).fill(procedure)}?batch=1`,
      Object.fromEntries(Array.from({ length: 50 }, (_, at) => [at, input])),
      headers,
    )
  for (const procedure of names) {
    const answer = await batch(procedure, heavy[procedure], reader.headers)
    const refusal = { code: 'batch-too-costly', args: { cost: expect.any(Number), limit: 200 } }
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: { data: { refusal } } }])
  }
  const hidden = await fetch(`${server.url}/trpc/${'rating%2Etr%65nds%2C'.repeat(9)}rating.trends?batch=1`, {
    headers: reader.headers,
  })
  expect(hidden.status).toBe(400)
})

test('a batch of many cheap calls is answered, also in a worker', async () => {
  const paths = Array(20).fill('actions.list').join(',')
  const input = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [at, { limit: MOST_LISTED }]))
  const before = { here: process.threadCpuUsage(), everywhere: process.cpuUsage() }
  const answer = await fetch(
    `${server.url}/trpc/${paths}?batch=1&input=${encodeURIComponent(JSON.stringify(input))}`,
    { headers: reader.headers },
  )
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const [here, everywhere] = [process.threadCpuUsage(before.here), process.cpuUsage(before.everywhere)]
  expect(here.user + here.system).toBeLessThan((everywhere.user + everywhere.system) / 2)
  expect(answer.status).toBe(200)
  expect(JSON.parse(Buffer.from(bytes).toString())).toHaveLength(20)
})

test('an expensive query sees what was acknowledged just before it', async () => {
  const { client } = administrator
  // An update does not take what is past its deadline out of the list.
  const [{ id } = { id: '' }] = (await client.work.mine.query({})).late
  for (let turn = 1; turn <= 10; turn++) {
    await client.commands.recordUpdate.mutate({
      commandId: anId(),
      actionId: id,
      updateId: anId(),
      text: `Turn ${turn}`,
    })
    const { later } = await client.work.mine.query({}).then((mine) => ({ later: JSON.stringify(mine) }))
    expect(later).toContain(`"Turn ${turn}"`)
  }
})

test('decisions on a draft made in a worker are written and returned at once', async () => {
  const { client } = administrator
  const answer = await fetch(`${server.url}/api/drafts?name=plan.txt`, {
    method: 'POST',
    headers: administrator.headers,
    body: 'Bridewell Charter Plan\nRef\tAction\tOwner\tTimescale\tRAG\n1\tHold a surgery\tTeam B / Team C\tMarch 27\tA\n2\tPublish it\tTeam A\tMay 27\tG\n',
  })
  const { id } = (await answer.json()) as { id: string }
  const view = await client.drafts.get.query({ id })
  const finding = view.draft.findings.find(
    ({ key, choices }) => view.open.includes(key) && choices.length > 0,
  )
  const decisions = finding ? [{ finding: finding.key, choice: 'keep' }] : []
  expect(decisions).toHaveLength(1)
  expect((await client.drafts.decide.mutate({ id, decisions })).decisions).toEqual(decisions)
  expect((await client.drafts.get.query({ id })).decisions).toEqual(decisions)
})

test('a worker refuses forbidden calls and invalid input in the same way as this thread', async () => {
  const { data } = { data: { refusal: { code: 'not-allowed', args: { capability: 'edit' } } } }
  const refused = await ask('drafts.get', heavy['drafts.get'], { as: reader })
  expect([refused.status, await refused.json()]).toMatchObject([403, { error: { data } }])
  const unfit = await ask('plans.check', { plan: 7 })
  expect([unfit.status, await unfit.json()]).toMatchObject([
    400,
    { error: { data: { refusal: { code: 'bad-input', args: { path: 'plan' } } } } },
  ])
  expect((await fetch(`${server.url}/trpc/plans.check`)).status).toBe(401)
})

test('a flood of expensive queries by one person is refused with a time to wait, and delays nobody else', async () => {
  const stop = new AbortController()
  const flood = Array.from({ length: 60 }, () =>
    ask('plans.check', heavy['plans.check'], { signal: stop.signal }).catch(() => null),
  )
  const refused = await Promise.race(
    flood.map((answer) =>
      answer.then((given) => (given?.status === 429 ? given : new Promise<never>(() => {}))),
    ),
  )
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
  expect(await refused.json()).toMatchObject({
    error: { data: { refusal: { code: 'too-many-at-once', args: { seconds: expect.any(Number) } } } },
  })
  expect((await ask('rating.trends', heavy['rating.trends'], { as: reader })).status).toBe(200)
  // A closed connection no longer counts: the person's next query is answered as soon as the server notices
  // it.
  stop.abort()
  await Promise.all(flood)
  await vi.waitFor(
    async () => expect((await ask('rating.trends', heavy['rating.trends'])).status).toBe(200),
    { timeout: 5_000, interval: 100 },
  )
}, 60_000)
