import { appRouter } from '@beatbook/api'
import * as z from 'zod'
import { planText } from '../plan.ts'
import type { Random } from '../random.ts'
import { aValue, type Known, type Shape, spoiled } from './shape.ts'
import { asJson, aText, hostile } from './values.ts'

/** One request: `input` is the part that can be reduced, `write` creates the URL and body from it. */
export interface Request {
  readonly what: string
  readonly method: string
  readonly input: unknown
  readonly write: (input: unknown) => { path: string; body?: string | Uint8Array }
  readonly headers: Readonly<Record<string, string>>
  /** Whether to send the caller's session: not if the request would end it. */
  readonly signedIn: boolean
}

interface Procedure {
  readonly name: string
  readonly type: string
  readonly shape: Shape | null
}

/** Every procedure of the API with the schema of its input. */
export const procedures: readonly Procedure[] = Object.entries(
  appRouter._def.procedures as unknown as Record<
    string,
    { _def: { type: string; inputs: readonly z.ZodType[] } }
  >,
).map(([name, procedure]) => {
  const { type, inputs } = procedure._def
  const shapes = inputs.map(
    (input) => z.toJSONSchema(input, { unrepresentable: 'any', io: 'input', reused: 'inline' }) as Shape,
  )
  return {
    name,
    type,
    shape: shapes.length === 0 ? null : shapes.length === 1 ? (shapes[0] ?? null) : { allOf: shapes },
  }
})

const json = { 'content-type': 'application/json' }

/**
 * The next request: of one procedure, a batch of several, or a route. `live.changes` never ends, and has its
 * own tests.
 */
export const aRequest = (random: Random, known: Known): Request =>
  random.chance(0.7) ? aCall(random, known) : random.chance(0.4) ? aBatch(random, known) : aRoute(random)

const answering = procedures.filter(({ type }) => type !== 'subscription')

const anInput = ({ shape }: Procedure, random: Random, known: Known): unknown => {
  const valid = shape === null ? undefined : aValue(shape, random, known)
  return random.chance(0.5) ? valid : spoiled(valid, random)
}

const aCall = (random: Random, known: Known): Request => {
  const procedure = random.pick(answering)
  // Sometimes a query is sent as a mutation, or a mutation as a query.
  const get = (procedure.type === 'query') !== random.chance(0.1)
  return {
    what: procedure.name,
    method: get ? 'GET' : 'POST',
    input: anInput(procedure, random, known),
    write: (input) =>
      get
        ? { path: `/trpc/${procedure.name}${query(input)}` }
        : { path: `/trpc/${procedure.name}`, body: asJson(input) },
    headers: get ? {} : json,
    signedIn: true,
  }
}

const aBatch = (random: Random, known: Known): Request => {
  const chosen = Array.from({ length: random.pick([1, 2, 3, 5, 51]) }, () => random.pick(answering))
  const get = random.chance(0.5)
  const names = chosen.map(({ name }) => name).join(',')
  return {
    what: `batch of ${chosen.length}`,
    method: get ? 'GET' : 'POST',
    input: Object.fromEntries(
      chosen.map((procedure, index) => [
        random.chance(0.95) ? index : index + 7,
        anInput(procedure, random, known),
      ]),
    ),
    write: (input) =>
      get
        ? { path: `/trpc/${names}?batch=1&${query(input).slice(1)}` }
        : { path: `/trpc/${names}?batch=1`, body: asJson(input) },
    headers: get ? {} : json,
    signedIn: true,
  }
}

/** The maximum length of a URL before the server refuses the request line. */
const MOST_OF_AN_ADDRESS = 12_000

const query = (input: unknown): string => {
  const whole = input === undefined ? '' : `?input=${encodeURIComponent(asJson(input).toWellFormed())}`
  return whole.slice(0, MOST_OF_AN_ADDRESS)
}

const auth = (path: string, shape: Shape, signedIn = true) => ({
  path: `/api/auth${path}`,
  method: 'POST',
  shape,
  signedIn,
})
const strings = (...names: string[]): Shape => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
  required: names,
})

