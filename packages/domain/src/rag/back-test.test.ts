import { expect, test } from 'vitest'
import { backTest } from './back-test.ts'
import type { FactTimelines } from './fact-timeline.ts'
import { forceDefault1 } from './presets/force-default.ts'

const begins = '2022-01-01'
/** An action due by the end of June 2022, with updates on the given days, complete on a day if given. */
const anAction = (
  updates: string[],
  complete: string | null,
  declared: string | null = null,
): FactTimelines => ({
  from: begins,
  gone: [],
  facts: {
    daysPastDeadline: [{ from: begins, since: '2022-06-30' }],
    daysSinceUpdate: [begins, ...updates].map((from) => ({ from, since: from })),
    ownerKnown: [{ from: begins, value: true }],
    timescaleKind: [{ from: begins, value: 'by' }],
    stage: complete === null ? [] : [{ from: complete, value: 'complete' }],
    declaredLevel: [{ from: begins, value: declared }],
  },
})
const monthly = ['2022-02-01', '2022-03-01', '2022-04-01', '2022-05-01', '2022-06-01']
const tested = (timelines: FactTimelines[], until = '2022-08-31') =>
  backTest(
    timelines.map((each, at) => ({ id: `${at}`, timelines: each })),
    forceDefault1,
    begins,
    until,
  )

test('green that was late a quarter later is counted on the firsts of months that have a quarter after them', () => {
  // Green on the first of January to June; 91 days on, April to July: late from the first of April on.
  expect(tested([anAction(monthly, null)]).greenThenLate).toEqual({ cases: 6, late: 3 })
  expect(tested([anAction(monthly, '2022-06-15')]).greenThenLate).toEqual({ cases: 6, late: 0 })
})

test('amber that ended has its days and the next level; amber that continues is open', () => {
  // Silent from 13 February: green again on 1 March; silent from 13 April until late on 1 July.
  const spells = anAction(['2022-03-01'], null)
  expect(tested([spells]).amberStood).toEqual({ cases: 2, medianDays: (16 + 79) / 2, turnedRed: 1, open: 0 })
  expect(tested([spells], '2022-06-30').amberStood).toEqual({
    cases: 1,
    medianDays: 16,
    turnedRed: 0,
    open: 1,
  })
})

test('an action withdrawn while amber is not counted', () => {
  const withdrawn = { ...anAction([], null), gone: [{ from: '2022-04-01', to: null }] }
  expect(tested([withdrawn]).amberStood).toEqual({ cases: 0, medianDays: null, turnedRed: 0, open: 0 })
})

test('a declared level is compared where both are colours', () => {
  // July and August are red by the rules, the six months before green.
  expect(tested([anAction(monthly, null, 'green')]).declared).toEqual({ cases: 8, kinder: 2, harsher: 0 })
  expect(tested([anAction(monthly, null, 'amber')]).declared).toEqual({ cases: 8, kinder: 2, harsher: 6 })
  expect(tested([anAction(monthly, '2022-06-15', 'green')]).declared).toEqual({
    cases: 6,
    kinder: 0,
    harsher: 0,
  })
  expect(tested([anAction(monthly, null, 'blue')]).declared).toEqual({ cases: 0, kinder: 0, harsher: 0 })
})

test.each([
  ['2022-01-01', '2022-12-31', 12],
  ['2022-10-01', '2022-12-01', 3],
  ['2022-10-02', '2022-11-30', 1],
  ['2022-11-30', '2023-02-01', 3],
  ['2022-12-31', '2024-01-01', 13],
  ['2022-12-02', '2022-12-31', 0],
])('from %s until %s a level is compared with the rules on the firsts of %i months', (from, until, cases) => {
  const spoken = [{ id: 'a', timelines: anAction([], null, 'green') }]
  expect(backTest(spoken, forceDefault1, from, until).declared.cases).toBe(cases)
})

test('the result has the number of actions, including zero', () => {
  expect(tested([])).toEqual({
    actions: 0,
    greenThenLate: { cases: 0, late: 0 },
    amberStood: { cases: 0, medianDays: null, turnedRed: 0, open: 0 },
    declared: { cases: 0, kinder: 0, harsher: 0 },
  })
})

test('amber that begins on the last day is open, and what begins later is not counted', () => {
  // Silent from 13 February.
  const open = (until: string) => tested([anAction([], null)], until).amberStood.open
  expect([open('2022-02-12'), open('2022-02-13'), open('2022-02-14')]).toEqual([0, 1, 1])
})
