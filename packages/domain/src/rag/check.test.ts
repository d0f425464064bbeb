import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { stageCodes } from '../workflow/workflow.ts'
import { checkRagRules } from './check.ts'
import { compileRagRules } from './compile.ts'
import { factNames } from './fact.ts'
import type { RagRulesFlag } from './finding.ts'
import { flagsOf } from './flags.ts'
import { forceDefault1 } from './presets/force-default.ts'
import { regionsOf } from './region.ts'
import type { Condition, RagRules, RagTest } from './rules.ts'
import { ragRules } from './schema.ts'
import { someFacts, someRagRules } from './testing/arbitrary.ts'
import { codesOf } from './vocabulary.ts'

const past = (is: RagTest['is'], than: number): RagTest => ({ fact: 'daysPastDeadline', is, than })
const silent = (is: RagTest['is'], than: number): RagTest => ({ fact: 'daysSinceUpdate', is, than })
const rulesWith = (...conditions: unknown[]) => ({
  ...forceDefault1,
  levels: forceDefault1.levels.filter(({ code }) => code === 'red' || code === 'green'),
  rules: conditions.map((when, at) => ({ id: `rule-${at}`, level: 'red', when })),
})
const faults = (input: unknown) => {
  const checked = checkRagRules(input)
  return checked.ok ? [] : checked.error.map(({ code, path }) => `${code} ${path.join('.')}`)
}
const ruleOf = ({ args }: RagRulesFlag) => ('rule' in args ? args.rule : undefined)
const flags = (...conditions: Condition[]) =>
  flagsOf(rulesWith(...conditions) as RagRules).map(({ code, path }) => `${code} ${path.join('.')}`)

test.each<[string, unknown, string[]]>([
  [
    'an unknown fact',
    rulesWith({ all: [{ fact: 'weather', is: 'more', than: 1 }] }),
    ['unknown-fact rules.0.when.all.0.fact'],
  ],
  [
    'a name of every object is no fact',
    rulesWith({ fact: 'constructor', is: 'more', than: 1 }),
    ['unknown-fact rules.0.when.fact'],
  ],
  [
    'an unknown operator',
    rulesWith({ not: { ...past('more', 1), is: 'about' } }),
    ['unknown-operator rules.0.when.not.is'],
  ],
  [
    'an unknown level of a rule',
    { ...forceDefault1, rules: [{ id: 'a', level: 'pink', when: past('more', 0) }] },
    ['unknown-level rules.0.level'],
  ],
  ['an unknown level otherwise', { ...forceDefault1, otherwise: 'pink' }, ['unknown-level otherwise']],
  [
    'a code that is no stage',
    rulesWith({ fact: 'stage', is: 'equal', than: 'done' }),
    ['unknown-code rules.0.when.than'],
  ],
  [
    'words against a number',
    rulesWith({ fact: 'daysPastDeadline', is: 'more', than: '0' }),
    ['type-mismatch rules.0.when'],
  ],
  [
    'order among codes',
    rulesWith({ fact: 'stage', is: 'more', than: 'complete' }),
    ['type-mismatch rules.0.when'],
  ],
  [
    'known against no yes or no',
    rulesWith({ fact: 'stage', is: 'known', than: 'complete' }),
    ['type-mismatch rules.0.when'],
  ],
  [
    'two rules of one name',
    { ...forceDefault1, rules: [forceDefault1.rules[0], forceDefault1.rules[0]] },
    ['duplicate-rule rules.1.id'],
  ],
  [
    'two levels of one code',
    { ...forceDefault1, levels: [...forceDefault1.levels, forceDefault1.levels[0]] },
    ['duplicate-level levels.5.code'],
  ],
  [
    'a constant that is none',
    rulesWith({ fact: 'stage', is: 'equal', than: {} }),
    ['bad-shape rules.0.when'],
  ],
  ['no constant', rulesWith({ fact: 'stage', is: 'equal' }), ['bad-shape rules.0.when']],
  ['a condition that is none', rulesWith({ some: [] }), ['bad-shape rules.0.when']],
  ['a condition joined twice', rulesWith({ all: [], any: [] }), ['bad-shape rules.0.when']],
  ['no number', rulesWith(past('more', Number.NaN)), ['bad-shape rules.0.when']],
  [
    'conditions too deep in one another',
    rulesWith(deep(5_000)),
    [`too-large rules.0.when${'.not'.repeat(13)}`],
  ],
  [
    'too many tests',
    rulesWith(
      ...Array.from({ length: 11 }, () => ({
        any: Array.from({ length: 40 }, (_, at) => past('equal', at)),
      })),
    ),
    ['too-large rules'],
  ],
  ['one test too many', rulesWith(...tests(40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 1)), ['too-large rules']],
  ['as many tests as may be', rulesWith(...tests(40, 40, 40, 40, 40, 40, 40, 40, 40, 40)), []],
  ['a condition as deep as may be', rulesWith(deep(11)), []],
  ['a condition one too deep', rulesWith(deep(13)), [`too-large rules.0.when${'.not'.repeat(13)}`]],
  [
    'several at once',
    rulesWith({ fact: 'a', is: 'b', than: 1 }),
    ['unknown-fact rules.0.when.fact', 'unknown-operator rules.0.when.is'],
  ],
])('%s is refused with its place', (_, input, expected) => {
  expect(faults(input)).toEqual(expected)
})

