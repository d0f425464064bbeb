import { type Aim, allOf, atMost, GROWTH, type Row, sizeOf, timeOf } from './row.ts'
import { type Compared, type Cost, inTurns, type TurnSize } from './turns.ts'
import type { Limit, Work } from './work/work.ts'
import type { Size, Worlds } from './world.ts'

/** A work measured on one product, beside what it is compared with. */
export const rowOf = async (work: Work, worlds: Worlds, size: Size): Promise<Row> => {
  const compared = await inTurns(
    [await work.of(worlds, size), await work.beside(worlds, size)],
    turnsOf(work, size),
  )
  return {
    ...besides(work, `${work.what(size)}, beside ${work.than}`, compared),
    aim: allOf(work.limits.map((limit) => aimOf(limit, compared))),
  }
}

/** A work on the large record, beside the same on the small one: the cost should not grow. */
export const growthOf = async (work: Work, worlds: Worlds, size: Size): Promise<Row> => {
  const compared = await inTurns(
    [await work.of(worlds, size), await work.of(worlds, { ...size, large: size.small })],
    turnsOf(work, size),
  )
  return {
    ...besides(work, `${work.what(size)}, beside ${size.small.toLocaleString('en-GB')}`, compared),
    aim: atMost(compared.ratio.cpu, GROWTH),
  }
}

/** A work measured on two products; `worlds` are theirs, the one under test first. */
export const betweenOf = async (
  work: Work,
  worlds: readonly [Worlds, Worlds],
  size: Size,
  most: number | null,
): Promise<Row> => {
  const compared = await inTurns(
    [await work.of(worlds[0], size), await work.of(worlds[1], size)],
    turnsOf(work, size),
  )
  return {
    ...besides(work, work.what(size), compared),
    aim: most === null ? null : atMost(compared.ratio.cpu, most),
  }
}

/** Fewer turns for what takes minutes. */
const turnsOf = ({ turns }: Work, size: Size): TurnSize => ({
  ...size,
  turns: Math.min(size.turns, turns ?? size.turns),
})

/** The ratio is that of processor times, or of times where the work's limit is one of time. */
const besides = ({ limits }: Work, name: string, { first, second, ratio }: Compared): Omit<Row, 'aim'> => ({
  name,
  product: wordsOf(first),
  bare: wordsOf(second),
  cpu: { product: timeOf(first.cpu), bare: timeOf(second.cpu) },
  ratio: limits[0]?.of === 'wall' ? ratio.wall : ratio.cpu,
})

const wordsOf = ({ wall, bytes }: Cost): string =>
  bytes === null ? timeOf(wall) : `${timeOf(wall)}, ${sizeOf(bytes)}`

/** The target of a limit, in the words of the table. */
export const aimOf = ({ of, most }: Limit, { first, ratio }: Compared): Aim => {
  if (of === 'ratio') return { ...atMost(ratio.cpu, most), words: `≤ ${most} ×` }
  if (of === 'bytes') return { ...atMost(first.bytes ?? Number.NaN, most), words: `≤ ${sizeOf(most)}` }
  return { ...atMost(first[of], most), words: `≤ ${timeOf(most)}${of === 'cpu' ? ' CPU' : ''}` }
}
