import type { ConditionResult, TestResult } from '../../rag/evaluate.ts'
import type { FactName, Value } from '../../rag/fact.ts'
import type { Operator, RagTest } from '../../rag/rules.ts'
import { factTitle, valueWords } from './fact.ts'

/** The result of a test, as the cells of a row. */
export interface TestRow {
  readonly test: string
  readonly value: string
  readonly threshold: string
  readonly outcome: 'met' | 'not met'
}

/** The result of a test, cell by cell: "Past its deadline", "64 days", "more than 0 days", "met". */
export const testRow = (test: TestResult): TestRow => ({
  test: factTitle(test.fact),
  value: valueWords(test.fact, test.value),
  threshold: thresholdWords(test),
  outcome: test.met ? 'met' : 'not met',
})

/** The same in one sentence: "Past its deadline: 64 days, more than 0 days: met". */
export const testSentence = (test: TestResult): string => {
  const row = testRow(test)
  return `${row.test}: ${row.value}, ${row.threshold}: ${row.outcome}`
}

/** The threshold of a test: "more than 0 days", "is Complete", "is known". */
export const thresholdWords = ({ fact, is, than }: RagTest): string => {
  if (is === 'known') return than === true ? 'is known' : 'is not known'
  return `${operatorWords(is, typeof than === 'number')} ${asked(fact, than)}`
}

/** The comparison of a test, as an option of a form: "more than". */
export const operatorWords = (is: Operator, number = true): string =>
  number ? (numbers[is] ?? operators[is]) : operators[is]

/** The name of how a condition joins its parts; `null` for a test. */
export const joinWords = (shown: ConditionResult): string | null => {
  if ('fact' in shown) return null
  if ('not' in shown) return 'not this'
  return 'all' in shown ? 'all of these' : 'any of these'
}

const operators: Record<Operator, string> = {
  equal: 'is',
  other: 'is other than',
  more: 'more than',
  'at-least': 'at least',
  less: 'less than',
  'at-most': 'at most',
  known: 'is known',
}
const numbers: Partial<Record<Operator, string>> = { equal: 'exactly', other: 'other than' }

const asked = (fact: FactName, than: Value): string =>
  typeof than === 'number' && than < 0 ? `${valueWords(fact, -than)} before` : valueWords(fact, than)
