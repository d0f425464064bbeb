import type { FactName, Facts } from './fact.ts'
import { type Condition, type RagScheme, testsOfScheme } from './scheme.ts'
import { type Decide, tested } from './tested.ts'

/** A scheme ready to colour many actions. Made once by `compileScheme`. */
export interface CompiledScheme {
  readonly scheme: RagScheme
  /** The index of the first rule the facts meet, -1 where the otherwise decides. */
  readonly ruleAt: (facts: Facts) => number
  /** The code of the level the facts get. */
  readonly levelOf: (facts: Facts) => string
  /** The numbers each fact is compared with. */
  readonly thresholds: ReadonlyMap<FactName, readonly number[]>
}

/**
 * Compiles a scheme to closures, once, so that a level costs well under a microsecond. The scheme must have passed `checkScheme`;
 * errors: none then.
 */
export const compileScheme = (scheme: RagScheme): CompiledScheme => {
  const ruleAt = decision(
    scheme,
    scheme.rules.map((_, at) => at),
    -1,
  )
  const levelOf = decision(
    scheme,
    scheme.rules.map(({ level }) => level),
    scheme.otherwise,
  )
  return { scheme, ruleAt, levelOf, thresholds: thresholdsOf(scheme) }
}

/** The result that stands beside the first rule the facts meet, else `otherwise`: a chain of tests, each of which calls the next. */
const decision = <T>(scheme: RagScheme, results: readonly T[], otherwise: T): Decide<T> =>
  scheme.rules.reduceRight<Decide<T>>(
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

const thresholdsOf = (scheme: RagScheme): Map<FactName, number[]> => {
  const thresholds = new Map<FactName, number[]>()
  for (const { fact, than } of testsOfScheme(scheme)) {
    if (typeof than !== 'number') continue
    const known = thresholds.get(fact) ?? []
    if (!known.includes(than)) thresholds.set(fact, [...known, than])
  }
  return thresholds
}
