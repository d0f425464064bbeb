import { execFile } from 'node:child_process'
import { randomUUID, randomUUIDv7 } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { costOf, MOST_TOGETHER } from '@beatbook/api'
import { MOST_LISTED } from '@beatbook/contract'
import { asText } from '../documents.ts'
import { generatePlan, titleOf } from '../plans.ts'
import { type Probed, probeDuring } from '../probe.ts'
import { root } from '../process.ts'
import { type Product, post, startProduct } from '../product.ts'
import { actionsOf, fillBare, fillPlan } from '../record.ts'
import { atMost, type Row, timeOf } from '../row.ts'
import { type Size, startBare, type Worlds } from '../world.ts'

/**
 * The limit of the worst answer time, as a multiple of a bare server's, while others send the most expensive
 * requests.
 */
const AIM = 100

/**
 * The answer time of one action, requested every 20 ms, while others send the most expensive requests they
 * may: the largest batches, every expensive query of a plan, large documents, accepting a whole plan, a
 * backup. A bare server gets the same requests under the same load.
 */
export const waiting = async (_: Worlds, size: Size): Promise<Row[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'beatbook-waiting-'))
  const [record, bareRecord] = [join(folder, 'beatbook.db'), join(folder, 'bare.db')]
  await fillPlan(record, size.plan)
  await fillBare(bareRecord, record)
  const [product, bare] = [await startProduct(record), await startBare(bareRecord)]
  const [{ address } = { address: '' }] = await actionsOf(record)
  const probed: Probed[] = [
    {
      url: `${product.url}${question('actions.get', { address })}`,
      headers: { authorization: `Bearer ${product.token}` },
    },
    { url: `${bare.url}/one?address=${encodeURIComponent(address)}`, headers: {} },
  ]
  const crowd = await Promise.all(['one', 'two', 'three'].map((name) => aPerson(product, name)))
  const rows: Row[] = []
  const measured = async (name: string, work: () => Promise<unknown>) => {
    const [ours, theirs] = await probeDuring(probed, work)
    if (ours === undefined || theirs === undefined) throw new Error('a probe is missing')
    rows.push({
      name: `worst answer ${name} (median ${timeOf(ours.median)}, bare ${timeOf(theirs.median)})`,
      product: timeOf(ours.worst),
      bare: timeOf(theirs.worst),
      ratio: null,
      aim: { ...atMost(ours.worst - theirs.worst, AIM), words: `≤ bare + ${AIM} ms` },
    })
  }

  const plan = (await ask(product, product.token, 'plans.get', { plan: CODE })) as { id: string }
  const ragRules = {
    ...((await ask(product, product.token, 'ragRules.get', { code: 'force-default' })) as object),
    code: 'other',
  }
  const draft = await uploadPlan(product, product.token, size.plan)
  const another = crowd[0] ?? ''
  const decided = await uploadPlan(product, another, size.plan)
  const heavy = heavyQuestions(draft, ragRules, plan.id)

  await measured('with nobody else there', () => new Promise((resolve) => setTimeout(resolve, size.load)))
  await measured('beside the largest batches', () =>
    Promise.all(
      crowd.flatMap((token) =>
        Array.from({ length: size.turns }, () => asked(product, token, ...manyLists())),
      ),
    ),
  )
  await measured('beside every heavy question at once', () =>
    Promise.all(
      [product.token, ...crowd].flatMap((token) =>
        heavy.map(([name, input]) => asked(product, token, ...one(name, input))),
      ),
    ),
  )
  await measured('beside large documents of three people', () =>
    Promise.all(crowd.map((token) => uploadPlan(product, token, 2 * size.plan).catch(() => null))),
  )
  await measured('beside accepting a plan and deciding over another', () =>
    Promise.all([
      ask(
        product,
        product.token,
        'commands.acceptDraft',
        { commandId: randomUUIDv7(), draftId: draft, as: [{ plan: 'plan-1', as: 'new' }] },
        'POST',
      ),
      ask(product, another, 'drafts.decide', { id: decided, decisions: [] }, 'POST'),
    ]),
  )
  await measured('beside a backup', () => backUp(record, join(folder, 'backup.db')))
  await product.stop()
  await bare.stop()
  return rows
}

/** Backs up a record as an operator does while the server has it open. Throws if the backup fails. */
const backUp = async (record: string, file: string): Promise<void> => {
  const server = join(root, 'apps/server/src/main.ts')
  const env = { ...process.env, DATABASE_URL: `sqlite:${record}` }
  await promisify(execFile)(process.execPath, [server, 'backup', file], { env })
}

