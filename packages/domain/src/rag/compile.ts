import type { FactName, Facts, Value } from './fact.ts'
import { type Condition, type Operator, type Scheme, type Test, testsOfScheme } from './scheme.ts'

/** A scheme ready to colour many actions. Made once by `compileScheme`. */
export interface CompiledScheme {
  readonly scheme: Scheme
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
export const compileScheme = (scheme: Scheme): CompiledScheme => {
  const conditions = scheme.rules.map((rule) => conditionOf(rule.when))
  const levels = scheme.rules.map((rule) => rule.level)
  const { otherwise } = scheme
  const ruleAt = (facts: Facts): number => {
    for (let at = 0; at < conditions.length; at++) if (conditions[at]?.(facts)) return at
    return -1
  }
  return { scheme, ruleAt, levelOf: (facts) => levels[ruleAt(facts)] ?? otherwise, thresholds: thresholdsOf(scheme) }
}

type Met = (facts: Facts) => boolean

/** Whether a value meets a comparison. An unknown value (`null`) meets none but `known` with false. */
export const meets = (value: Value | null | undefined, is: Operator, than: Value): boolean => {
  if (is === 'known') return (value !== null && value !== undefined) === than
  if (value === null || value === undefined) return false
  switch (is) {
    case 'equal':
      return value === than
    case 'other':
      return value !== than
    case 'more':
      return value > than
    case 'at-least':
      return value >= than
    case 'less':
      return value < than
    case 'at-most':
      return value <= than
  }
}

const conditionOf = (condition: Condition): Met => {
  if ('fact' in condition) return testOf(condition)
  if ('not' in condition) {
    const inner = conditionOf(condition.not)
    return (facts) => !inner(facts)
  }
  return 'all' in condition ? allOf(condition.all.map(conditionOf)) : anyOf(condition.any.map(conditionOf))
}

// Pairs are spelt out: most conditions are pairs, and a loop over closures costs as much as the comparisons.
const allOf = (inner: readonly Met[]): Met => {
  const [first, second] = inner
  if (first === undefined) return () => true
  if (second === undefined) return first
  if (inner.length === 2) return (facts) => first(facts) && second(facts)
  const rest = allOf(inner.slice(1))
  return (facts) => first(facts) && rest(facts)
}

const anyOf = (inner: readonly Met[]): Met => {
  const [first, second] = inner
  if (first === undefined) return () => false
  if (second === undefined) return first
  if (inner.length === 2) return (facts) => first(facts) || second(facts)
  const rest = anyOf(inner.slice(1))
  return (facts) => first(facts) || rest(facts)
}

const testOf = ({ fact, is, than }: Test): Met => {
  if (is === 'equal') return (facts) => facts[fact] === than
  if (typeof than !== 'number') return (facts) => meets(facts[fact], is, than)
  const number = (facts: Facts, unknown: number): number => {
    const value = facts[fact]
    return typeof value === 'number' ? value : unknown
  }
  // An unknown number stands for the one that meets nothing: it is infinitely far on the wrong side.
  switch (is) {
    case 'more':
      return (facts) => number(facts, -Infinity) > than
    case 'at-least':
      return (facts) => number(facts, -Infinity) >= than
    case 'less':
      return (facts) => number(facts, Infinity) < than
    case 'at-most':
      return (facts) => number(facts, Infinity) <= than
    default:
      return (facts) => meets(facts[fact], is, than)
  }
}

const thresholdsOf = (scheme: Scheme): Map<FactName, number[]> => {
  const thresholds = new Map<FactName, number[]>()
  for (const { fact, than } of testsOfScheme(scheme)) {
    if (typeof than !== 'number') continue
    const known = thresholds.get(fact) ?? []
    if (!known.includes(than)) thresholds.set(fact, [...known, than])
  }
  return thresholds
}
