import type { Facts, Value } from './fact.ts'
import { meets } from './meets.ts'
import type { Condition, RagRules, RagTest } from './rules.ts'

/** A test that was made: the value it met (`null`: unknown), the threshold and the outcome. */
export type TestResult = RagTest & { readonly value: Value | null; readonly met: boolean }

/** A condition with the outcome of every part of it. */
export type ConditionResult =
  | TestResult
  | { readonly all: readonly ConditionResult[]; readonly met: boolean }
  | { readonly any: readonly ConditionResult[]; readonly met: boolean }
  | { readonly not: ConditionResult; readonly met: boolean }

/**
 * Why an action has its level: the rule that decided (`null`: none was met, so the otherwise), and every rule
 * with every test.
 */
export interface Evaluation {
  readonly level: string
  readonly rule: string | null
  readonly rules: readonly {
    readonly id: string
    readonly level: string
    readonly met: boolean
    readonly when: ConditionResult
  }[]
}

/**
 * The level that rules give to facts, with every test of every rule made and shown, those after the deciding
 * rule too. The same level as `compileRagRules(ragRules).levelOf(facts)`. Errors: none, given rules that
 * passed `checkRagRules`.
 */
export const evaluate = (ragRules: RagRules, facts: Facts): Evaluation => {
  const rules = ragRules.rules.map(({ id, level, when }) => {
    const shown = explain(when, facts)
    return { id, level, met: shown.met, when: shown }
  })
  const decided = rules.find((rule) => rule.met)
  return { level: decided?.level ?? ragRules.otherwise, rule: decided?.id ?? null, rules }
}

/** The tests of a shown condition, in the order in which they are written. */
export const testResults = (shown: ConditionResult): TestResult[] => {
  if ('fact' in shown) return [shown]
  if ('not' in shown) return testResults(shown.not)
  return ('all' in shown ? shown.all : shown.any).flatMap(testResults)
}

/** A condition with the outcome of every part of it, none skipped. */
export const explain = (condition: Condition, facts: Facts): ConditionResult => {
  if ('fact' in condition) {
    const value = facts[condition.fact] ?? null
    return {
      fact: condition.fact,
      is: condition.is,
      than: condition.than,
      value,
      met: meets(value, condition.is, condition.than),
    }
  }
  if ('not' in condition) {
    const not = explain(condition.not, facts)
    return { not, met: !not.met }
  }
  if ('all' in condition) {
    const all = condition.all.map((inner) => explain(inner, facts))
    return { all, met: all.every((inner) => inner.met) }
  }
  const any = condition.any.map((inner) => explain(inner, facts))
  return { any, met: any.some((inner) => inner.met) }
}
