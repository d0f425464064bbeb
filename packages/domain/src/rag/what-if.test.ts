import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../calendar/day-number.ts'
import { compileRagRules } from './compile.ts'
import { type FactTimelines, factsOn } from './fact-timeline.ts'
import { forceDefault1 } from './presets/force-default.ts'
import type { RagRules } from './rules.ts'
import { someRagRules, someTimelines } from './testing/arbitrary.ts'
import { QUARTER_DAYS, whatIf } from './what-if.ts'

const begins = '2022-06-29'
const anAction = (deadline: string): FactTimelines => ({
  from: begins,
  gone: [],
  facts: {
    daysPastDeadline: [{ from: begins, since: deadline }],
    daysSinceUpdate: [{ from: begins, since: begins }],
    ownerKnown: [{ from: begins, value: true }],
    timescaleKind: [{ from: begins, value: 'by' }],
  },
})
const patient: RagRules = {
  ...forceDefault1,
  version: 2,
  rules: forceDefault1.rules.map((rule) =>
    rule.id === 'silent' ? { ...rule, when: { fact: 'daysSinceUpdate', is: 'more', than: 60 } } : rule,
  ),
}

test('a changed threshold names the days on which a level would differ, and the reasons for both', () => {
  const cases = [{ id: 'one', timelines: anAction('2023-03-31') }]
  const [one] = whatIf(cases, forceDefault1, patient, '2022-07-01')
  expect(one?.today).toBeNull()
  expect(
    one?.differences.map(({ from, to, is, would }) => [from, to, is.level, is.rule, would.level, would.rule]),
  ).toEqual([['2022-08-11', '2022-08-29', 'amber', 'silent', 'green', null]])
})

test('today is separate from the future', () => {
  const cases = [{ id: 'one', timelines: anAction('2023-03-31') }]
  expect(whatIf(cases, forceDefault1, patient, '2022-08-20')[0]?.today).toMatchObject({
    is: { level: 'amber' },
    would: { level: 'green' },
  })
})

test('an action whose levels do not change is left out, also an overridden one', () => {
  const timelines = anAction('2022-06-30')
  expect(whatIf([{ id: 'late', timelines }], forceDefault1, patient, '2022-07-01')).toEqual([])
  const overrides = [
    { from: '2022-07-01', until: '2023-07-01', level: 'green', reason: 'Waiting for the grant' },
  ]
  expect(
    whatIf(
      [{ id: 'held', timelines: anAction('2023-03-31'), overrides }],
      forceDefault1,
      patient,
      '2022-08-20',
    ),
  ).toEqual([])
})

test('the differences are those that every single day has', () => {
  fc.assert(
    fc.property(someTimelines(), someRagRules(), someRagRules(), (timelines, is, would) => {
      const today = addDays(timelines.from, 20)
      const differences = whatIf([{ id: 'one', timelines }], is, would, today)[0]?.differences ?? []
      for (let on = today; on <= addDays(today, QUARTER_DAYS); on = addDays(on, 1)) {
        const found = differences.find(({ from, to }) => from <= on && on < to)
        const withdrawn = timelines.gone.some(({ from, to }) => from <= on && (to === null || on < to))
        const [a, b] = [is, would].map((ragRules) =>
          compileRagRules(ragRules).levelOf(factsOn(timelines, on)),
        )
        expect(found === undefined ? null : [found.is.level, found.would.level]).toEqual(
          withdrawn || a === b ? null : [a, b],
        )
      }
    }),
  )
})

test('a continuing difference ends with the 91 days', () => {
  const rules = patient.rules.map((rule) =>
    rule.id === 'silent'
      ? { ...rule, when: { fact: 'daysSinceUpdate', is: 'more', than: 400 } as const }
      : rule,
  )
  const cases = [{ id: 'one', timelines: anAction('2023-03-31') }]
  const [one] = whatIf(cases, forceDefault1, { ...patient, rules }, '2022-07-01')
  expect(one?.differences.map(({ from, to }) => [from, to])).toEqual([['2022-08-11', '2022-10-01']])
  expect(whatIf(cases, forceDefault1, { ...patient, rules }, '2022-05-11')).toEqual([])
  expect(whatIf(cases, forceDefault1, { ...patient, rules }, '2022-05-12')).toHaveLength(1)
})

test('a difference is one period while both levels are unchanged, whichever rules give them', () => {
  const silent = (id: string, than: number) =>
    ({ id, level: 'amber', when: { fact: 'daysSinceUpdate', is: 'more', than } }) as const
  const is = { ...forceDefault1, rules: [silent('longer', 20), silent('long', 10)] }
  const would = { ...forceDefault1, rules: [] }
  const [one] = whatIf([{ id: 'one', timelines: anAction('2023-03-31') }], is, would, begins)
  expect(one?.differences.map(({ from, to, is: { rule } }) => [from, to, rule])).toEqual([
    ['2022-07-10', '2022-09-29', 'long'],
  ])
})