/** The routes besides the API's, including some that do not exist. */
const routes: readonly { path: string; method: string; shape: Shape; signedIn?: boolean }[] = [
  ...[
    '/health',
    '/ready',
    '/api/setup',
    '/',
    '/setup',
    '/plans/harbour',
    '/trpc',
    '/trpc/',
    '/trpc/nothing',
    '/trpc/constructor',
    '/trpc/plans.__proto__',
    '/api/',
    '/api/nothing',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%2f..%2fpackage.json',
    '/%00',
    '/%ff',
    '/.git/config',
  ].map((path) => ({ path, method: 'GET', shape: {} })),
  { path: '/api/setup', method: 'POST', shape: strings('token', 'name', 'email', 'password', 'force') },
  auth('/sign-in/email', strings('email', 'password')),
  auth('/sign-up/email', strings('name', 'email', 'password')),
  auth('/sign-out', {}, false),
  auth('/change-password', strings('currentPassword', 'newPassword')),
  auth('/update-user', strings('name', 'image')),
  auth('/revoke-sessions', {}, false),
  auth('/delete-user', {}, false),
  auth('/device/code', strings('client_id')),
  auth('/device/token', strings('grant_type', 'device_code', 'client_id')),
  auth('/device/approve', strings('userCode')),
  auth('/device/deny', strings('userCode')),
  ...['/get-session', '/list-sessions', '/device?user_code=ABCDEFGH', '/ok', '/error'].map((path) => ({
    path: `/api/auth${path}`,
    method: 'GET',
    shape: {},
  })),
]

const aRoute = (random: Random): Request => {
  if (random.chance(0.3)) return anUpload(random)
  const { path, method: usual, shape, signedIn = true } = random.pick(routes)
  const method = random.chance(0.85)
    ? usual
    : random.pick(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'POST', 'HEAD'])
  const bodiless = method === 'GET' || method === 'HEAD'
  const valid = aValue(shape, random, {})
  const whole = random.chance(0.9)
  return {
    what: `${method} ${path}`,
    method,
    input: bodiless ? undefined : random.chance(0.5) ? valid : spoiled(valid, random),
    write: (input) =>
      bodiless ? { path } : { path, body: whole ? asJson(input) : asJson(input).slice(0, -2) },
    headers: random.pick<Record<string, string>>([
      json,
      json,
      {},
      { 'content-type': 'text/plain' },
      { ...json, cookie: 'beatbook.session_token=x.y' },
      { ...json, origin: 'https://evil.example' },
      { ...json, 'content-encoding': 'gzip' },
      { authorization: `Bearer ${random.pick(['', 'x', 'a.b.c', '%00', "' or 1=1"])}` },
    ]),
    signedIn,
  }
}

const anUpload = (random: Random): Request => {
  const name = random.pick([
    'plan.txt',
    'plan.csv',
    'plan.md',
    'plan.html',
    'plan.docx',
    'plan.xlsx',
    '../plan.txt',
    String(aText(random)),
  ])
  const more = random.pick(['', '&quarters=financial', '&quarters=x', '&name=twice'])
  return {
    what: 'POST /api/drafts',
    method: 'POST',
    input: aDocument(random),
    write: (input) => ({
      path: `/api/drafts?name=${encodeURIComponent(name.toWellFormed())}${more}`,
      body: String(input),
    }),
    headers: {},
    signedIn: true,
  }
}

/** A small document: a plan with a few hostile cells, a page, or data that is not a document. */
const aDocument = (random: Random): string => {
  const lines = planText('A plan', random.between(1, 12), random.between(1, 99)).split('\n')
  for (let times = random.between(0, 4); times > 0; times -= 1)
    lines[random.between(0, lines.length - 1)] = String(hostileText(random))
  return random.pick([
    () => lines.join('\n'),
    () => lines.join('\n').replaceAll('\t', ','),
    () =>
      `<table>${lines.map((line) => `<tr><td colspan=${random.pick([1, 2, 65_000])}>${line.replaceAll('\t', '<td>')}</tr>`).join('')}</table>`,
    () => lines.map((line) => `- ${line}`).join('\n'),
    () => `PK\u0003\u0004${hostileText(random)}`,
    () => String(hostileText(random)),
  ])()
}

const hostileText = (random: Random) => {
  const made = hostile(random)
  return (typeof made === 'string' ? made : asJson(made)).slice(0, 20_000)
}
