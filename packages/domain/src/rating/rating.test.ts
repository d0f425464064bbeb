import { aDraft, anAction, aPlan, aRecordOf, aSection, aTimescale } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import type { Link } from '../link/link.ts'
import { compileRagRules } from '../rag/compile.ts'
import type { RagRules } from '../rag/rules.ts'
import { type DatedState, statesOf } from './facts-of.ts'
import { type DependencyRatings, ratingsOf } from './rating.ts'

const rules = (code: string): RagRules => ({
  code,
  version: 1,
  title: '',
  description: '',
  levels: [],
  rules: [
    { id: 'late', level: 'red', when: { fact: 'daysPastDeadline', is: 'more', than: 0 } },
    { id: 'waits', level: 'amber', when: { fact: 'worstDependency', is: 'equal', than: 'red' } },
  ],
  otherwise: 'green',
})
const pin = (from: string, code = 'first') => ({ from, ragRules: compileRagRules(rules(code)) })

/** An action of 29 June 2022, due at the end of October, that depends on others from the given days. */
const states = (...from: string[]): DatedState[] => {
  const timescale = aTimescale()
  const { record, actionIds } = aRecordOf(
    aDraft({ plans: [aPlan({ sections: [aSection({ actions: [anAction({ timescale })] })] })] }),
  )
  const [first] = statesOf(record.history(actionIds[0] ?? ''))
  if (first === undefined) throw new Error('it never began')
  const links: Link[] = [{ kind: 'depends-on', to: 'other' }]
  return [first, ...from.map((day) => ({ from: day, state: { ...first.state, links } }))]
}
const spans = (ratings: ReturnType<typeof ratingsOf>) =>
  ratings.map(({ from, to, intervals }) => [
    from,
    to,
    ...intervals.map((each) => `${each.from} ${each.to} ${each.level}`),
  ])
const dependencies = (...worst: [string, string | null][]): DependencyRatings => ({
  days: worst.map(([from]) => from),
  worst: () => worst.map(([from, level]) => ({ from, level })),
})

test('an action without states has no rating', () => {
  expect(ratingsOf([], [pin('2022-06-29')], null)).toEqual([])
})

test('an action has a new rating on each day on which its state or its plan’s rules change', () => {
  expect(
    spans(ratingsOf(states('2022-08-01'), [pin('2022-06-29'), pin('2022-09-01', 'second')], null)),
  ).toEqual([
    ['2022-06-29', '2022-08-01', '2022-06-29 2022-11-01 green', '2022-11-01 null red'],
    ['2022-08-01', '2022-09-01', '2022-06-29 2022-11-01 green', '2022-11-01 null red'],
    ['2022-09-01', null, '2022-09-01 2022-11-01 green', '2022-11-01 null red'],
  ])
})

test('the links of an action count while they exist, and a new rating of a linked action makes a new one of the action', () => {
  const rated = ratingsOf(
    states('2022-08-01'),
    [pin('2022-06-29')],
    dependencies(['2022-01-01', 'red'], ['2022-09-01', 'green']),
  )
  expect(spans(rated)).toEqual([
    ['2022-06-29', '2022-08-01', '2022-06-29 2022-11-01 green', '2022-11-01 null red'],
    [
      '2022-08-01',
      '2022-09-01',
      '2022-08-01 2022-09-01 amber',
      '2022-09-01 2022-11-01 green',
      '2022-11-01 null red',
    ],
    ['2022-09-01', null, '2022-09-01 2022-11-01 green', '2022-11-01 null red'],
  ])
})

test('removed links no longer count, in the past and the future', () => {
  const [first, linked] = states('2022-08-01')
  if (first === undefined || linked === undefined) throw new Error('no states')
  const parted = { from: '2022-09-01', state: first.state }
  const rated = ratingsOf([first, linked, parted], [pin('2022-06-29')], dependencies(['2022-10-01', 'red']))
  expect(spans(rated).at(-1)).toEqual([
    '2022-10-01',
    null,
    '2022-06-29 2022-11-01 green',
    '2022-11-01 null red',
  ])
  expect(spans(rated)[2]).toEqual([
    '2022-09-01',
    '2022-10-01',
    '2022-06-29 2022-11-01 green',
    '2022-11-01 null red',
  ])
})

test('days before the action began have no rating, and ratings that ended before a day are left out', () => {
  const rated = (since?: string) =>
    ratingsOf(
      states('2022-08-01', '2022-09-01'),
      [pin('2022-01-01')],
      dependencies(['2021-01-01', null]),
      since,
    ).map(({ from }) => from)
  expect(rated()).toEqual(['2022-06-29', '2022-08-01', '2022-09-01'])
  expect(rated('2022-08-01')).toEqual(['2022-06-29', '2022-08-01', '2022-09-01'])
  expect(rated('2022-08-02')).toEqual(['2022-08-01', '2022-09-01'])
  expect(rated('2026-01-01')).toEqual(['2022-09-01'])
})
