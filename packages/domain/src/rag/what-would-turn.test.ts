import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileRagRules } from './compile.ts'
import { type Facts, factOf, type Value } from './fact.ts'
import { forceDefault1 } from './presets/force-default.ts'
import type { Condition } from './rules.ts'
import { someFacts, someRagRules } from './testing/arbitrary.ts'
import { type RagChange, type WantedValue, whatWouldTurn } from './what-would-turn.ts'

const well: Facts = {
  ownerKnown: true,
  timescaleKind: 'by',
  daysPastDeadline: -100,
  daysSinceUpdate: 0,
  redated: 0,
  stage: 'in-progress',
}
const ways = (facts: Facts, level: string) =>
  whatWouldTurn(forceDefault1, facts, level).map((way) =>
    way.map(({ fact, to }) => `${fact} ${JSON.stringify(to)}`).join(' and '),
  )

test.each<[string, Facts, string, string[]]>([
  ['silent: an update', { ...well, daysSinceUpdate: 102 }, 'green', ['daysSinceUpdate {"atMost":42}']],
  [
    'unowned and silent: both',
    { ...well, daysSinceUpdate: 102, ownerKnown: false },
    'green',
    ['ownerKnown {"oneOf":[true]} and daysSinceUpdate {"atMost":42}'],
  ],
  ['late: a new date', { ...well, daysPastDeadline: 64 }, 'green', ['daysPastDeadline {"atMost":0}']],
  [
    'undated: any kind of timescale that has a date',
    { ...well, timescaleKind: 'none' },
    'green',
    ['timescaleKind {"otherThan":["none","unknown","relative"]}'],
  ],
  ['late: the work done', { ...well, daysPastDeadline: 64 }, 'complete', ['stage {"oneOf":["complete"]}']],
  ['green already: nothing', well, 'green', []],
  ['a level the rules have not: no way', well, 'pink', []],
  ['red by lateness: nobody can make a day pass', { ...well, daysPastDeadline: -1 }, 'red', []],
])('%s', (_, facts, level, expected) => {
  expect(ways(facts, level).sort()).toEqual(expected)
})

test('numbers that are not whole have open bounds', () => {
  const when: Condition = {
    all: [
      { fact: 'progressRatio', is: 'at-least', than: 0.7 },
      { fact: 'progressRatio', is: 'less', than: 0.9 },
    ],
  }
  const ragRules = { ...forceDefault1, rules: [{ id: 'monitor', level: 'amber', when }] }
  expect(whatWouldTurn(ragRules, { progressRatio: 0.2 }, 'amber')).toEqual([
    [{ fact: 'progressRatio', from: 0.2, to: { atLeast: 0.7, under: 0.9 } }],
  ])
})

test('every way gives the level, none of its changes can be left out, and no impossible change is proposed', () => {
  fc.assert(
    fc.property(
      someRagRules(),
      someFacts(),
      fc.constantFrom('red', 'amber', 'green', 'complete'),
      (ragRules, facts, level) => {
        const { levelOf } = compileRagRules(ragRules)
        for (const way of whatWouldTurn(ragRules, facts, level)) {
          expect(levelOf(after(facts, way))).toBe(level)
          for (const change of way) {
            const rest = way.filter((each) => each !== change)
            expect(levelOf(after(facts, rest))).not.toBe(level)
            expect(factOf(change.fact)?.changes).not.toBe('no')
            expect(valuesOf(change.to)).not.toContain(facts[change.fact] ?? null)
          }
        }
      },
    ),
    { numRuns: 200 },
  )
})

const after = (facts: Facts, way: readonly RagChange[]): Facts => ({
  ...facts,
  ...Object.fromEntries(way.map(({ fact, to }) => [fact, valuesOf(to)[0]])),
})

/** Some of the wanted values. */
const valuesOf = (to: WantedValue): Value[] => {
  if ('oneOf' in to) return [...to.oneOf]
  if ('otherThan' in to) return ['words that are no code']
  const low = to.atLeast ?? (to.over === undefined ? undefined : to.over + 0.001)
  return low !== undefined ? [low] : [to.atMost ?? (to.under ?? 1) - 0.001]
}

test('a fact for which the rules name no other value may become any value but the named ones', () => {
  const when: Condition = { fact: 'stage', is: 'other', than: 'complete' }
  const ragRules = { ...forceDefault1, rules: [{ id: 'open', level: 'amber', when }] }
  expect(whatWouldTurn(ragRules, { stage: 'complete' }, 'amber')).toEqual([
    [{ fact: 'stage', from: 'complete', to: { otherThan: ['complete'] } }],
  ])
})

test('a number without an upper bound only gets a lower one, and vice versa', () => {
  const rules = (is: 'more' | 'at-least' | 'less', than: number) => ({
    ...forceDefault1,
    rules: [{ id: 'amber', level: 'amber', when: { fact: 'progressRatio', is, than } as const }],
  })
  const to = (...asked: Parameters<typeof rules>) =>
    whatWouldTurn(rules(...asked), { progressRatio: 0.8 }, 'amber').map(([change]) => change?.to)
  expect(to('at-least', 0.9)).toEqual([{ atLeast: 0.9 }])
  expect(to('more', 0.9)).toEqual([{ over: 0.9 }])
  expect(to('less', 0.7)).toEqual([{ under: 0.7 }])
})

test('a way that shares a fact with a shorter one is included where neither contains the other', () => {
  const complete: Condition = { fact: 'stage', is: 'equal', than: 'complete' }
  const owned: Condition = { fact: 'ownerKnown', is: 'equal', than: true }
  const green: Condition = { fact: 'declaredLevel', is: 'equal', than: 'green' }
  const due: Condition = { fact: 'timescaleKind', is: 'equal', than: 'by' }
  const when: Condition = { any: [{ all: [complete, owned] }, { all: [complete, green, due] }] }
  const ragRules = { ...forceDefault1, rules: [{ id: 'good', level: 'good', when }], otherwise: 'bad' }
  const facts: Facts = {
    stage: 'in-progress',
    ownerKnown: false,
    declaredLevel: 'red',
    timescaleKind: 'none',
  }
  expect(whatWouldTurn(ragRules, facts, 'good').map((way) => way.map(({ fact }) => fact))).toEqual([
    ['stage', 'ownerKnown'],
    ['stage', 'declaredLevel', 'timescaleKind'],
  ])
})

test('what is not known may become any value that rules do not name', () => {
  const when: Condition = { fact: 'stage', is: 'other', than: 'complete' }
  const ragRules = { ...forceDefault1, rules: [{ id: 'open', level: 'amber', when }] }
  expect(whatWouldTurn(ragRules, { stage: null }, 'amber')).toEqual([
    [{ fact: 'stage', from: null, to: { otherThan: ['complete'] } }],
  ])
})

test('numbers on both sides of the current one are two ways', () => {
  const ratio = (is: 'at-most' | 'at-least', than: number): Condition => ({ fact: 'progressRatio', is, than })
  const outside = {
    ...forceDefault1,
    rules: [
      { id: 'behind', level: 'complete', when: ratio('at-most', 0.25) },
      { id: 'ahead', level: 'complete', when: ratio('at-least', 1.5) },
    ],
    otherwise: 'red',
  }
  expect(whatWouldTurn(outside, { progressRatio: 1 }, 'complete')).toEqual([
    [{ fact: 'progressRatio', from: 1, to: { atMost: 0.25 } }],
    [{ fact: 'progressRatio', from: 1, to: { atLeast: 1.5 } }],
  ])
})
