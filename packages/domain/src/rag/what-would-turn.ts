import { compileRagRules } from './compile.ts'
import { type FactDefinition, type FactName, type Facts, factRegistry, type Value } from './fact.ts'
import { type Region, regionsOf } from './region.ts'
import type { RagRules } from './rules.ts'

/** The values a fact would need: one of some, any but some, or a number within bounds. */
export type WantedValue =
  | { readonly oneOf: readonly Value[] }
  | { readonly otherThan: readonly Value[] }
  | { readonly over?: number; readonly atLeast?: number; readonly under?: number; readonly atMost?: number }

/** One fact that would have to change. `from` is its current value, `null` when unknown. */
export interface RagChange {
  readonly fact: FactName
  readonly from: Value | null
  readonly to: WantedValue
}

/** The maximum number of facts in a way: more is no useful advice. */
const MOST_CHANGES = 3

/**
 * Every minimal set of changes that would give these facts that level: none can be left out of any. Only
 * changes that a person can make are proposed: nothing becomes unknown, past days only go down, a count of
 * re-datings does not change. Empty where the facts have the level already, or no three changes give it.
 * Facts are treated as independent of each other.
 */
export const whatWouldTurn = (ragRules: RagRules, facts: Facts, level: string): RagChange[][] => {
  const { levelOf } = compileRagRules(ragRules)
  const gives = (changed: Facts) => levelOf(changed) === level
  if (gives(facts)) return []
  const choices = [...regionsOf(ragRules)].flatMap(([fact, regions]) => {
    const open = regions.filter((region) => canBecome(fact, facts[fact] ?? null, region))
    return open.length === 0 ? [] : [{ fact, regions: open, all: regions }]
  })
  const ways: Box[] = []
  for (let size = 1; size <= MOST_CHANGES; size++) {
    for (const chosen of subsets(choices, size)) {
      const names = chosen.map(({ fact }) => fact)
      if (ways.some((way) => way.every(({ fact }) => names.includes(fact)) && way.length < size)) continue
      for (const way of boxes(chosen, facts, gives)) ways.push(way)
    }
  }
  return ways.map((way) =>
    way.map(({ fact, regions }) => ({ fact, from: facts[fact] ?? null, to: wanted(fact, regions) })),
  )
}

interface Choice {
  readonly fact: FactName
  readonly regions: readonly Region[]
}

/** The regions a fact may change to, and all of its regions in order. */
interface OpenChoice extends Choice {
  readonly all: readonly Region[]
}

/** A set of regions for each fact, independent of the others. */
type Box = readonly Choice[]

const canBecome = (fact: FactName, now: Value | null, region: Region): boolean => {
  const { changes }: FactDefinition = factRegistry[fact]
  if (changes === 'no' || region.kind === 'unknown' || covers(region, now)) return false
  return (
    changes !== 'down' ||
    (typeof now === 'number' && typeof region.sample === 'number' && region.sample < now)
  )
}

const covers = (region: Region, value: Value | null): boolean => {
  if (region.kind === 'others') return value !== null && !region.than.includes(value)
  if (region.kind !== 'between') return region.sample === value
  return (
    typeof value === 'number' &&
    (region.over === null || value > region.over) &&
    (region.under === null || value < region.under)
  )
}

const subsets = <T>(of: readonly T[], size: number): T[][] =>
  size === 0
    ? [[]]
    : of.flatMap((first, at) => subsets(of.slice(at + 1), size - 1).map((rest) => [first, ...rest]))

/**
 * Boxes that cover every choice of regions that gives the level: each begins at one and is extended, fact by
 * fact, while all of it gives the level.
 */
const boxes = (chosen: readonly OpenChoice[], facts: Facts, gives: (facts: Facts) => boolean): Box[] => {
  const holds = (box: Box) => combinations(box).every((samples) => gives({ ...facts, ...samples }))
  const found: Box[] = []
  for (const seed of combinationsOfRegions(chosen)) {
    if (found.some((box) => box.every((choice, at) => choice.regions.includes(seed[at] as Region)))) continue
    let box: Box = chosen.map(({ fact }, at) => ({ fact, regions: [seed[at] as Region] }))
    if (!holds(box)) continue
    for (const [at, { fact, regions, all }] of chosen.entries()) {
      for (const region of outwards(regions, seed[at] as Region)) {
        const wider = box.map((choice, other) =>
          other === at ? { fact, regions: inOrder(regions, [...choice.regions, region]) } : choice,
        )
        if (isRun(fact, all, wider[at]?.regions ?? []) && holds(wider)) box = wider
      }
    }
    found.push(box)
  }
  return found
}

const combinationsOfRegions = (chosen: readonly Choice[]): Region[][] =>
  chosen.reduce<Region[][]>(
    (before, { regions }) => before.flatMap((each) => regions.map((region) => [...each, region])),
    [[]],
  )

const combinations = (box: Box): Facts[] =>
  combinationsOfRegions(box).map((regions) =>
    Object.fromEntries(regions.map((region, at) => [box[at]?.fact, region.sample])),
  )

/** The other regions, nearest first. */
const outwards = (regions: readonly Region[], from: Region): Region[] => {
  const at = regions.indexOf(from)
  return regions
    .filter((region) => region !== from)
    .sort((a, b) => Math.abs(regions.indexOf(a) - at) - Math.abs(regions.indexOf(b) - at))
}

const inOrder = (regions: readonly Region[], chosen: readonly Region[]): Region[] =>
  regions.filter((region) => chosen.includes(region))

/** Regions of numbers are extended without a gap; the region of the current value is one. */
const isRun = (fact: FactName, all: readonly Region[], chosen: readonly Region[]): boolean =>
  factRegistry[fact].type !== 'number' ||
  all.indexOf(chosen.at(-1) as Region) - all.indexOf(chosen[0] as Region) === chosen.length - 1

const wanted = (fact: FactName, regions: readonly Region[]): WantedValue => {
  const first = regions[0]
  const last = regions.at(-1)
  const definition: FactDefinition = factRegistry[fact]
  if (definition.type === 'number' && first !== undefined && last !== undefined)
    return { ...from(first, definition.whole), ...upTo(last, definition.whole) }
  const others = regions.find((region) => region.kind === 'others')
  const named = regions.flatMap((region) => (region.kind === 'one' ? [region.sample] : []))
  return others === undefined
    ? { oneOf: named }
    : { otherThan: others.than.filter((value) => !named.includes(value)) }
}

const from = (region: Region, whole: boolean): WantedValue => {
  if (region.kind === 'one') return { atLeast: Number(region.sample) }
  if (region.kind !== 'between' || region.over === null) return {}
  return whole ? { atLeast: Math.floor(region.over) + 1 } : { over: region.over }
}

const upTo = (region: Region, whole: boolean): WantedValue => {
  if (region.kind === 'one') return { atMost: Number(region.sample) }
  if (region.kind !== 'between' || region.under === null) return {}
  return whole ? { atMost: Math.ceil(region.under) - 1 } : { under: region.under }
}
