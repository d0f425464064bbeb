import { join } from 'node:path'
import { root, type Server, startServer } from './process.ts'
import { type Product, startProduct } from './product.ts'
import { actionsOf, fillBare, fillRecord } from './record.ts'

/** The amount of measurement: `--quick` only proves that everything runs. */
export interface Size {
  readonly small: number
  readonly large: number
  readonly documentRows: number
  /** Rows of the plan that the most expensive requests are for. */
  readonly plan: number
  /** The duration of each load in milliseconds, and how often product and bare server alternate. */
  readonly load: number
  readonly turns: number
}

/** A record of `actions` actions with the product and the bare handler running on the same content. */
export interface World {
  readonly actions: number
  readonly record: string
  readonly bareRecord: string
  readonly all: readonly { readonly id: string; readonly address: string }[]
  readonly product: Product
  readonly bare: Server
}

/** Creates worlds in `folder` on first use. */
export const createWorlds = (folder: string) => {
  const worlds = new Map<number, Promise<World>>()
  return {
    of(actions: number): Promise<World> {
      const known = worlds.get(actions) ?? open(folder, actions)
      worlds.set(actions, known)
      return known
    },
  }
}

export type Worlds = ReturnType<typeof createWorlds>

/** The bare handler on the tables at `path`. */
export const startBare = (path: string, { flush = 0 }: { flush?: number } = {}): Promise<Server> =>
  startServer(join(root, 'tooling/bench/src/bare/server.ts'), [path], {}, { flush })

const open = async (folder: string, actions: number): Promise<World> => {
  const record = join(folder, String(actions), 'beatbook.db')
  const bareRecord = join(folder, `bare-${actions}.db`)
  await fillRecord(record, actions)
  await fillBare(bareRecord, record)
  const all = await actionsOf(record)
  return {
    actions,
    record,
    bareRecord,
    all,
    product: await startProduct(record),
    bare: await startBare(bareRecord),
  }
}
