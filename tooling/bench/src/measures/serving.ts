import { copyFile, copyRecord } from '../ageing.ts'
import { type Clients, load } from '../load.ts'
import { startProduct } from '../product.ts'
import {
  bareActions,
  bareLists,
  bareWriters,
  productActions,
  productLists,
  productWriters,
} from '../questions.ts'
import { aSecond, atLeast, median, type Row } from '../row.ts'
import { type Size, startBare, type World, type Worlds } from '../world.ts'

const CLIENTS = 8
const WRITERS = 16
const FLUSH = 5

/** The list of the small record and of the large one, and how the two compare. */
export const lists = async (worlds: Worlds, size: Size): Promise<Row[]> => {
  const rows: Row[] = []
  const rates: number[] = []
  for (const actions of [size.small, size.large]) {
    const world = await worlds.of(actions)
    const both = await inTurns(productLists(world.product, CLIENTS), bareLists(world.bare, CLIENTS), size)
    rates.push(both.product)
    rows.push(compared(`list, 100 of ${thousands(actions)}`, both, 0.6))
  }
  const [small, large] = [await worlds.of(size.small), await worlds.of(size.large)]
  const both = await inTurns(productLists(large.product, CLIENTS), productLists(small.product, CLIENTS), size)
  const name = `list of ${thousands(size.large)} against ${thousands(size.small)} (in “bare”)`
  return [...rows, compared(name, both, 0.95)]
}

/** One action by its address. */
export const oneAction = async (worlds: Worlds, size: Size): Promise<Row[]> => {
  const { product, bare, all } = await worlds.of(size.small)
  return [
    compared(
      'one action',
      await inTurns(productActions(product, all, CLIENTS), bareActions(bare, all, CLIENTS), size),
      0.35,
    ),
  ]
}

/** Updates from sixteen clients, and lists during the writes; both again with flushes of 5 ms. */
export const updates = async (worlds: Worlds, size: Size): Promise<Row[]> => {
  const world = await worlds.of(size.small)
  const rows = await writing(world, size, '')
  const slow = await slowed(world)
  try {
    return [...rows, ...(await writing(slow, size, `, flushes of ${FLUSH} ms`))]
  } finally {
    await slow.product.stop()
    await slow.bare.stop()
  }
}

const writing = async ({ product, bare, all }: World, size: Size, how: string): Promise<Row[]> => {
  const recorded = await inTurns(productWriters(product, all, WRITERS), bareWriters(bare, all, WRITERS), size)
  const beside = { product: [] as number[], bare: [] as number[], rates: [0, 0] }
  for (let turn = 0; turn < size.turns; turn++) {
    const alone = await rateOf(productLists(product, CLIENTS), size)
    const [read] = await load(
      [productLists(product, CLIENTS), productWriters(product, all, WRITERS)],
      size.load,
    )
    beside.product.push((read?.perSecond ?? 0) / alone)
    beside.rates = [read?.perSecond ?? 0, alone]
  }
  const ratio = median(beside.product)
  const [read = 0, alone = 0] = beside.rates
  return [
    compared(`updates from ${WRITERS} clients${how}`, recorded, 1),
    {
      name: `lists beside ${WRITERS} writers against lists alone (in “bare”)${how}`,
      product: aSecond(read),
      bare: aSecond(alone),
      ratio,
      aim: atLeast(ratio, 0.85),
    },
  ]
}

/** The same content served from a copy: a record can have only one server. */
const slowed = async (world: World): Promise<World> => {
  const [record, bareRecord] = [`${world.record}-slow`, `${world.bareRecord}-slow`]
  copyRecord(world.record, record)
  copyFile(world.bareRecord, bareRecord)
  return {
    ...world,
    record,
    bareRecord,
    product: await startProduct(record, { flush: FLUSH }),
    bare: await startBare(bareRecord, { flush: FLUSH }),
  }
}

const inTurns = async (
  product: Clients,
  bare: Clients,
  size: Size,
): Promise<{ product: number; bare: number; ratio: number }> => {
  const turns = []
  for (let turn = 0; turn < size.turns; turn++)
    turns.push({ product: await rateOf(product, size), bare: await rateOf(bare, size) })
  return {
    product: median(turns.map((turn) => turn.product)),
    bare: median(turns.map((turn) => turn.bare)),
    ratio: median(turns.map((turn) => turn.product / turn.bare)),
  }
}

const rateOf = async (clients: Clients, size: Size): Promise<number> =>
  (await load([clients], size.load))[0]?.perSecond ?? 0

const compared = (
  name: string,
  { product, bare, ratio }: { product: number; bare: number; ratio: number },
  aim: number,
): Row => ({
  name,
  product: aSecond(product),
  bare: aSecond(bare),
  ratio,
  aim: atLeast(ratio, aim),
})

const thousands = (actions: number): string => actions.toLocaleString('en-GB')
