import { expect, test } from 'vitest'
import {
  checkRagRules,
  evaluate,
  type Facts,
  factNames,
  forceDefault,
  inspectionLog,
  ragOperators,
  ragPresets,
  ragRulesFaultCodes,
  ragRulesFlagCodes,
  testsShown,
  whatWouldTurn,
} from '../../index.ts'
import {
  backTestSentences,
  changeWords,
  factTitle,
  markInRules,
  ragRulesFindingSentence,
  ragRulesPlaceWords,
  ragRulesSentences,
  reasonWords,
  testSentence,
  testWords,
  waysWords,
  whySentence,
} from '../index.ts'

const broken = /undefined|null|NaN|\[object|#/
const overdue: Facts = {
  daysPastDeadline: 64,
  stage: 'being-progressed',
  daysSinceUpdate: 102,
  ownerKnown: true,
  timescaleKind: 'by',
}

test('a level says why in one sentence', () => {
  const why = (ragRules = inspectionLog, facts = overdue) =>
    whySentence({ ragRules, evaluation: evaluate(ragRules, facts), facts, on: '2019-01-03' })
  expect(why()).toBe('Red because 64 days past 31 October 2018 and still being progressed')
  expect(why(inspectionLog, { ...overdue, stage: null })).toBe(
    'Red because 64 days past 31 October 2018 and not said to be complete',
  )
  expect(why(forceDefault, { ...overdue, daysPastDeadline: -3 })).toBe(
    'Amber because nothing said for 102 days, since 23 September 2018',
  )
  expect(why(forceDefault, { ...overdue, daysPastDeadline: -3, daysSinceUpdate: 1 })).toBe(
    'Green because no rule for another level is met',
  )
})

test('a test says its value, its threshold and its outcome', () => {
  const [late] = evaluate(inspectionLog, overdue)
    .rules.filter(({ id }) => id === 'overdue')
    .flatMap(({ when }) => testsShown(when))
  expect(late && testSentence(late)).toBe('Past its deadline: 64 days, more than 0 days: met')
})

test('what would turn it green is said as things a person can do', () => {
  expect(waysWords(whatWouldTurn(forceDefault, overdue, 'green'))).toEqual([
    'a deadline that has not passed (now 64 days past) and an update (nothing said for 102 days)',
  ])
})

test.each(ragPresets.map((ragRules) => [ragRules.code, ragRules] as const))(
  'the preset %s reads as whole sentences',
  (_, ragRules) => {
    const sentences = ragRulesSentences(ragRules)
    expect(sentences).toHaveLength(ragRules.rules.length + 1)
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^[A-Z].* (when .*|otherwise)\.$/)
      expect(sentence).not.toMatch(broken)
    }
  },
)

test('the default reads as people say it', () => {
  expect(ragRulesSentences(forceDefault)).toEqual([
    'Complete when its stage is complete.',
    'Red when it is past its deadline.',
    'Not yet due when its time to begin has not come and it is not so that its stage is in progress or being progressed.',
    'Amber when the day to have begun by has passed and it is not so that its stage is in progress or being progressed.',
    'Amber when nobody owns it.',
    'Amber when the kind of its timescale is none given, not understood or counted from something else.',
    'Amber when the worst level it depends on is red.',
    'Amber when more than 42 days have gone since the last update.',
    'Green otherwise.',
  ])
})

const values = [null, true, false, 'complete', 'red', 'none', -12, 0, 1, 64, 0.75] as const
test.each(factNames)('the fact %s has words for every value, operator and change', (fact) => {
  expect(factTitle(fact)).toMatch(/^[A-Z]/)
  for (const value of values) {
    expect(reasonWords(fact, value, '2026-11-21')).not.toMatch(broken)
    for (const is of ragOperators) {
      if (value === null) continue
      expect(testWords({ fact, is, than: value })).not.toMatch(broken)
      expect(testSentence({ fact, is, than: value, value, met: false })).not.toMatch(broken)
    }
  }
  for (const to of [
    { oneOf: ['red'] },
    { otherThan: ['complete', 'red'] },
    { atMost: 0 },
    { over: 3, atMost: 9 },
    { under: 0 },
    { atLeast: 0.9 },
    { oneOf: [true] },
  ])
    expect(changeWords({ fact, from: 5, to })).not.toMatch(broken)
})

test.each([...ragRulesFaultCodes, ...ragRulesFlagCodes])(
  'the finding %s of rules has a whole sentence, with and without arguments',
  (code) => {
    const given: Record<string, string | number | boolean>[] = [
      {},
      {
        rule: 'late',
        level: 'red',
        fact: 'stage',
        is: 'more',
        than: 'complete',
        type: 'code',
        said: 'Too long',
        behind: 'done',
        most: 400,
        deepest: 12,
      },
    ]
    for (const args of given) {
      expect(ragRulesFindingSentence({ code, args })).toMatch(/^[A-Z“].*\.$/)
      expect(ragRulesFindingSentence({ code, args })).not.toMatch(broken)
    }
  },
)

test('a finding that another version made has a sentence, whatever its code and arguments', () => {
  for (const found of [
    { code: 'of-tomorrow', args: { rule: 'late' } },
    { code: 'constructor', args: {} },
    { code: 'unknown-level', args: { level: 4 } },
    { code: 'type-mismatch', args: null },
  ]) {
    expect(ragRulesFindingSentence(found)).toContain(found.code)
    expect(ragRulesFindingSentence(found)).not.toMatch(broken)
  }
})

test('a finding says at which rule it is', () => {
  const ragRules = { ...inspectionLog, rules: [{ id: 'odd', level: 'purple', when: { all: [] } }] }
  const checked = checkRagRules(ragRules)
  const found = checked.ok ? [] : checked.error
  expect(found.map(({ path }) => ragRulesPlaceWords(path, ragRules))).toEqual(['Rule 1, “odd”'])
  expect(ragRulesPlaceWords(['otherwise'])).toBe('The otherwise')
})

test('a level by the rules keeps the letter, word and shape they give it', () => {
  expect(markInRules(forceDefault, 'not-due')).toMatchObject({ letter: 'N', word: 'Not yet due', shape: '○' })
})

test('a back-test says how many cases each number rests on', () => {
  const sentences = backTestSentences({
    actions: 36,
    greenThenLate: { cases: 40, late: 10 },
    amberStood: { cases: 0, medianDays: null, turnedRed: 0, open: 2 },
    declared: { cases: 50, kinder: 5, harsher: 1 },
  })
  expect(sentences[1]).toBe('Green, and late a quarter later: 10 of 40 cases (25 %).')
  expect(sentences[2]).toBe('Amber that ended: no case to judge by; 2 still stood at the end.')
  expect(sentences[3]).toBe(
    'Declared beside the rules: kinder in 5 and harsher in 1 of 50 cases (10 % kinder).',
  )
})

test('a count of days that no calendar holds is still put into words', () => {
  expect(reasonWords('daysPastDeadline', 1e12, '2026-11-20')).toMatch(
    /^1,?000,?000,?000,?000 days past 1 January 0000$/,
  )
  expect(reasonWords('daysPastDeadline', -1e12, '2026-11-20')).toMatch(
    /before its deadline, 31 December 9999$/,
  )
})
