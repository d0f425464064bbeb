import type { Facts, Value } from './fact.ts'
import { meets } from './meets.ts'
import type { Condition, RagRules, RagTest } from './rules.ts'

/** The result of a test: the value of the fact (`null`: unknown), the threshold and the outcome. */
export type TestResult = RagTest & { readonly value: Value | null; readonly met: boolean }

/** A condition with the outcome of every part of it. */
export type ConditionResult =
  | TestResult
  | { readonly all: readonly ConditionResult[]; readonly met: boolean }
  | { readonly any: readonly ConditionResult[]; readonly met: boolean }
  | { readonly not: ConditionResult; readonly met: boolean }

/**
 * Why an action has its level: the rule that decided (`null`: none was met, so `otherwise`), and every rule
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
 * The level that rules give to facts, with the result of every test of every rule, including those after the
 * deciding rule. The same level as `compileRagRules(ragRules).levelOf(facts)`. Errors: none for rules that
 * passed `checkRagRules`.
 */
export const evaluate = (ragRules: RagRules, facts: Facts): Evaluation => {
  const rules = ragRules.rules.map(({ id, level, when }) => {
    const result = explain(when, facts)
    return { id, level, met: result.met, when: result }
  })
  const decided = rules.find((rule) => rule.met)
  return { level: decided?.level ?? ragRules.otherwise, rule: decided?.id ?? null, rules }
}

/** The results of the tests of a condition, in the order in which they are written. */
export const testResults = (result: ConditionResult): TestResult[] => {
  if ('fact' in result) return [result]
  if ('not' in result) return testResults(result.not)
  return ('all' in result ? result.all : result.any).flatMap(testResults)
}

/** Evaluates every part of a condition, without short-circuiting. */
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