test.each([null, 7, 'red', [], {}])('%j is refused: it contains no rules', (input) => {
  expect(checkRagRules(input).ok).toBe(false)
})

test.each<[string, Condition[], string[]]>([
  ['nothing odd', [past('more', 0)], []],
  [
    'a rule behind one that takes all it would',
    [past('more', 0), past('more', 10)],
    ['unreachable-rule rules.1'],
  ],
  [
    'a rule behind two that take it together',
    [past('more', 0), past('at-most', 0), { fact: 'daysPastDeadline', is: 'known', than: true }],
    ['unreachable-rule rules.2'],
  ],
  [
    'two tests that exclude each other',
    [{ all: [past('more', 5), past('less', 3)] }],
    ['contradiction rules.0.when'],
  ],
  ['no whole day between', [{ all: [past('more', 5), past('less', 6)] }], ['contradiction rules.0.when']],
  ['a whole day between', [{ all: [past('more', 5), past('less', 7)] }], []],
  [
    'a part of an any that nothing meets',
    [{ any: [past('more', 0), { all: [past('more', 5), past('less', 3)] }] }],
    ['contradiction rules.0.when.any.1'],
  ],
  [
    'a known stage behind a rule for each stage',
    [...stageCodes.map(stage), { fact: 'stage', is: 'known', than: true }],
    [`unreachable-rule rules.${stageCodes.length}`],
  ],
  ['fewer than no days of silence', [silent('less', 0)], ['contradiction rules.0.when']],
  ['an empty any', [{ any: [] }], ['contradiction rules.0.when']],
  [
    'two stages at once',
    [{ all: [stage('complete'), stage('in-progress')] }],
    ['contradiction rules.0.when'],
  ],
  [
    'a rule everything meets',
    [past('more', 0), { any: [past('more', 5), { not: past('more', 5) }] }],
    ['always-true rules.1.when', 'level-unused levels.1'],
  ],
  ['an empty all', [{ all: [] }], ['always-true rules.0.when', 'level-unused levels.1']],
  [
    'a comparison and its opposite are not everything: the fact may be unknown',
    [{ any: [past('more', 5), past('at-most', 5)] }],
    [],
  ],
])('%s is flagged at its place, or not at all', (_, conditions, expected) => {
  const found = flags(...conditions)
  expect(found.filter((flag) => flag !== 'level-unused levels.0')).toEqual(expected)
})

test('a level that only an unreachable rule gives is unused', () => {
  const rules = [
    { id: 'late', level: 'red', when: past('more', 0) },
    { id: 'later', level: 'amber', when: past('more', 10) },
  ]
  const levels = forceDefault1.levels.filter(
    ({ code }) => code === 'red' || code === 'amber' || code === 'green',
  )
  expect(flagsOf({ ...forceDefault1, levels, rules })).toEqual([
    { code: 'unreachable-rule', path: ['rules', 1], args: { rule: 'later', behind: 'late' } },
    { code: 'level-unused', path: ['levels', 1], args: { level: 'amber' } },
  ])
})

