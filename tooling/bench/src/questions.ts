import type { Clients } from './load.ts'
import type { Server } from './process.ts'
import type { Product } from './product.ts'
import type { Named } from './record.ts'

/**
 * Clients of the product that request lists: those of one level by deadline, and all by newest update, a
 * hundred rows each.
 */
export const productLists = (product: Product, connections: number): Clients => ({
  connections,
  url: product.url,
  headers: authorized(product),
  paths: [
    ...['red', 'amber', 'green'].map((level) =>
      question('actions.list', { levels: [level], sort: 'timescale', limit: 100 }),
    ),
    question('actions.list', { sort: 'last-update', descending: true, limit: 100 }),
  ],
})

export const bareLists = (bare: Server, connections: number): Clients => ({
  connections,
  url: bare.url,
  headers: {},
  paths: [...['red', 'amber', 'green'].map((level) => `/list?by=level&level=${level}`), '/list?by=last'],
})

/** Clients that read one action at a time, some hundreds in turn. */
export const productActions = (
  product: Product,
  all: readonly Pick<Named, 'address'>[],
  connections: number,
): Clients => ({
  connections,
  url: product.url,
  headers: authorized(product),
  paths: all.slice(0, SOME).map(({ address }) => question('actions.get', { address })),
})

export const bareActions = (
  bare: Server,
  all: readonly Pick<Named, 'address'>[],
  connections: number,
): Clients => ({
  connections,
  url: bare.url,
  headers: {},
  paths: all.slice(0, SOME).map(({ address }) => `/one?address=${encodeURIComponent(address)}`),
})

/** Clients that record updates. */
export const productWriters = (
  product: Product,
  all: readonly Pick<Named, 'id'>[],
  connections: number,
): Clients => ({
  connections,
  url: product.url,
  headers: authorized(product),
  updates: { path: '/trpc/commands.recordUpdate?batch=1', actionIds: all.map(({ id }) => id), wrap: true },
})

export const bareWriters = (
  bare: Server,
  all: readonly Pick<Named, 'id'>[],
  connections: number,
): Clients => ({
  connections,
  url: bare.url,
  headers: {},
  updates: { path: '/update', actionIds: all.map(({ id }) => id), wrap: false },
})

/** The number of actions that are read in turn. */
const SOME = 500

const authorized = (product: Product) => ({ authorization: `Bearer ${product.token}` })

const question = (procedure: string, input: unknown): string =>
  `/trpc/${procedure}?batch=1&input=${encodeURIComponent(JSON.stringify({ 0: input }))}`
