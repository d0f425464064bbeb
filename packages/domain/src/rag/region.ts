import { type FactName, factOf, type Value } from './fact.ts'
import { type RagRules, type RagTest, testsOfRagRules } from './rules.ts'

/**
 * A set of values of one fact within which no test of the rules changes: unknown, one value, every value that
 * no test names, or the numbers between two thresholds (both exclusive, `null`: no bound). `sample` is one of
 * them.
 */
export type Region =
  | { readonly kind: 'unknown'; readonly sample: null }
  | { readonly kind: 'one'; readonly sample: Value }
  | { readonly kind: 'others'; readonly sample: string; readonly than: readonly Value[] }
  | {
      readonly kind: 'between'
      readonly sample: number
      readonly over: number | null
      readonly under: number | null
    }

/**
 * Every fact that rules test, divided into its regions: trying one value of each tries them all. `codesOf`
 * returns the codes a fact can have, so that no region stands for impossible values; without it there can
 * always be others.
 */
export const regionsOf = (
  ragRules: RagRules,
  codesOf: (name: FactName) => readonly string[] | null = () => null,
): Map<FactName, Region[]> => {
  const tests = testsOfRagRules(ragRules)
  const regions = (name: FactName): Region[] => {
    const of = tests.filter(({ fact }) => fact === name)
    return [{ kind: 'unknown', sample: null }, ...regionsOfFact(name, of, codesOf(name))]
  }
  return new Map([...new Set(tests.map(({ fact }) => fact))].map((name) => [name, regions(name)]))
}

const regionsOfFact = (
  name: FactName,
  tests: readonly RagTest[],
  codes: readonly string[] | null,
): Region[] => {
  const fact = factOf(name)
  if (fact?.type === 'boolean') return [true, false].map((sample) => ({ kind: 'one', sample }))
  const compared = [...new Set(tests.filter(({ is }) => is !== 'known').map(({ than }) => than))]
  if (fact?.type === 'number') {
    const numbers = compared.filter((than) => typeof than === 'number').sort((a, b) => a - b)
    return numberRegions(numbers, fact.whole, fact.least)
  }
  const named = compared.map((sample): Region => ({ kind: 'one', sample }))
  const left = codes?.find((code) => !compared.includes(code))
  return codes !== null && left === undefined
    ? named
    : [...named, { kind: 'others', sample: left ?? '', than: compared }]
}

const numberRegions = (thresholds: readonly number[], whole: boolean, least: number | null): Region[] => {
  const regions: Region[] = []
  const between = (over: number | null, under: number | null) => {
    const sample = numberBetween(over, under, whole, least)
    if (sample !== null) regions.push({ kind: 'between', sample, over, under })
  }
  for (const [at, threshold] of thresholds.entries()) {
    between(thresholds[at - 1] ?? null, threshold)
    if ((!whole || Number.isInteger(threshold)) && (least === null || threshold >= least))
      regions.push({ kind: 'one', sample: threshold })
  }
  between(thresholds.at(-1) ?? null, null)
  return regions
}

/** A number strictly between two bounds and not below `least`; `null` where there is none. */
const numberBetween = (
  over: number | null,
  under: number | null,
  whole: boolean,
  least: number | null,
): number | null => {
  const low = over === null ? least : Math.max(over, least ?? over)
  if (low === null) return under === null ? 0 : Math.ceil(under) - 1
  const open = over !== null && low === over
  if (under === null) return open ? Math.floor(low) + 1 : low
  if (!open) return low < under ? low : null
  const sample = whole ? Math.floor(low) + 1 : (low + under) / 2
  return sample < under && sample > low ? sample : null
}
