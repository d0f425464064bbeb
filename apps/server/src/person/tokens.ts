import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import type { BetterAuthOptions } from 'better-auth'
import type { DBAdapter } from 'better-auth/adapters'

/**
 * The stored digest of a secret that a browser or terminal has: its SHA-256 in hex. The secrets are random,
 * so no salt is needed.
 */
export const digestOf = (secret: string): string => hash('sha256', secret)

/**
 * The token in a caller's credential: a session cookie, which is signed (HMAC-SHA-256 under `key`, base64,
 * after the dot), or a bearer token, which may be signed. `null` where a signature is missing or wrong.
 */
export const verifiedToken = (credential: string, key: string, by: 'cookie' | 'bearer'): string | null => {
  const dot = credential.indexOf('.')
  if (dot < 0) return by === 'bearer' ? credential : null
  const token = credential.slice(0, dot)
  const [given, right] = [
    Buffer.from(decoded(credential.slice(dot + 1)), 'base64'),
    createHmac('sha256', key).update(token).digest(),
  ]
  return given.length === right.length && timingSafeEqual(given, right) ? token : null
}

// A bearer token may be written as in the cookie, where the signature is URL-encoded.
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/** The columns with secrets in each table of sign-in, by which rows are looked up. */
const secrets: Readonly<Record<string, readonly string[]>> = {
  session: ['token'],
  deviceCode: ['deviceCode', 'userCode'],
}

type Adapter = DBAdapter<BetterAuthOptions>
type Row = Record<string, unknown>
type Where = Parameters<Adapter['findOne']>[0]['where']

/**
 * Wraps better-auth's adapter so that session tokens and device codes are stored and looked up by their
 * digest: the secrets are nowhere in the database. A row that is created or found by a secret is returned
 * with the secret, as better-auth expects; any other row is returned with the digest, which is useless as a
 * credential. Sessions that `isExpired` are not found.
 */
export const withDigests = (
  adapter: Adapter,
  isExpired: (session: { createdAt: Date }) => boolean,
): Adapter => ({
  ...adapter,
  create: async ({ model, data, ...rest }) =>
    withSecrets(
      await adapter.create({ ...rest, model, data: digested(model, data as Row) }),
      secretsIn(model, data as Row),
    ) as never,
  findOne: async ({ model, where, ...rest }) => {
    const row = await adapter.findOne<Row>({ ...rest, model, where: digestedWhere(model, where) })
    if (row !== null && model === 'session' && isExpired(row as { createdAt: Date })) return null
    return withSecrets(row, secretsInWhere(model, where)) as never
  },
  findMany: ({ model, where, ...rest }) =>
    adapter.findMany({ ...rest, model, where: where && digestedWhere(model, where) }),
  count: ({ model, where }) => adapter.count({ model, where: where && digestedWhere(model, where) }),
  update: async ({ model, where, update }) =>
    withSecrets(
      await adapter.update<Row>({
        model,
        where: digestedWhere(model, where),
        update: digested(model, update),
      }),
      {
        ...secretsInWhere(model, where),
        ...secretsIn(model, update),
      },
    ) as never,
  updateMany: ({ model, where, update }) =>
    adapter.updateMany({ model, where: digestedWhere(model, where), update: digested(model, update) }),
  delete: ({ model, where }) => adapter.delete({ model, where: digestedWhere(model, where) }),
  deleteMany: ({ model, where }) => adapter.deleteMany({ model, where: digestedWhere(model, where) }),
  consumeOne: async ({ model, where }) =>
    withSecrets(
      await adapter.consumeOne<Row>({ model, where: digestedWhere(model, where) }),
      secretsInWhere(model, where),
    ) as never,
  incrementOne: async ({ model, where, ...rest }) =>
    withSecrets(
      await adapter.incrementOne<Row>({ ...rest, model, where: digestedWhere(model, where) }),
      secretsInWhere(model, where),
    ) as never,
  transaction: (callback) =>
    adapter.transaction((inside) => callback(withDigests(inside as Adapter, isExpired))),
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

const digestedWhere = (model: string, where: Where): Where =>
  where.map((one) => {
    if (!isSecret(model, one.field)) return one
    const { value } = one
    if (typeof value === 'string') return { ...one, value: digestOf(value) }
    return Array.isArray(value) ? { ...one, value: value.map((each) => digestOf(String(each))) } : one
  })

const secretsInWhere = (model: string, where: Where): Row =>
  Object.fromEntries(
    where
      .filter(({ field, value }) => isSecret(model, field) && typeof value === 'string')
      .map(({ field, value }) => [field, value]),
  )

const withSecrets = <R extends Row | null>(row: R, known: Row): R =>
  row === null
    ? row
    : ({ ...row, ...Object.fromEntries(Object.entries(known).filter(([field]) => field in row)) } as R)
