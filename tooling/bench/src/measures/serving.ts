import { threadsTime } from '../cpu.ts'
import { type Clients, load } from '../load.ts'
import {
  bareActions,
  bareLists,
  bareWriters,
  productActions,
  productLists,
  productWriters,
} from '../questions.ts'
import { aSecond, atLeast, median, type Row, timeOf } from '../row.ts'
import { cpuOf } from '../work/operations.ts'
import type { Size, Worlds } from '../world.ts'

const CLIENTS = 8
const WRITERS = 16
const FLUSH = 5

/** The list of the small record and of the large one, and how the two compare. */
export const lists = async (worlds: Worlds, size: Size): Promise<Row[]> => {
  const rows: Row[] = []
  for (const actions of [size.small, size.large]) {
    const [world, bare] = [await worlds.of(actions), await worlds.bareOf(actions)]
    const both = await inTurns(
      { clients: productLists(world.product, CLIENTS), cpu: () => cpuOf(world) },
      { clients: bareLists(bare, CLIENTS), cpu: () => threadsTime(bare.pid) },
      size,
    )
    rows.push(compared(`list, 100 of ${thousands(actions)}`, both, 0.6))
  }
  const [small, large] = [await worlds.of(size.small), await worlds.of(size.large)]
  const both = await inTurns(
    { clients: productLists(large.product, CLIENTS), cpu: () => cpuOf(large) },
    { clients: productLists(small.product, CLIENTS), cpu: () => cpuOf(small) },
    size,
  )
  const name = `list of ${thousands(size.large)} against ${thousands(size.small)} (in “bare”)`
  return [...rows, compared(name, both, 0.95)]
}

/** One action by its address. */
export const oneAction = async (worlds: Worlds, size: Size): Promise<Row[]> => {
  const [world, bare] = [await worlds.of(size.small), await worlds.bareOf(size.small)]
  const both = await inTurns(
    { clients: productActions(world.product, world.some, CLIENTS), cpu: () => cpuOf(world) },
    { clients: bareActions(bare, world.some, CLIENTS), cpu: () => threadsTime(bare.pid) },
    size,
  )
  return [compared('one action', both, 0.35)]
}

/** Updates from sixteen clients, and lists during the writes; both again with flushes of 5 ms. */
export const updates = async (worlds: Worlds, size: Size): Promise<Row[]> => [
  ...(await writing(worlds, size, 0, '')),
  ...(await writing(worlds, size, FLUSH, `, flushes of ${FLUSH} ms`)),
]

const writing = async (worlds: Worlds, size: Size, flush: number, how: string): Promise<Row[]> => {
  const world = await worlds.of(size.small, flush)
  const bare = await worlds.bareOf(size.small, flush)
  const { product, some } = world
  const recorded = await inTurns(
    { clients: productWriters(product, some, WRITERS), cpu: () => cpuOf(world) },
    { clients: bareWriters(bare, some, WRITERS), cpu: () => threadsTime(bare.pid) },
    size,
  )
  const beside = { ratios: [] as number[], rates: [0, 0] as [number, number] }
  for (let turn = 0; turn < size.turns; turn++) {
    const [alone] = await load([productLists(product, CLIENTS)], size.load)
    const [read] = await load(
      [productLists(product, CLIENTS), productWriters(product, some, WRITERS)],
      size.load,
    )
    beside.rates = [read?.perSecond ?? 0, alone?.perSecond ?? 0]
    beside.ratios.push(beside.rates[0] / beside.rates[1])
  }
  const ratio = median(beside.ratios)
  const [read, alone] = beside.rates
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

/** Clients, and the processor time that what they ask has used so far, in milliseconds. */
interface Loaded {
  readonly clients: Clients
  cpu(): number
}

/** A rate, and the processor time of each answer in milliseconds. */
interface Measured {
  readonly perSecond: number
  readonly cpu: number
}

interface Both {
  readonly product: Measured
  readonly bare: Measured
  readonly ratio: number
}

const inTurns = async (product: Loaded, bare: Loaded, size: Size): Promise<Both> => {
  const turns: { product: Measured; bare: Measured }[] = []
  for (let turn = 0; turn < size.turns; turn++)
    turns.push({ product: await measured(product, size), bare: await measured(bare, size) })
  const middle = (side: 'product' | 'bare'): Measured => ({
    perSecond: median(turns.map((turn) => turn[side].perSecond)),
    cpu: median(turns.map((turn) => turn[side].cpu)),
  })
  return {
    product: middle('product'),
    bare: middle('bare'),
    ratio: median(turns.map((turn) => turn.product.perSecond / turn.bare.perSecond)),
  }
}

const measured = async ({ clients, cpu }: Loaded, size: Size): Promise<Measured> => {
  const used = cpu()
  const [rate] = await load([clients], size.load)
  return { perSecond: rate?.perSecond ?? 0, cpu: (cpu() - used) / (rate?.answered ?? 0) }
}

const compared = (name: string, { product, bare, ratio }: Both, aim: number): Row => ({
  name,
  product: aSecond(product.perSecond),
  bare: aSecond(bare.perSecond),
  cpu: { product: timeOf(product.cpu), bare: timeOf(bare.cpu) },
  ratio,
  aim: atLeast(ratio, aim),
})

const thousands = (actions: number): string => actions.toLocaleString('en-GB')
