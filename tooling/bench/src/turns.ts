import { setTimeout as wait } from 'node:timers/promises'
import { median } from './row.ts'

/** Something that is done again and again while its cost is measured. */
export interface Operation {
  /** Does it once; returns its wall time in milliseconds where that is not the time until it resolves. */
  run(index: number): Promise<number | undefined>
  /** What has to come before each run and is not measured. Each run is then measured alone. */
  before?(index: number): Promise<unknown>
  /** The processor time used so far by whatever does it, in milliseconds. */
  cpu(): number
  /** The bytes on disk that its runs have made grow, now. */
  bytes?(): number
  /** How many things one run does, 1 by default: the costs are divided by it. */
  readonly things?: number
  /** How often it may run in one turn. */
  readonly most?: number
  /** How many times as long as others its turns are, 1 by default: for ratios that vary. */
  readonly longer?: number
  /** Ends what only it needs. */
  end?(): Promise<unknown>
}

/** What one operation costs: milliseconds of wall time and of processor time, and bytes on disk. */
export interface Cost {
  readonly wall: number
  readonly cpu: number
  readonly bytes: number | null
}

/** The middle cost of two operations that took turns, and the middle ratios of their times in each turn. */
export interface Compared {
  readonly first: Cost
  readonly second: Cost
  readonly ratio: { readonly cpu: number; readonly wall: number }
}

/** How much is measured, in milliseconds. */
export interface TurnSize {
  readonly turns: number
  /** The processor time that the runs of one turn take together, about. */
  readonly turn: number
  /** How long each is done before the first turn: code that has just been loaded is slower. */
  readonly warm: number
}

/** Measures two operations in turns, each warmed up, as often in a turn as `turn` milliseconds allow. */
export const inTurns = async (
  [first, second]: readonly [Operation, Operation],
  size: TurnSize,
): Promise<Compared> => {
  const both = [await started(first, size), await started(second, size)] as const
  const costs: (readonly [Cost, Cost])[] = []
  for (let at = 0; at < size.turns; at++) costs.push([await both[0].turn(), await both[1].turn()])
  await first.end?.()
  await second.end?.()
  return compared(costs)
}

/** The middle of the costs of each side, and of their ratios turn by turn. */
export const compared = (costs: readonly (readonly [Cost, Cost])[]): Compared => ({
  first: middle(costs.map(([first]) => first)),
  second: middle(costs.map(([, second]) => second)),
  ratio: {
    cpu: median(costs.map(([first, second]) => first.cpu / second.cpu)),
    wall: median(costs.map(([first, second]) => first.wall / second.wall)),
  },
})

const middle = (costs: readonly Cost[]): Cost => {
  const bytes = costs.flatMap((cost) => cost.bytes ?? [])
  return {
    wall: median(costs.map((cost) => cost.wall)),
    cpu: median(costs.map((cost) => cost.cpu)),
    // A file grows in steps: the mean is nearer to the truth than the middle.
    bytes: bytes.length === 0 ? null : bytes.reduce((sum, each) => sum + each, 0) / bytes.length,
  }
}

/** How often an operation runs in one turn at most, where it does not say so itself. */
const MOST = 1_000

/** The time a server needs after its answer to come to rest, in milliseconds. */
const REST = 2

const started = async (operation: Operation, { turn, warm }: TurnSize) => {
  let index = 0
  const most = operation.most ?? MOST
  const began = performance.now()
  do {
    await operation.before?.(index)
    await operation.run(index++)
  } while (index < most && performance.now() - began < warm)
  const { cpu } = most === 1 ? { cpu: 0 } : await costOf(operation, 1, index++)
  const runs = Math.max(
    1,
    Math.min(most, Math.round((turn * (operation.longer ?? 1)) / (cpu * (operation.things ?? 1)))),
  )
  return {
    async turn() {
      const cost = await costOf(operation, runs, index)
      index += runs
      return cost
    },
  }
}

const costOf = async (operation: Operation, runs: number, from: number): Promise<Cost> => {
  const held = operation.bytes?.()
  let [wall, cpu] = [0, 0]
  const measured = async (each: () => Promise<number>) => {
    await wait(REST)
    const [began, used] = [performance.now(), operation.cpu()]
    const took = await each()
    wall += Number.isNaN(took) ? performance.now() - began : took
    await wait(REST)
    cpu += operation.cpu() - used
  }
  const one = async (index: number) => (await operation.run(index)) ?? Number.NaN
  if (operation.before === undefined)
    await measured(async () => {
      let took = 0
      for (let at = 0; at < runs; at++) took += await one(from + at)
      return took
    })
  else
    for (let at = 0; at < runs; at++) {
      await operation.before(from + at)
      await measured(() => one(from + at))
    }
  const things = runs * (operation.things ?? 1)
  return {
    wall: wall / things,
    cpu: cpu / things,
    bytes: held === undefined ? null : ((operation.bytes?.() ?? held) - held) / things,
  }
}
