import { evaluate, type Facts, factsOn, ragTimeline } from '@beatbook/domain/rag'
import { aSecond, atLeast, median, type Row, timeOf } from '../row.ts'
import { chainLevel, compiledRules, engineLevel, fiveRules } from '../rule/five.ts'
import { dayAfter, factsToday, generateHistories, TODAY } from '../rule/histories.ts'
import type { Size } from '../world.ts'

/** The engine evaluates every tenth action only: at its speed all of them would take minutes. */
const ENGINE_SHARE = 10
const DAYS_TRIED = 730
const HISTORIES_TRIED = 200

/**
 * Five rules over the actions of the large record: the level, and the level with its explanation, beside
 * json-rules-engine and a chain of ifs; then whole timelines.
 */
export const rules = async ({ large, turns }: Size): Promise<Row[]> => {
  const histories = generateHistories(large)
  const facts = factsToday(histories)
  const some = facts.filter((_, at) => at % ENGINE_SHARE === 0)
  const engine = engineLevel()
  await agree(some, engine)

  const rates: Rates[] = []
  // The first pass is a warm-up.
  for (let turn = 0; turn <= turns; turn++) {
    const rate = {
      level: over(facts, compiledRules.levelOf),
      chain: over(facts, chainLevel),
      explained: over(facts, (each) => evaluate(fiveRules, each).level),
      engine: await overSlowly(some, engine),
      timelines: over(histories, (history) => ragTimeline(history, pins).length),
      tried: over(histories.slice(0, HISTORIES_TRIED), everyDay),
    }
    if (turn > 0) rates.push(rate)
  }
  const many = `${large.toLocaleString('en-GB')} actions`
  return [
    compared(`five rules, level of ${many}, beside json-rules-engine`, rates, 'level', 'engine', 100),
    compared(
      `five rules, level with its explanation, beside json-rules-engine`,
      rates,
      'explained',
      'engine',
      50,
    ),
    compared(`five rules, level, beside a chain of ifs`, rates, 'level', 'chain', 0.3),
    compared(`timelines under five rules, beside trying each day of two years`, rates, 'timelines', 'tried'),
  ]
}

const pins = [{ from: '2025-04-01', ragRules: compiledRules }]

/** Calls per second, and the processor time of each in milliseconds. */
interface Rate {
  readonly perSecond: number
  readonly cpu: number
}

type Rates = Readonly<Record<'level' | 'explained' | 'timelines' | 'chain' | 'engine' | 'tried', Rate>>

/** Throws unless all implementations return the same level. */
const agree = async (facts: readonly Facts[], engine: (facts: Facts) => Promise<string>): Promise<void> => {
  for (const each of facts) {
    const levels = [
      compiledRules.levelOf(each),
      evaluate(fiveRules, each).level,
      chainLevel(each),
      await engine(each),
    ]
    if (new Set(levels).size !== 1)
      throw new Error(`The five rules give ${levels} for ${JSON.stringify(each)}`)
  }
}

const everyDay = (history: Parameters<typeof factsOn>[0]): number => {
  let levels = 0
  for (let day = 0; day < DAYS_TRIED; day++)
    levels += compiledRules.levelOf(factsOn(history, dayAfter(TODAY, day - DAYS_TRIED / 2))).length
  return levels
}

/** The calls per second of `of`. The results are added up, so that no call can be optimised away. */
const over = <T>(values: readonly T[], of: (value: T) => string | number): Rate => {
  let sum = 0
  const [began, used] = [performance.now(), process.cpuUsage()]
  for (const value of values) {
    const result = of(value)
    sum += typeof result === 'number' ? result : result.length
  }
  const rate = rateOf(values.length, began, used)
  if (sum === 0) throw new Error('There was nothing to answer')
  return rate
}

const overSlowly = async <T>(values: readonly T[], of: (value: T) => Promise<string>): Promise<Rate> => {
  const [began, used] = [performance.now(), process.cpuUsage()]
  for (const value of values) await of(value)
  return rateOf(values.length, began, used)
}

const rateOf = (count: number, began: number, before: NodeJS.CpuUsage): Rate => {
  const took = performance.now() - began
  const { user, system } = process.cpuUsage(before)
  return { perSecond: (count * 1_000) / took, cpu: (user + system) / 1_000 / count }
}

const compared = (
  name: string,
  rates: readonly Rates[],
  product: keyof Rates,
  bare: keyof Rates,
  aim?: number,
): Row => {
  const ratio = median(rates.map((rate) => rate[product].perSecond / rate[bare].perSecond))
  const middle = (of: keyof Rates, what: keyof Rate) => median(rates.map((rate) => rate[of][what]))
  return {
    name,
    product: aSecond(middle(product, 'perSecond')),
    bare: aSecond(middle(bare, 'perSecond')),
    cpu: { product: timeOf(middle(product, 'cpu')), bare: timeOf(middle(bare, 'cpu')) },
    ratio,
    aim: aim === undefined ? null : atLeast(ratio, aim),
  }
}
