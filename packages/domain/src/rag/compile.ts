import type { FactName, Facts } from './fact.ts'
import { type Condition, type RagRules, testsOfRagRules } from './rules.ts'
import { type Decide, tested } from './tested.ts'

/** Rules compiled for rating many actions, by `compileRagRules`. */
export interface CompiledRagRules {
  readonly ragRules: RagRules
  /** The index of the first rule that the facts meet, -1 where none is met and `otherwise` decides. */
  readonly ruleAt: (facts: Facts) => number
  /** The code of the level for the facts. */
  readonly levelOf: (facts: Facts) => string
  /** The numbers each fact is compared with. */
  readonly thresholds: ReadonlyMap<FactName, readonly number[]>
}

/**
 * Compiles rules to closures, so that a level takes well under a microsecond. The rules must have passed
 * `checkRagRules`; errors: none then.
 */
export const compileRagRules = (ragRules: RagRules): CompiledRagRules => {
  const ruleAt = decision(
    ragRules,
    ragRules.rules.map((_, at) => at),
    -1,
  )
  const levelOf = decision(
    ragRules,
    ragRules.rules.map(({ level }) => level),
    ragRules.otherwise,
  )
  return { ragRules, ruleAt, levelOf, thresholds: thresholdsOf(ragRules) }
}

/**
 * The result at the index of the first rule that the facts meet, or `otherwise`: a chain of tests, each of
 * which calls the next.
 */
const decision = <T>(ragRules: RagRules, results: readonly T[], otherwise: T): Decide<T> =>
  ragRules.rules.reduceRight<Decide<T>>(
    (next, { when }, at) => {
      const result = results[at] ?? otherwise
      return joined(when, () => result, next)
    },
    () => otherwise,
  )

const joined = <T>(condition: Condition, yes: Decide<T>, no: Decide<T>): Decide<T> => {
  if ('fact' in condition) return tested(condition, yes, no)
  if ('not' in condition) return joined(condition.not, no, yes)
  if ('all' in condition) return condition.all.reduceRight((next, inner) => joined(inner, next, no), yes)
  return condition.any.reduceRight((next, inner) => joined(inner, yes, next), no)
}

const thresholdsOf = (ragRules: RagRules): Map<FactName, number[]> => {
  const thresholds = new Map<FactName, number[]>()
  for (const { fact, than } of testsOfRagRules(ragRules)) {
    if (typeof than !== 'number') continue
    const known = thresholds.get(fact) ?? []
    if (!known.includes(than)) thresholds.set(fact, [...known, than])
  }
  return thresholds
}