const CODE = 'waiting'

const heavyQuestions = (draft: string, ragRules: object, of: string): [string, unknown][] => [
  ['plans.compare', { plan: CODE, from: '2026-01-01' }],
  ['plans.compare', { plan: CODE, draft }],
  ['plans.check', { plan: CODE }],
  ['rating.turning', { plan: CODE, until: '2099-12-31' }],
  ['rating.trends', { plan: CODE, from: '2026-01-01', to: '2029-12-31' }],
  ['ragRules.whatIf', { plan: CODE, ragRules }],
  ['ragRules.backTest', { plan: CODE, ragRules }],
  ['ragRules.check', { ragRules: nested(60) }],
  ['drafts.get', { id: draft }],
  ['drafts.difference', { id: draft, plan: 'plan-1', of }],
  ['work.mine', {}],
]

const nested = (depth: number): unknown => (depth === 0 ? [] : [nested(depth - 1)])

const question = (procedure: string, input: unknown): string =>
  `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`

const one = (procedure: string, input: unknown): [string, RequestInit] =>
  procedure.startsWith('ragRules.')
    ? [
        `/trpc/${procedure}`,
        { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) },
      ]
    : [question(procedure, input), {}]

const BATCH = Math.floor(MOST_TOGETHER / costOf('actions.list'))

/** The maximum number of calls in one request, each for the longest list. */
const manyLists = (): [string, RequestInit] => {
  const input = Object.fromEntries(Array.from({ length: BATCH }, (_, at) => [at, { limit: MOST_LISTED }]))
  return [
    `/trpc/${Array(BATCH).fill('actions.list')}?batch=1&input=${encodeURIComponent(JSON.stringify(input))}`,
    {},
  ]
}

/** Sends a request and accepts any answer: one too many is refused. */
const asked = async (product: Product, token: string, path: string, init: RequestInit): Promise<number> => {
  const answer = await fetch(`${product.url}${path}`, {
    ...init,
    headers: { ...init.headers, authorization: `Bearer ${token}` },
  })
  await answer.arrayBuffer()
  if (answer.status >= 500) throw new Error(`${path.slice(0, 60)} was answered ${answer.status}`)
  return answer.status
}

const ask = async (
  product: Product,
  token: string,
  procedure: string,
  input: unknown,
  method = 'GET',
): Promise<unknown> => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const answer = await fetch(
    `${product.url}${method === 'GET' ? question(procedure, input) : `/trpc/${procedure}`}`,
    {
      method,
      headers,
      ...(method === 'GET' ? {} : { body: JSON.stringify(input) }),
    },
  )
  const body = (await answer.json()) as { result?: { data: unknown } }
  if (!answer.ok) throw new Error(`${procedure} was answered ${answer.status}: ${JSON.stringify(body)}`)
  return body.result?.data
}

/** Uploads a plan of `rows` rows; returns the id of its draft. */
const uploadPlan = async (product: Product, token: string, rows: number): Promise<string> => {
  const answer = await fetch(`${product.url}/api/drafts?name=plan.txt&job=${randomUUID()}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: asText(titleOf(2), generatePlan(rows, 2)),
  })
  const body = (await answer.json()) as { id?: string }
  if (body.id === undefined)
    throw new Error(`a document was answered ${answer.status}: ${JSON.stringify(body)}`)
  return body.id
}

/** Adds an editor; returns their token. */
const aPerson = async (product: Product, name: string): Promise<string> => {
  const person = { name, email: `${name}@example.org`, role: 'editor', password: 'a beat book of their own' }
  await ask(product, product.token, 'people.add', person, 'POST')
  const signedIn = await post(`${product.url}/api/auth/sign-in/email`, {
    email: person.email,
    password: person.password,
  })
  const token = signedIn.headers.get('set-auth-token')
  if (token === null) throw new Error(`Nobody could sign in: ${await signedIn.text()}`)
  // A user with an initial password has to change it first.
  await ask(
    product,
    token,
    'people.changePassword',
    { currentPassword: person.password, password: 'a beat book all their own' },
    'POST',
  )
  const parties = (await ask(product, token, 'work.parties', undefined)) as { id: string }[]
  await ask(product, token, 'work.answerFor', { parties: parties.map(({ id }) => id) }, 'POST')
  return token
}
