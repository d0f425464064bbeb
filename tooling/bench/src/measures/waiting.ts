import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { costOf, MOST_TOGETHER } from '@beatbook/api'
import { MOST_LISTED } from '@beatbook/contract'
import { accept, ask, question, recordUpdate, send, upload } from '../ask.ts'
import { asText } from '../documents.ts'
import { generatePlan, titleOf } from '../plans.ts'
import { type Latencies, type Probed, probeDuring } from '../probe.ts'
import { type Product, post } from '../product.ts'
import { bringPlan } from '../record.ts'
import { atMost, type Row, timeOf } from '../row.ts'
import type { Bare, Size, World, Worlds } from '../world.ts'

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
export const waiting = async (worlds: Worlds, size: Size): Promise<Row[]> => {
  const world = await worlds.named('waiting', { fill: (product) => bringPlan(product, size.heavy, 1, CODE) })
  const { product } = world
  const probed = probedOf(world, await worlds.bareBeside('waiting', world))
  const crowd = await Promise.all(['one', 'two', 'three'].map((name) => aPerson(product, name)))
  const rows: Row[] = []
  const measured = async (name: string, work: () => Promise<unknown>) =>
    rows.push(worstOf(name, await probeDuring(probed, work)))

  const plan = await ask<{ id: string }>(product, 'plans.get', { plan: CODE })
  const ragRules = {
    ...(await ask<object>(product, 'ragRules.get', { code: 'force-default' })),
    code: 'other',
  }
  const draft = await uploadPlan(product, product.token, size.heavy)
  const another = crowd[0] ?? ''
  const decided = await uploadPlan(product, another, size.heavy)
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
    Promise.all(crowd.map((token) => uploadPlan(product, token, 2 * size.heavy).catch(() => null))),
  )
  await measured('beside accepting a plan and deciding over another', () =>
    Promise.all([
      accept(product, draft),
      send(product, 'drafts.decide', { id: decided, decisions: [] }, another),
    ]),
  )
  const large = await uploadPlan(product, product.token, size.documentRows, ANOTHER)
  const [some] = world.some
  rows.push(
    worstUpdate(
      size.documentRows,
      await updatesDuring(product, some?.id ?? '', () => accept(product, large, 'large')),
    ),
  )
  const { url } = world.database
  if (url.startsWith('sqlite:')) await measured('beside a backup', () => backUp(worlds.side.root, url))
  return rows
}

/** The product and the bare server, each asked for one action. */
export const probedOf = ({ product, some }: World, bare: Bare): Probed[] => {
  const address = some[0]?.address ?? ''
  return [
    {
      url: product.url + question('actions.get', { address }),
      headers: { authorization: `Bearer ${product.token}` },
    },
    { url: `${bare.url}/one?address=${encodeURIComponent(address)}`, headers: {} },
  ]
}

/** The row of the worst answers of the product and of a bare server. */
export const worstOf = (name: string, [ours, theirs]: readonly Latencies[]): Row => {
  if (ours === undefined || theirs === undefined) throw new Error('a probe is missing')
  return {
    name: `worst answer ${name} (median ${timeOf(ours.median)}, bare ${timeOf(theirs.median)})`,
    product: timeOf(ours.worst),
    bare: timeOf(theirs.worst),
    ratio: null,
    aim: { ...atMost(ours.worst - theirs.worst, AIM), words: `≤ bare + ${AIM} ms` },
  }
}

/** The answer times of updates of one action, one after the other, while `work` runs, in milliseconds. */
const updatesDuring = async (
  product: Product,
  actionId: string,
  work: () => Promise<unknown>,
): Promise<number[]> => {
  for (let warm = 0; warm < 20; warm++) await recordUpdate(product, actionId, 'Before')
  let isDone = false
  const working = work().finally(() => {
    isDone = true
  })
  // It is awaited below; a failure before that must not end the program with its servers left running.
  working.catch(() => {})
  const times: number[] = []
  while (!isDone) {
    const began = performance.now()
    await recordUpdate(product, actionId, 'Beside')
    times.push(performance.now() - began)
    await wait(EVERY)
  }
  await working
  return times.sort((one, other) => one - other)
}

/** Milliseconds from the answer of an update to the next. */
const EVERY = 5

/** The row of the longest that an update waited for an accept. */
const worstUpdate = (rows: number, times: readonly number[]): Row => {
  const worst = times.at(-1) ?? 0
  const median = times[Math.floor(times.length / 2)] ?? 0
  return {
    name: `worst of ${times.length} updates beside accepting ${rows.toLocaleString('en-GB')} rows (median ${timeOf(median)})`,
    product: timeOf(worst),
    bare: '',
    ratio: null,
    aim: atMost(worst, AIM),
  }
}

/** Backs up a record as an operator does while the server has it open. Throws if the backup fails. */
const backUp = async (root: string, url: string): Promise<void> => {
  const server = join(root, 'apps/server/src/main.ts')
  const env = { ...process.env, DATABASE_URL: url }
  await promisify(execFile)(process.execPath, [server, 'backup', `${url.slice('sqlite:'.length)}.backup`], {
    env,
  })
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

let requests = 0

/**
 * Sends a request and accepts any answer: one too many is refused. A number in its address makes it differ from
 * all others, since an answer that requests share would flatter the product.
 */
const asked = async (product: Product, token: string, path: string, init: RequestInit): Promise<number> => {
  requests += 1
  const answer = await fetch(`${product.url}${path}${path.includes('?') ? '&' : '?'}request=${requests}`, {
    ...init,
    headers: { ...init.headers, authorization: `Bearer ${token}` },
  })
  await answer.arrayBuffer()
  if (answer.status >= 500) throw new Error(`${path.slice(0, 60)} was answered ${answer.status}`)
  return answer.status
}

/** Uploads a plan of `rows` rows, the same for the same `seed`; returns the id of its draft. */
const uploadPlan = (product: Product, token: string, rows: number, seed = 2): Promise<string> =>
  upload(product, 'plan.txt', asText(titleOf(seed), generatePlan(rows, seed)), token)

/** A plan that is accepted beside those of the other measures: the text of an accepted one would be refused. */
const ANOTHER = 3

/** Adds an editor; returns their token. */
const aPerson = async (product: Product, name: string): Promise<string> => {
  const person = { name, email: `${name}@example.org`, role: 'editor', password: 'a beat book of their own' }
  await send(product, 'people.add', person)
  const signedIn = await post(`${product.url}/api/auth/sign-in/email`, {
    email: person.email,
    password: person.password,
  })
  const token = signedIn.headers.get('set-auth-token')
  if (token === null) throw new Error(`Nobody could sign in: ${await signedIn.text()}`)
  // A user with an initial password has to change it first.
  await send(
    product,
    'people.changePassword',
    { currentPassword: person.password, password: 'a beat book all their own' },
    token,
  )
  const parties = await ask<{ id: string }[]>(product, 'work.parties', undefined, token)
  await send(product, 'work.answerFor', { parties: parties.map(({ id }) => id) }, token)
  return token
}
