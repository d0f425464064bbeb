import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileRagRules } from './compile.ts'
import { type ConditionResult, evaluate, explain, testResults } from './evaluate.ts'
import type { Facts, Value } from './fact.ts'
import { meets } from './meets.ts'
import type { Condition, Operator } from './rules.ts'
import { someCondition, someFacts, someRagRules, someTest } from './testing/arbitrary.ts'

test.each<[Value, Operator, Value, boolean]>([
  [1, 'more', 0, true],
  [0, 'more', 0, false],
  [0, 'at-least', 0, true],
  [-1, 'at-least', 0, false],
  [-1, 'less', 0, true],
  [0, 'less', 0, false],
  [0, 'at-most', 0, true],
  [1, 'at-most', 0, false],
  [3, 'equal', 3, true],
  [3, 'other', 3, false],
  ['complete', 'equal', 'complete', true],
  ['complete', 'other', 'in-progress', true],
  [false, 'equal', false, true],
  [false, 'other', false, false],
  [0, 'known', true, true],
  [0, 'known', false, false],
])('%s is %s than %s: %s', (value, is, than, met) => {
  expect(meets(value, is, than)).toBe(met)
})

test.each<[Operator, Value, boolean]>([
  ['more', -1, false],
  ['at-least', 0, false],
  ['less', 1, false],
  ['at-most', 0, false],
  ['equal', 0, false],
  ['other', 0, false],
  ['known', true, false],
  ['known', false, true],
])('an unknown fact that is %s than %s: %s, null or absent alike', (is, than, met) => {
  const when: Condition = { fact: 'daysPastDeadline', is, than }
  for (const facts of [{}, { daysPastDeadline: null }] satisfies Facts[]) {
    expect(explain(when, facts)).toEqual({ ...when, value: null, met })
    expect(compileRagRules(rulesWith(when)).levelOf(facts)).toBe(met ? 'met' : 'not-met')
  }
})

test('a test of an unknown fact inside a not is met', () => {
  expect(explain({ not: { fact: 'stage', is: 'equal', than: 'complete' } }, {}).met).toBe(true)
})

test.each<[string, Condition, boolean]>([
  ['an empty all asks for nothing and is met', { all: [] }, true],
  ['an empty any offers nothing and is not met', { any: [] }, false],
  ['not of an empty any is met', { not: { any: [] } }, true],
])('%s', (_, when, met) => {
  expect(explain(when, {}).met).toBe(met)
  expect(compileRagRules(rulesWith(when)).ruleAt({})).toBe(met ? 0 : -1)
})

test('the first rule that is met decides, and later rules are explained too', () => {
  const ragRules = {
    ...rulesWith({ fact: 'stage', is: 'equal', than: 'complete' }),
    rules: [
      { id: 'done', level: 'met', when: { fact: 'stage', is: 'equal', than: 'complete' } },
      { id: 'late', level: 'red', when: { fact: 'daysPastDeadline', is: 'more', than: 0 } },
      { id: 'silent', level: 'amber', when: { fact: 'daysSinceUpdate', is: 'more', than: 42 } },
    ],
  } as const
  const evaluation = evaluate(ragRules, {
    stage: 'being-progressed',
    daysPastDeadline: 64,
    daysSinceUpdate: 50,
  })
  expect(evaluation).toMatchObject({ level: 'red', rule: 'late' })
  expect(evaluation.rules.map(({ id, met }) => [id, met])).toEqual([
    ['done', false],
    ['late', true],
    ['silent', true],
  ])
  expect(
    evaluation.rules
      .flatMap(({ when }) => testResults(when))
      .map(({ value, is, than, met }) => [value, is, than, met]),
  ).toEqual([
    ['being-progressed', 'equal', 'complete', false],
    [64, 'more', 0, true],
    [50, 'more', 42, true],
  ])
})

test('where no rule is met, otherwise decides', () => {
  expect(evaluate(rulesWith({ any: [] }), {})).toMatchObject({ level: 'not-met', rule: null })
})

test('compiled rules and evaluated rules give the same level', () => {
  fc.assert(
    fc.property(someRagRules(), someFacts(), (ragRules, facts) => {
      const { level, rule } = evaluate(ragRules, facts)
      const compiled = compileRagRules(ragRules)
      expect(compiled.levelOf(facts)).toBe(level)
      expect(ragRules.rules[compiled.ruleAt(facts)]?.id ?? null).toBe(rule)
    }),
    { numRuns: 500 },
  )
})

test('the tests of an explanation, repeated from its values, give the same level', () => {
  fc.assert(
    fc.property(someRagRules(), someFacts(), (ragRules, facts) => {
      const { level, rules } = evaluate(ragRules, facts)
      const decided = rules.find(({ when }) => again(when))
      expect(decided?.level ?? ragRules.otherwise).toBe(level)
      const result = Object.fromEntries(
        rules.flatMap(({ when }) => testResults(when)).map((each) => [each.fact, each.value]),
      )
      expect(compileRagRules(ragRules).levelOf(result)).toBe(level)
    }),
    { numRuns: 500 },
  )
})

test('not inverts a condition, and all and any are dual', () => {
  fc.assert(
    fc.property(someCondition(), someCondition(), someTest(), someFacts(), (a, b, c, facts) => {
      const met = (condition: Condition) => explain(condition, facts).met
      expect(met({ not: a })).toBe(!met(a))
      expect(met({ not: { all: [a, b, c] } })).toBe(met({ any: [{ not: a }, { not: b }, { not: c }] }))
    }),
  )
})

const rulesWith = (when: Condition) => ({
  code: 's',
  version: 1,
  title: '',
  description: '',
  levels: [],
  rules: [{ id: 'r', level: 'met', when }],
  otherwise: 'not-met',
})

/** The outcome of an explained condition, computed only from the explanation. */
const again = (result: ConditionResult): boolean => {
  if ('fact' in result) return meets(result.value, result.is, result.than)
  if ('not' in result) return !again(result.not)
  return 'all' in result ? result.all.every(again) : result.any.some(again)
}
