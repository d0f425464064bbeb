import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import type { BetterAuthOptions } from 'better-auth'
import type { DBAdapter } from 'better-auth/adapters'

/**
 * What is saved of a secret that a browser or terminal holds: its SHA-256 in hex. They are random, so it
 * needs no salt.
 */
export const digestOf = (secret: string): string => hash('sha256', secret)

/**
 * The token in what a caller shows: a session's cookie, which is signed (HMAC-SHA-256 under `key`, base64,
 * after the dot), or a bearer token, which may be. `null` where a signature is missing or not right.
 */
export const tokenShown = (shown: string, key: string, by: 'cookie' | 'bearer'): string | null => {
  const dot = shown.indexOf('.')
  if (dot < 0) return by === 'bearer' ? shown : null
  const token = shown.slice(0, dot)
  const [given, right] = [
    Buffer.from(decoded(shown.slice(dot + 1)), 'base64'),
    createHmac('sha256', key).update(token).digest(),
  ]
  return given.length === right.length && timingSafeEqual(given, right) ? token : null
}

// A bearer token may be written as in the cookie, where the signature's signs are escaped.
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/** The secrets of each table of sign-in, by which its rows are looked up. */
const secrets: Readonly<Record<string, readonly string[]>> = {
  session: ['token'],
  deviceCode: ['deviceCode', 'userCode'],
}

type Adapter = DBAdapter<BetterAuthOptions>
type Row = Record<string, unknown>
type Where = Parameters<Adapter['findOne']>[0]['where']

/**
 * better-auth's adapter, except that session tokens and the codes of the device flow are saved and looked up
 * by their digest: what better-auth hands out is nowhere in the database. A row that it makes or finds by
 * such a secret comes back with the secret, as it expects; any other row comes back with the digest, which
 * opens nothing. Sessions that `isOver` are not found.
 */
export const digesting = (adapter: Adapter, isOver: (session: { createdAt: Date }) => boolean): Adapter => ({
  ...adapter,
  create: async ({ model, data, ...rest }) =>
    restored(
      await adapter.create({ ...rest, model, data: digested(model, data as Row) }),
      secretsIn(model, data as Row),
    ) as never,
  findOne: async ({ model, where, ...rest }) => {
    const row = await adapter.findOne<Row>({ ...rest, model, where: asked(model, where) })
    if (row !== null && model === 'session' && isOver(row as { createdAt: Date })) return null
    return restored(row, secretsAsked(model, where)) as never
  },
  findMany: ({ model, where, ...rest }) =>
    adapter.findMany({ ...rest, model, where: where && asked(model, where) }),
  count: ({ model, where }) => adapter.count({ model, where: where && asked(model, where) }),
  update: async ({ model, where, update }) =>
    restored(
      await adapter.update<Row>({ model, where: asked(model, where), update: digested(model, update) }),
      {
        ...secretsAsked(model, where),
        ...secretsIn(model, update),
      },
    ) as never,
  updateMany: ({ model, where, update }) =>
    adapter.updateMany({ model, where: asked(model, where), update: digested(model, update) }),
  delete: ({ model, where }) => adapter.delete({ model, where: asked(model, where) }),
  deleteMany: ({ model, where }) => adapter.deleteMany({ model, where: asked(model, where) }),
  consumeOne: async ({ model, where }) =>
    restored(
      await adapter.consumeOne<Row>({ model, where: asked(model, where) }),
      secretsAsked(model, where),
    ) as never,
  incrementOne: async ({ model, where, ...rest }) =>
    restored(
      await adapter.incrementOne<Row>({ ...rest, model, where: asked(model, where) }),
      secretsAsked(model, where),
    ) as never,
  transaction: (callback) => adapter.transaction((inside) => callback(digesting(inside as Adapter, isOver))),
})

const isSecret = (model: string, field: string): boolean => secrets[model]?.includes(field) ?? false

const digested = (model: string, row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([field, value]) => [
      field,
      isSecret(model, field) && typeof value === 'string' ? digestOf(value) : value,
    ]),
  )

const secretsIn = (model: string, row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([field]) => isSecret(model, field)))

const asked = (model: string, where: Where): Where =>
  where.map((one) => {
    if (!isSecret(model, one.field)) return one
    const { value } = one
    if (typeof value === 'string') return { ...one, value: digestOf(value) }
    return Array.isArray(value) ? { ...one, value: value.map((each) => digestOf(String(each))) } : one
  })

const secretsAsked = (model: string, where: Where): Row =>
  Object.fromEntries(
    where
      .filter(({ field, value }) => isSecret(model, field) && typeof value === 'string')
      .map(({ field, value }) => [field, value]),
  )

const restored = <R extends Row | null>(row: R, known: Row): R =>
  row === null
    ? row
    : ({ ...row, ...Object.fromEntries(Object.entries(known).filter(([field]) => field in row)) } as R)
