import type { Clients } from './load.ts'
import type { Server } from './process.ts'
import type { Product } from './product.ts'

/** Clients of the product that ask for lists: the amber actions by deadline, and all by newest update, a hundred each. */
export const productLists = (product: Product, connections: number): Clients => ({
  connections,
  url: product.url,
  headers: authorized(product),
  paths: [
    question('actions.list', { levels: ['amber'], sort: 'timescale', limit: 100 }),
    question('actions.list', { sort: 'last-update', descending: true, limit: 100 }),
  ],
})

export const bareLists = (bare: Server, connections: number): Clients => ({
  connections,
  url: bare.url,
  headers: {},
  paths: ['/list?by=level&level=amber', '/list?by=last'],
})

/** Clients that read one action each, another every time. */
export const productActions = (product: Product, some: readonly { address: string }[], connections: number): Clients => ({
  connections,
  url: product.url,
  headers: authorized(product),
  paths: some.map(({ address }) => question('actions.get', { address })),
})

export const bareActions = (bare: Server, some: readonly { address: string }[], connections: number): Clients => ({
  connections,
  url: bare.url,
  headers: {},
  paths: some.map(({ address }) => `/one?address=${encodeURIComponent(address)}`),
})

/** Clients that record updates. */
export const productWriters = (product: Product, some: readonly { id: string }[], connections: number): Clients => ({
  connections,
  url: product.url,
  headers: authorized(product),
  updates: { path: '/trpc/commands.recordUpdate?batch=1', actionIds: some.map(({ id }) => id), wrap: true },
})

export const bareWriters = (bare: Server, some: readonly { id: string }[], connections: number): Clients => ({
  connections,
  url: bare.url,
  headers: {},
  updates: { path: '/update', actionIds: some.map(({ id }) => id), wrap: false },
})

const authorized = (product: Product) => ({ authorization: `Bearer ${product.token}` })

const question = (procedure: string, input: unknown): string => `/trpc/${procedure}?batch=1&input=${encodeURIComponent(JSON.stringify({ 0: input }))}`
