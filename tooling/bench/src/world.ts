import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ActionRow } from '@beatbook/contract'
import { threadsTime } from './cpu.ts'
import { type Database, postgresDatabase, sqliteFile } from './database.ts'
import { root, type Server, startServer } from './process.ts'
import { type Product, startProduct } from './product.ts'
import { fillBare, fillRecord, rowsOf } from './record.ts'
import type { TurnSize } from './turns.ts'

/** The amount of measurement. */
export interface Size extends TurnSize {
  /** The actions of the record most things are measured on, and of the one that shows how they grow. */
  readonly small: number
  readonly large: number
  readonly documentRows: number
  /** Rows of the plan that the most expensive requests are for. */
  readonly heavy: number
  /** Rows of a plan that is accepted or shown in windows. */
  readonly plan: number
  /** Rows of a plan with several versions of each action. */
  readonly aged: number
  /** Rows of the plans that a slow phone opens. */
  readonly phone: readonly number[]
  /** Events of the action with a long history. */
  readonly events: number
  /** The duration of each load in milliseconds. */
  readonly load: number
}

/** A product that is measured: a checkout, and where its records are kept. */
export interface Side {
  readonly name: string
  readonly root: string
  /** The PostgreSQL server of its records; `null` for SQLite files. */
  readonly postgres: string | null
}

/** This checkout, with records in SQLite files. */
export const here: Side = { name: 'now', root, postgres: null }

/** A record with the product running on it. */
export interface World {
  readonly product: Product
  readonly database: Database
  /** Its first actions, 2,000 at most, as they were when it was filled. */
  readonly some: readonly ActionRow[]
  /** How long filling took, in milliseconds of wall time and of the product's processor time. */
  readonly filled: { readonly wall: number; readonly cpu: number }
}

/** The bare handler, and the file of its tables. */
export interface Bare extends Server {
  readonly record: string
}

/** How a world differs from the others: what is in it, and the milliseconds that each flush takes longer. */
export interface WorldKind {
  fill(product: Product): Promise<unknown>
  readonly flush?: number
}

/** Creates the worlds of one product in `folder` when they are first asked for. */
export const createWorlds = (side: Side, folder: string) => {
  const worlds = new Map<string, Promise<World>>()
  const bare = new Map<string, Promise<Bare>>()
  const once = <T>(known: Map<string, Promise<T>>, name: string, make: () => Promise<T>): Promise<T> => {
    const made = known.get(name) ?? make()
    known.set(name, made)
    return made
  }
  const named = (name: string, kind: WorldKind): Promise<World> =>
    once(worlds, name, () => open(side, join(folder, name), name, kind))
  const of = (actions: number, flush = 0): Promise<World> =>
    named(`actions-${actions}-${flush}`, { flush, fill: (product) => fillRecord(product, actions) })
  /** The bare handler with the content of a world. */
  const bareBeside = (name: string, { product }: World, flush = 0): Promise<Bare> =>
    once(bare, name, async () => {
      const record = join(folder, `bare-${name}.db`)
      fillBare(record, await rowsOf(product))
      return { record, ...(await startBare(record, flush)) }
    })
  return {
    side,
    /** The world of a name, made by `kind` the first time. */
    named,
    /** A record of `actions` actions. */
    of,
    /** The bare handler with the content of a record of `actions` actions. */
    bareOf: async (actions: number, flush = 0): Promise<Bare> =>
      bareBeside(`${actions}-${flush}`, await of(actions, flush), flush),
    bareBeside,
    /** Drops the databases outside the folder. */
    async drop() {
      for (const world of await Promise.allSettled(worlds.values()))
        if (world.status === 'fulfilled') world.value.database.drop()
    },
  }
}

export type Worlds = ReturnType<typeof createWorlds>

/** The bare handler on the tables at `path`. */
export const startBare = (path: string, flush = 0): Promise<Server> =>
  startServer(join(root, 'tooling/bench/src/bare/server.ts'), [path], {}, { flush })

const open = async (side: Side, folder: string, name: string, kind: WorldKind): Promise<World> => {
  mkdirSync(folder, { recursive: true })
  const database =
    side.postgres === null
      ? sqliteFile(join(folder, 'beatbook.db'))
      : postgresDatabase(side.postgres, `beatbook-bench-${process.pid}-${name}`)
  const product = await startProduct(side.root, database, { flush: kind.flush ?? 0 })
  const [began, used] = [performance.now(), threadsTime(product.pid) + database.cpu()]
  await kind.fill(product)
  const filled = {
    wall: performance.now() - began,
    cpu: threadsTime(product.pid) + database.cpu() - used,
  }
  return { product, database, some: await rowsOf(product, 2_000), filled }
}
