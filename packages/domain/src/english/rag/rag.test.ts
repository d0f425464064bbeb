import { expect, test } from 'vitest'
import {
  type Condition,
  checkRagRules,
  evaluate,
  type FactName,
  type Facts,
  factNames,
  forceDefault,
  forceDefault1,
  inspectionLog,
  type RagChange,
  type RagTest,
  ragOperators,
  ragPresets,
  ragRulesFaultCodes,
  ragRulesFlagCodes,
  testResults,
  type Value,
  whatWouldTurn,
} from '../../index.ts'
import { explain } from '../../rag/evaluate.ts'
import {
  backTestSentences,
  changeWords,
  conditionWords,
  decidingTests,
  factTitle,
  joinWords,
  levelMark,
  markInRules,
  ragRulesFindingSentence,
  ragRulesPlaceWords,
  ragRulesSentences,
  reasonWords,
  testSentence,
  testWords,
  valueWords,
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

test('a level has its reason in one sentence', () => {
  const why = (ragRules = inspectionLog, facts = overdue) =>
    whySentence({ ragRules, evaluation: evaluate(ragRules, facts), facts, on: '2019-01-03' })
  expect(why()).toBe('Red because 64 days past 31 October 2018 and still being progressed')
  expect(why(inspectionLog, { ...overdue, stage: null })).toBe(
    'Red because 64 days past 31 October 2018 and not said to be complete',
  )
  expect(why(forceDefault1, { ...overdue, daysPastDeadline: -3 })).toBe(
    'Amber because nothing said for 102 days, since 23 September 2018',
  )
  expect(why(forceDefault1, { ...overdue, daysPastDeadline: -3, daysSinceUpdate: 1 })).toBe(
    'Green because no rule for another level is met',
  )
})

test('a test has its value, threshold and outcome', () => {
  const [late] = evaluate(inspectionLog, overdue)
    .rules.filter(({ id }) => id === 'overdue')
    .flatMap(({ when }) => testResults(when))
  expect(late && testSentence(late)).toBe('Past its deadline: 64 days, more than 0 days: met')
})

test('what would turn it green is worded as things a person can do', () => {
  expect(waysWords(whatWouldTurn(forceDefault1, overdue, 'green'))).toEqual([
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
  expect(ragRulesSentences(forceDefault1)).toEqual([
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

test('the newest default reads as people say it', () => {
  expect(ragRulesSentences(forceDefault)).toEqual([
    'Complete when its stage is complete.',
    'Red when it is past its deadline.',
    'Red when its declared level is red.',
    'Amber/Red when its declared level is amber/red.',
    'Amber when its declared level is amber.',
    'Not yet due when its time to begin has not come, it is not so that its stage is in progress or being progressed and it is not so that its declared level is amber/green.',
    'Amber when the day to have begun by has passed and it is not so that its stage is in progress or being progressed.',
    'Amber when its deadline was moved later at least 3 times.',
    'Amber when its deadline was moved later at most 42 days ago.',
    'Amber when nobody owns it.',
    'Amber when the kind of its timescale is none given, not understood or counted from something else.',
    'Amber when the worst level it depends on is red.',
    'Amber when more than 42 days have gone since there was news of it.',
    'Amber/Green when its declared level is amber/green.',
    'Green otherwise.',
  ])
})

const fine: Facts = {
  daysPastDeadline: -3,
  daysSinceNews: 0,
  timesSlipped: 0,
  ownerKnown: true,
  timescaleKind: 'by',
}
test.each<[Facts, string]>([
  [{ declaredLevel: 'red', declaredSince: 12 }, 'Red because declared Red on 22 December 2018'],
  [{ declaredLevel: 'red' }, 'Red because declared Red'],
  [{ timesSlipped: 1, daysSinceSlip: 12 }, 'Amber because its deadline was moved later on 22 December 2018'],
  [{ timesSlipped: 3, daysSinceSlip: 12 }, 'Amber because its deadline was moved later 3 times'],
  [{ daysSinceNews: 43 }, 'Amber because no news for 43 days, since 21 November 2018'],
])('the newest default gives the reason of %j', (facts, words) => {
  const all = { ...fine, ...facts }
  expect(
    whySentence({
      ragRules: forceDefault,
      evaluation: evaluate(forceDefault, all),
      facts: all,
      on: '2019-01-03',
    }),
  ).toBe(words)
})

test('news is what turns silence', () => {
  expect(waysWords(whatWouldTurn(forceDefault, { ...fine, daysSinceNews: 43 }, 'green'))).toEqual([
    'an update with news (no news for 43 days)',
  ])
})

const values = [null, true, false, 'complete', 'red', 'none', -12, 0, 1, 64, 0.75] as const
test.each(factNames)('the fact %s has a text for every value, operator and change', (fact) => {
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
  'the finding %s of rules has a complete sentence, with and without arguments',
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

test('a finding of another version has a sentence, whatever its code and arguments', () => {
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

test('a finding names its rule', () => {
  const ragRules = { ...inspectionLog, rules: [{ id: 'odd', level: 'purple', when: { all: [] } }] }
  const checked = checkRagRules(ragRules)
  const found = checked.ok ? [] : checked.error
  expect(found.map(({ path }) => ragRulesPlaceWords(path, ragRules))).toEqual(['Rule 1, “odd”'])
  expect(ragRulesPlaceWords(['otherwise'])).toBe('The otherwise')
})

test('a level by the rules has the letter, word and shape of its rules', () => {
  expect(markInRules(forceDefault1, 'not-due')).toMatchObject({
    letter: 'N',
    word: 'Not yet due',
    shape: '○',
  })
})

test('an action is displayed as complete where its stage is, else by its declared level, else as not set', () => {
  expect(levelMark('red', 'complete').code).toBe('complete')
  expect(levelMark('red', 'in-progress').code).toBe('red')
  expect(levelMark(null, null)).toEqual({ code: 'none', letter: '–', word: 'Not set', shape: '–' })
})

test('a level that its rules no longer have gets the built-in mark, else its code', () => {
  expect(markInRules(null, 'red')).toEqual({ code: 'red', letter: 'R', word: 'Red', shape: '■' })
  expect(markInRules(forceDefault1, 'blue')).toMatchObject({ letter: 'B', word: 'Blue' })
  expect(markInRules(forceDefault1, 'pink')).toEqual({ code: 'pink', letter: '?', word: 'pink', shape: '?' })
})

test('a back-test has the number of cases for each result', () => {
  const sentences = backTestSentences({
    actions: 36,
    greenThenLate: { cases: 40, late: 10 },
    amberStood: { cases: 0, medianDays: null, turnedRed: 0, open: 2 },
    declared: { cases: 50, kinder: 5, harsher: 1 },
  })
  expect(sentences[0]).toBe('Held against the past of 36 actions.')
  expect(sentences[1]).toBe('Green, and late a quarter later: 10 of 40 cases (25 %).')
  expect(sentences[2]).toBe('Amber that ended: no case to judge by; 2 still stood at the end.')
  expect(sentences[3]).toBe(
    'Declared beside the rules: kinder in 5 and harsher in 1 of 50 cases (10 % kinder).',
  )
})

test('a count of days outside the calendar still has a text', () => {
  expect(reasonWords('daysPastDeadline', 1e12, '2026-11-20')).toMatch(
    /^1,?000,?000,?000,?000 days past 1 January 0000$/,
  )
  expect(reasonWords('daysPastDeadline', -1e12, '2026-11-20')).toMatch(
    /before its deadline, 31 December 9999$/,
  )
})

test.each<[RagTest, string]>([
  [{ fact: 'daysPastDeadline', is: 'more', than: 0 }, 'it is past its deadline'],
  [{ fact: 'daysPastDeadline', is: 'at-least', than: 1 }, 'it is past its deadline'],
  [{ fact: 'daysPastDeadline', is: 'at-most', than: 0 }, 'it is not past its deadline'],
  [{ fact: 'daysPastDeadline', is: 'less', than: 1 }, 'it is not past its deadline'],
  [{ fact: 'daysPastDeadline', is: 'more', than: 14 }, 'it is more than 14 days past its deadline'],
  [{ fact: 'daysPastDeadline', is: 'equal', than: 1 }, 'it is exactly 1 day past its deadline'],
  [{ fact: 'daysPastDeadline', is: 'more', than: -14 }, 'its deadline is less than 14 days away'],
  [{ fact: 'daysPastDeadline', is: 'at-least', than: -1 }, 'its deadline is at most 1 day away'],
  [{ fact: 'daysPastDeadline', is: 'less', than: -14 }, 'its deadline is more than 14 days away'],
  [{ fact: 'daysPastDeadline', is: 'at-most', than: -14 }, 'its deadline is at least 14 days away'],
  [{ fact: 'daysPastDeadline', is: 'equal', than: -14 }, 'its deadline is exactly 14 days away'],
  [{ fact: 'daysSinceOpening', is: 'less', than: 0 }, 'its time to begin has not come'],
  [{ fact: 'daysSinceOpening', is: 'at-most', than: -1 }, 'its time to begin has not come'],
  [{ fact: 'daysSinceOpening', is: 'more', than: 0 }, 'its time to begin has passed'],
  [{ fact: 'daysSinceOpening', is: 'at-most', than: 0 }, 'its time to begin has not passed'],
  [{ fact: 'daysSinceOpening', is: 'at-least', than: 7 }, 'its time to begin came at least 7 days ago'],
  [{ fact: 'daysSinceOpening', is: 'less', than: -7 }, 'its time to begin is more than 7 days away'],
  [{ fact: 'daysSinceUpdate', is: 'more', than: 42 }, 'more than 42 days have gone since the last update'],
  [
    { fact: 'progressRatio', is: 'less', than: 0.7 },
    'less than 70 % of the work is done that the time gone asks for',
  ],
  [{ fact: 'progressRatio', is: 'known', than: true }, 'its share of work done is known'],
  [{ fact: 'redated', is: 'at-least', than: 2 }, 'it was re-dated at least 2 times'],
  [{ fact: 'redated', is: 'known', than: false }, 'the number of re-datings is not known'],
  [{ fact: 'ownerKnown', is: 'equal', than: true }, 'somebody owns it'],
  [{ fact: 'ownerKnown', is: 'equal', than: false }, 'nobody owns it'],
  [{ fact: 'ownerKnown', is: 'other', than: true }, 'nobody owns it'],
  [{ fact: 'ownerKnown', is: 'other', than: false }, 'somebody owns it'],
  [{ fact: 'stage', is: 'other', than: 'complete' }, 'its stage is other than complete'],
])('%j is asked as “%s”', (asked, words) => {
  expect(testWords(asked)).toBe(words)
})

test('nested conditions are separated by brackets, and one fact with several values is named once', () => {
  const late: RagTest = { fact: 'daysPastDeadline', is: 'more', than: 0 }
  const stage = (than: string): RagTest => ({ fact: 'stage', is: 'equal', than })
  const unowned: RagTest = { fact: 'ownerKnown', is: 'equal', than: false }
  expect(conditionWords({ all: [] })).toBe('nothing more is asked')
  expect(conditionWords({ any: [] })).toBe('never')
  expect(conditionWords({ any: [stage('complete')] })).toBe('its stage is complete')
  expect(conditionWords({ any: [stage('complete'), stage('in-progress')] })).toBe(
    'its stage is complete or in progress',
  )
  expect(conditionWords({ any: [stage('complete'), late] })).toBe(
    'its stage is complete or it is past its deadline',
  )
  expect(conditionWords({ any: [stage('complete'), { ...stage('in-progress'), is: 'other' }] })).toBe(
    'its stage is complete or its stage is other than in progress',
  )
  expect(conditionWords({ all: [{ not: late }, { any: [unowned, stage('complete')] }] })).toBe(
    'it is not so that it is past its deadline and (nobody owns it or its stage is complete)',
  )
})

test.each<[FactName, Value | null, string]>([
  ['daysPastDeadline', 64, '64 days'],
  ['daysPastDeadline', 1, '1 day'],
  ['daysPastDeadline', -1, '1 day before'],
  ['daysPastDeadline', 0, '0 days'],
  ['redated', 1, '1 time'],
  ['progressRatio', 0.756, '0.76'],
  ['ownerKnown', true, 'yes'],
  ['ownerKnown', false, 'no'],
  ['stage', 'in-progress', 'In progress'],
  ['declaredLevel', 'red', 'Red'],
  ['timescaleKind', 'by', 'By a date'],
  ['stage', null, 'not known'],
])('the fact %s with the value %j is displayed as “%s”', (fact, value, words) => {
  expect(valueWords(fact, value)).toBe(words)
})

test('how the parts of a condition are joined is named, and a test is not joined', () => {
  const shown = (condition: Condition) => joinWords(explain(condition, {}))
  expect(shown({ all: [] })).toBe('all of these')
  expect(shown({ any: [] })).toBe('any of these')
  expect(shown({ not: { any: [] } })).toBe('not this')
  expect(shown({ fact: 'stage', is: 'known', than: true })).toBeNull()
})

test.each<[RagChange, string]>([
  [
    { fact: 'daysPastDeadline', from: 64, to: { atMost: 0 } },
    'a deadline that has not passed (now 64 days past)',
  ],
  [
    { fact: 'daysPastDeadline', from: 1, to: { atMost: 0 } },
    'a deadline that has not passed (now 1 day past)',
  ],
  [{ fact: 'daysPastDeadline', from: -3, to: { under: 1 } }, 'a deadline that has not passed'],
  [{ fact: 'daysPastDeadline', from: 0, to: { under: 1 } }, 'a deadline that has not passed'],
  [
    { fact: 'daysPastDeadline', from: 9, to: { atMost: 7 } },
    'a deadline at most 7 days past (now 9 days past)',
  ],
  [
    { fact: 'daysPastDeadline', from: 9, to: { under: 7 } },
    'a deadline at most 6 days past (now 9 days past)',
  ],
  [{ fact: 'daysPastDeadline', from: -3, to: { atMost: -14 } }, 'a deadline at least 14 days away'],
  [{ fact: 'daysSinceUpdate', from: 102, to: { atMost: 42 } }, 'an update (nothing said for 102 days)'],
  [{ fact: 'daysSinceUpdate', from: 1, to: { atMost: 1 } }, 'an update (nothing said for 1 day)'],
  [{ fact: 'daysSinceUpdate', from: 1, to: { under: 1 } }, 'an update today (nothing said for 1 day)'],
  [{ fact: 'daysSinceUpdate', from: null, to: { oneOf: [3] } }, 'an update'],
  [{ fact: 'daysSinceOpening', from: -3, to: { atLeast: 0 } }, 'a time to begin that has come'],
  [{ fact: 'daysSinceOpening', from: -3, to: { over: -1 } }, 'a time to begin that has come'],
  [{ fact: 'daysSinceOpening', from: 3, to: { under: 0 } }, 'a time to begin that has not come'],
  [{ fact: 'daysSinceOpening', from: -9, to: { over: -4 } }, 'a time to begin at most 3 days away'],
  [{ fact: 'daysSinceOpening', from: -9, to: { atLeast: -3 } }, 'a time to begin at most 3 days away'],
  [
    { fact: 'daysSinceOpening', from: -9, to: { atLeast: 1 } },
    'a time to begin that came at least 1 day ago',
  ],
  [{ fact: 'daysSinceOpening', from: 3, to: { atMost: -1 } }, 'a time to begin that has not come'],
  [{ fact: 'daysSinceOpening', from: 3, to: { atMost: -14 } }, 'a time to begin at least 14 days away'],
  [{ fact: 'daysSinceOpening', from: 9, to: { atMost: 0 } }, 'a time to begin that is today or later'],
  [{ fact: 'daysSinceOpening', from: 9, to: { atMost: 1 } }, 'a time to begin that came at most 1 day ago'],
  [{ fact: 'daysSinceOpening', from: 9, to: { atMost: 7 } }, 'a time to begin that came at most 7 days ago'],
  [
    { fact: 'daysSinceOpening', from: 9, to: { atLeast: -3, atMost: 7 } },
    'a time to begin that came at most 7 days ago',
  ],
  [
    { fact: 'daysSinceOpening', from: -9, to: { atLeast: -3, atMost: 7 } },
    'a time to begin at most 3 days away',
  ],
  [{ fact: 'daysSinceOpening', from: null, to: { atLeast: 0, atMost: 7 } }, 'a time to begin that has come'],
  [{ fact: 'daysSinceStartDue', from: 3, to: { atMost: -7 } }, 'a day to have begun by at least 7 days away'],
  [{ fact: 'daysSinceStartDue', from: 3, to: { atMost: 0 } }, 'a day to have begun by that has not passed'],
  [{ fact: 'daysSinceStartDue', from: 9, to: { atMost: 1 } }, 'at most 1 day past the day to have begun by'],
  [
    { fact: 'progressRatio', from: 0.8, to: { atLeast: 0.9 } },
    '90 % or more of the work done that the time gone asks for (now 80 %)',
  ],
  [{ fact: 'progressRatio', from: null, to: { atMost: 0.9 } }, 'less of the work done'],
  [{ fact: 'ownerKnown', from: false, to: { oneOf: [true] } }, 'an owner'],
  [{ fact: 'ownerKnown', from: true, to: { oneOf: [false] } }, 'no owner'],
  [
    { fact: 'stage', from: null, to: { oneOf: ['complete', 'in-progress'] } },
    'the stage complete or in progress',
  ],
  [{ fact: 'stage', from: 'complete', to: { otherThan: ['complete'] } }, 'another stage than complete'],
  [{ fact: 'declaredLevel', from: 'red', to: { oneOf: ['green'] } }, 'green declared'],
  [{ fact: 'declaredLevel', from: 'red', to: { otherThan: ['red'] } }, 'another level declared than red'],
])('to turn it, %j is worded as “%s”', (change, words) => {
  expect(changeWords(change)).toBe(words)
})

test('a rule that never decides names the single earlier rule that always decides first, where there is one', () => {
  const sentence = (behind: string) =>
    ragRulesFindingSentence({ code: 'unreachable-rule', args: { rule: 'later', behind } })
  expect(sentence('late')).toBe(
    'The rule “later” never decides: the rule “late” before it takes everything it would.',
  )
  expect(sentence('')).toBe('The rule “later” never decides: rules before it take everything it would.')
})

test('a back-test names results without cases, and how long amber lasted', () => {
  const none = {
    actions: 1,
    greenThenLate: { cases: 0, late: 0 },
    amberStood: { cases: 0, medianDays: null, turnedRed: 0, open: 0 },
    declared: { cases: 0, kinder: 0, harsher: 0 },
  }
  expect(backTestSentences(none)).toEqual([
    'Held against the past of 1 action.',
    'Green, and late a quarter later: no case to judge by.',
    'Amber that ended: no case to judge by.',
    'Declared beside the rules: no case to judge by.',
  ])
  const sentenceWith = (open: number) =>
    backTestSentences({ ...none, amberStood: { cases: 4, medianDays: 47.5, turnedRed: 3, open } })[2]
  expect(sentenceWith(0)).toBe('Amber stood a median of 47.5 days over 4 cases; 3 of them turned red.')
  expect(sentenceWith(2)).toBe(
    'Amber stood a median of 47.5 days over 4 cases; 3 of them turned red, and 2 more still stood at the end.',
  )
})

test.each<[FactName, Value | null, string]>([
  ['daysPastDeadline', 1, '1 day past 20 November 2026'],
  ['daysPastDeadline', 0, 'its deadline is today'],
  ['daysPastDeadline', -1, '1 day before its deadline, 22 November 2026'],
  ['daysSinceUpdate', 0, 'last heard of today'],
  ['daysSinceUpdate', 1, 'nothing said for 1 day, since 20 November 2026'],
  ['daysSinceOpening', -1, 'its time to begin is 22 November 2026'],
  ['daysSinceOpening', 0, 'its time to begin came on 21 November 2026'],
  ['daysSinceStartDue', 1, 'to have begun by 20 November 2026, 1 day ago'],
  ['daysSinceStartDue', 0, 'to begin by 21 November 2026'],
  ['progressRatio', 0.756, '76 % of the work done that the time gone asks for'],
  ['redated', 0, 'never re-dated'],
  ['redated', 1, 're-dated 1 time'],
  ['ownerKnown', true, 'somebody owns it'],
  ['ownerKnown', false, 'nobody owns it'],
  ['stage', 'in-progress', 'in progress'],
  ['declaredLevel', 'red', 'declared Red'],
  ['timescaleKind', 'none', 'no date is given'],
  ['timescaleKind', 'ongoing', 'its timescale is ongoing'],
  ['worstDependency', 'red', 'something it depends on is Red'],
  ['worstDependency', null, 'it depends on nothing that is rated'],
])('the fact %s with the value %j gives the reason “%s”', (fact, value, words) => {
  expect(reasonWords(fact, value, '2026-11-21')).toBe(words)
})

test('the deciding tests are all of an all, those met of an any, and every one below a not', () => {
  const late: RagTest = { fact: 'daysPastDeadline', is: 'more', than: 0 }
  const silent: RagTest = { fact: 'daysSinceUpdate', is: 'more', than: 42 }
  const done: RagTest = { fact: 'stage', is: 'equal', than: 'complete' }
  const deciding = (condition: Condition) =>
    decidingTests(explain(condition, { daysPastDeadline: 1, daysSinceUpdate: 1, stage: 'complete' })).map(
      ({ fact }) => fact,
    )
  expect(deciding(late)).toEqual(['daysPastDeadline'])
  expect(deciding({ all: [late, done] })).toEqual(['daysPastDeadline', 'stage'])
  expect(deciding({ any: [late, silent, done] })).toEqual(['daysPastDeadline', 'stage'])
  expect(deciding({ not: { any: [silent, { all: [silent, { not: done }] }] } })).toEqual([
    'daysSinceUpdate',
    'daysSinceUpdate',
    'stage',
  ])
})