test('a check that takes too long ends, and is reported as undecided', () => {
  // The work of deciding a parity doubles with each fact: one of eleven is decided in time, twice of it is not.
  const parity = factNames
    .slice(0, 11)
    .map((fact): Condition => ({ fact, is: 'known', than: true }))
    .reduce(eitherOr)
  expect(flags({ all: [parity, { not: parity }] })).toContain('undecided rules.0')
  expect(flags(parity)).not.toContain('undecided rules.0')
})

test('a reachable rule is never flagged, and a rule that some facts do not meet is not called always true', () => {
  fc.assert(
    fc.property(someRagRules(), fc.array(someFacts(), { minLength: 20, maxLength: 20 }), (ragRules, days) => {
      const odd = flagsOf(ragRules)
      const flagged = (code: string) => odd.filter((flag) => flag.code === code).map(ruleOf)
      const { ruleAt, levelOf } = compileRagRules(ragRules)
      for (const facts of days) {
        const id = ragRules.rules[ruleAt(facts)]?.id
        expect(flagged('unreachable-rule')).not.toContain(id)
        expect(
          odd.filter((flag) => flag.code === 'level-unused').map(({ args }) => args.level),
        ).not.toContain(levelOf(facts))
        for (const rule of ragRules.rules) {
          const met = compileRagRules({ ...ragRules, rules: [rule] }).ruleAt(facts) === 0
          if (!met) expect(flagged('always-true')).not.toContain(rule.id)
        }
      }
    }),
  )
})

test('a rule without a flag decides for some combination of the regions of its facts', () => {
  fc.assert(
    fc.property(someRagRules(), (ragRules) => {
      const small = { ...ragRules, rules: ragRules.rules.slice(0, 2) }
      const regions = [...regionsOf(small, codesOf)]
      fc.pre(regions.reduce((product, [, of]) => product * of.length, 1) <= 5_000)
      const reached = new Set<number>()
      const { ruleAt } = compileRagRules(small)
      const walk = (at: number, facts: Record<string, unknown>): void => {
        const next = regions[at]
        if (next === undefined) reached.add(ruleAt(facts))
        else for (const { sample } of next[1]) walk(at + 1, { ...facts, [next[0]]: sample })
      }
      walk(0, {})
      const odd = flagsOf(small).filter(
        ({ path, code }) => code === 'unreachable-rule' || (code === 'contradiction' && path.length === 3),
      )
      for (const [at, rule] of small.rules.entries()) {
        if (!reached.has(at))
          expect(
            odd.length + flagsOf(small).filter((flag) => ruleOf(flag) === rule.id).length,
          ).toBeGreaterThan(0)
        else
          expect(
            flagsOf(small).filter(({ code, args }) => code === 'unreachable-rule' && args.rule === rule.id),
          ).toEqual([])
      }
    }),
  )
})

function deep(levels: number): unknown {
  let condition: unknown = past('more', 0)
  for (let at = 0; at < levels; at++) condition = { not: condition }
  return condition
}
function stage(than: string): RagTest {
  return { fact: 'stage', is: 'equal', than }
}
function eitherOr(a: Condition, b: Condition): Condition {
  return {
    any: [{ all: [a, { not: b }] }, { all: [{ not: a }, b] }],
  }
}

test('the words of rules are cleaned like all text input', () => {
  const hostile = '\u001b]0;owned\u0007\u202eWord\u009b'
  const [level, ...levels] = forceDefault1.levels
  const ragRules = {
    ...forceDefault1,
    title: hostile,
    description: hostile,
    waitsFor: [hostile],
    levels: [{ ...level, letter: '\u202eA', word: hostile, shape: '\u0000■', meaning: hostile }, ...levels],
  }
  expect(checkRagRules(ragRules)).toMatchObject({
    ok: true,
    value: {
      ragRules: {
        title: ']0;ownedWord',
        description: ']0;ownedWord',
        waitsFor: [']0;ownedWord'],
        levels: [{ letter: 'A', word: ']0;ownedWord', shape: '■', meaning: ']0;ownedWord' }, ...levels],
      },
    },
  })
})

