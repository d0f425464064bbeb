import type { FactName, Value } from './fact.ts'

/**
 * How a fact is compared with a constant. Order is for numbers; `equal` and `other` are for every type.
 * `known` compares with true or false and is the only one an unknown fact can meet.
 */
export const ragOperators = ['equal', 'other', 'more', 'at-least', 'less', 'at-most', 'known'] as const
export type Operator = (typeof ragOperators)[number]

/** One fact against one constant: `{ fact: 'daysPastDeadline', is: 'more', than: 0 }`. */
export interface RagTest {
  readonly fact: FactName
  readonly is: Operator
  readonly than: Value
}

/** Tests combined. An empty `all` is met; an empty `any` is not. */
export type Condition =
  | RagTest
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }

/** A level of RAG rules. Letter, word and shape are always next to the colour. */
export interface RagLevel {
  readonly code: string
  readonly letter: string
  readonly word: string
  readonly shape: string
  readonly meaning: string
  /** Declaring it requires the risk or issue. */
  readonly reasonDue: boolean
  /** Declaring it requires whether the date moves, and why. */
  readonly asksNextDate: boolean
}

export interface RagRule {
  readonly id: string
  readonly level: string
  readonly when: Condition
}

/**
 * RAG rules: data with a version. The rules are in order and the first whose condition is met gives the
 * level; where none is, `otherwise` does. `waitsFor` names the data they would need and no fact has yet.
 */
export interface RagRules {
  readonly code: string
  readonly version: number
  readonly title: string
  readonly description: string
  readonly levels: readonly RagLevel[]
  readonly rules: readonly RagRule[]
  readonly otherwise: string
  readonly waitsFor?: readonly string[]
}

/** Every test of a condition, in the order in which it is written. */
export const testsOf = (condition: Condition): RagTest[] => {
  if ('fact' in condition) return [condition]
  if ('not' in condition) return testsOf(condition.not)
  return ('all' in condition ? condition.all : condition.any).flatMap(testsOf)
}

/** Every test, rule by rule. */
export const testsOfRagRules = (ragRules: RagRules): RagTest[] =>
  ragRules.rules.flatMap((rule) => testsOf(rule.when))