test.each<[string, number, (words: string) => object]>([
  ['the title', 200, (title) => ({ title })],
  ['the description', 2_000, (description) => ({ description })],
  ['what they wait for', 300, (words) => ({ waitsFor: [words] })],
  ['a letter', 3, (letter) => ({ levels: [{ ...forceDefault1.levels[0], letter }] })],
  ['a word', 40, (word) => ({ levels: [{ ...forceDefault1.levels[0], word }] })],
  ['a shape', 3, (shape) => ({ levels: [{ ...forceDefault1.levels[0], shape }] })],
  ['a meaning', 500, (meaning) => ({ levels: [{ ...forceDefault1.levels[0], meaning }] })],
  ['a code', 60, (code) => ({ code })],
  [
    'a constant',
    100,
    (than) => ({ rules: [{ id: 'a', level: 'red', when: { fact: 'stage', is: 'equal', than } }] }),
  ],
])('%s of rules has at most %i characters', (_what, most, given) => {
  const fits = (length: number) =>
    ragRules.safeParse({ ...forceDefault1, ...given('x'.repeat(length)) }).success
  expect([fits(most), fits(most + 1)]).toEqual([true, false])
})

test.each<[string, number, (count: number) => object]>([
  ['levels', 20, (count) => ({ levels: Array(count).fill(forceDefault1.levels[0]) })],
  ['rules', 40, (count) => ({ rules: Array(count).fill(forceDefault1.rules[0]) })],
  ['things they wait for', 10, (count) => ({ waitsFor: Array(count).fill('A level') })],
  [
    'parts of an all',
    40,
    (count) => ({ rules: [{ id: 'a', level: 'red', when: { all: Array(count).fill(past('more', 0)) } }] }),
  ],
  [
    'parts of an any',
    40,
    (count) => ({ rules: [{ id: 'a', level: 'red', when: { any: Array(count).fill(past('more', 0)) } }] }),
  ],
])('the maximum number of %s in rules is %i', (_what, most, given) => {
  const fits = (count: number) => ragRules.safeParse({ ...forceDefault1, ...given(count) }).success
  expect([fits(most), fits(most + 1)]).toEqual([true, false])
})

test('rules have a version of at least 1, a level, and a letter, word and shape for each', () => {
  const [level] = forceDefault1.levels
  const fits = (given: object) => ragRules.safeParse({ ...forceDefault1, ...given }).success
  expect([fits({ version: 1 }), fits({ version: 0 }), fits({ version: 1.5 })]).toEqual([true, false, false])
  expect([fits({ levels: [level] }), fits({ levels: [] })]).toEqual([true, false])
  for (const part of ['letter', 'word', 'shape'])
    expect(fits({ levels: [{ ...level, [part]: '' }] })).toBe(false)
  expect([fits({ title: '' }), fits({ description: '' })]).toEqual([false, true])
})

/** Rules with these numbers of tests. */
function tests(...counts: number[]): Condition[] {
  return counts.map((count) => ({ any: Array.from({ length: count }, (_, at) => past('equal', at)) }))
}

test('a rule that only several earlier rules make unreachable names none of them', () => {
  const conditions: Condition[] = [
    past('more', 0),
    past('at-most', 0),
    { fact: 'daysPastDeadline', is: 'known', than: true },
  ]
  expect(flagsOf(rulesWith(...conditions) as RagRules)).toContainEqual({
    code: 'unreachable-rule',
    path: ['rules', 2],
    args: { rule: 'rule-2', behind: '' },
  })
})

test('a level that only a rule nothing can meet gives is unused', () => {
  const rules = [{ id: 'never', level: 'red', when: { all: [past('more', 5), past('less', 3)] } }]
  const levels = forceDefault1.levels.filter(({ code }) => code === 'red' || code === 'green')
  expect(flagsOf({ ...forceDefault1, levels, rules }).map(({ code, args }) => [code, args])).toEqual([
    ['contradiction', { rule: 'never' }],
    ['level-unused', { level: 'red' }],
  ])
})
