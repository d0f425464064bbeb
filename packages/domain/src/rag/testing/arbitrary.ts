import * as fc from 'fast-check'
import { addDays } from '../../calendar/day-number.ts'
import { timescaleKinds } from '../../timescale/timescale.ts'
import { levelCodes, stageCodes } from '../../workflow/workflow.ts'
import { type FactName, type Facts, factNames, factOf, type Value } from '../fact.ts'
import type { FactSegment, FactTimelines } from '../fact-timeline.ts'
import type { Condition, Operator, RagRules, RagTest } from '../rules.ts'

/** The day on which arbitrary actions begin. */
export const BEGINS = '2022-01-10'

const vocabulary = {
  stage: stageCodes,
  level: levelCodes,
  'timescale-kind': timescaleKinds,
} as const
const someName = (): fc.Arbitrary<FactName> => fc.constantFrom(...factNames)

/** A possible value of a fact, near the thresholds of arbitrary tests. */
export const someValue = (name: FactName): fc.Arbitrary<Value> => {
  const fact = factOf(name)
  if (fact?.type === 'boolean') return fc.boolean()
  if (fact?.type === 'code') return fc.constantFrom<Value>(...vocabulary[fact.codes])
  if (fact?.type === 'number' && !fact.whole) return fc.constantFrom(0, 0.25, 0.7, 0.8, 0.9, 1, 1.5)
  return fc.integer({ min: fact?.type === 'number' && fact.least !== null ? fact.least : -8, max: 8 })
}

/** A test of one fact that `checkRagRules` allows. */
export const someTest = (): fc.Arbitrary<RagTest> =>
  someName().chain((fact) => {
    const ordered: Operator[] = ['equal', 'other', 'more', 'at-least', 'less', 'at-most']
    const is = fc.constantFrom(...(factOf(fact)?.type === 'number' ? ordered : ordered.slice(0, 2)))
    const compared = fc.record({ fact: fc.constant(fact), is, than: someValue(fact) })
    const known = fc.record({
      fact: fc.constant(fact),
      is: fc.constant('known' as const),
      than: fc.boolean(),
    })
    return fc.oneof({ weight: 5, arbitrary: compared }, known)
  })

/** Conditions up to three levels deep, including empty ones. */
export const someCondition = (): fc.Arbitrary<Condition> =>
  fc.letrec<{ condition: Condition }>((tie) => {
    const joined = fc.array(tie('condition'), { maxLength: 3 })
    return {
      condition: fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        { weight: 4, arbitrary: someTest() },
        { weight: 2, arbitrary: fc.record({ all: joined }) },
        { weight: 2, arbitrary: fc.record({ any: joined }) },
        { weight: 1, arbitrary: fc.record({ not: tie('condition') }) },
      ),
    }
  }).condition

/** RAG rules: up to six over four levels. */
export const someRagRules = (): fc.Arbitrary<RagRules> => {
  const codes = ['red', 'amber', 'green', 'complete']
  const levelOf = (code: string) => ({
    code,
    letter: code.slice(0, 1),
    word: code,
    shape: '●',
    meaning: code,
    reasonDue: false,
    asksNextDate: false,
  })
  return fc
    .record({
      rules: fc.array(fc.record({ level: fc.constantFrom(...codes), when: someCondition() }), {
        maxLength: 6,
      }),
      otherwise: fc.constantFrom(...codes),
    })
    .map(({ rules, otherwise }) => ({
      code: 'some',
      version: 1,
      title: '',
      description: '',
      levels: codes.map(levelOf),
      rules: rules.map((rule, at) => ({ id: `rule-${at}`, ...rule })),
      otherwise,
    }))
}

/** Facts of one day, some unknown, some absent. */
export const someFacts = (): fc.Arbitrary<Facts> => {
  const values = Object.fromEntries(factNames.map((name) => [name, fc.option(someValue(name))]))
  return fc.record(values, { requiredKeys: [] }) as fc.Arbitrary<Facts>
}

/** A day within two months of the beginning. */
export const someDayNear = (): fc.Arbitrary<string> =>
  fc.integer({ min: 0, max: 60 }).map((days) => addDays(BEGINS, days))

/** Fact timelines over two months, with periods in which the action is withdrawn. */
export const someTimelines = (): fc.Arbitrary<FactTimelines> =>
  fc
    .record({
      facts: fc.record(Object.fromEntries(factNames.map((name) => [name, someSegments(name)])), {
        requiredKeys: [],
      }),
      gone: fc.uniqueArray(someDayNear(), { maxLength: 3 }),
    })
    .map(({ facts, gone: days }) => {
      const gone = days
        .sort()
        .flatMap((from, at, all) => (at % 2 === 0 ? [{ from, to: all[at + 1] ?? null }] : []))
      return { from: BEGINS, facts, gone } as FactTimelines
    })

const someSegments = (name: FactName): fc.Arbitrary<FactSegment[]> =>
  fc
    .uniqueArray(someDayNear(), { maxLength: 4 })
    .chain((days) =>
      fc.tuple(...days.sort().map((from) => someMotion(name).map((motion) => ({ from, ...motion })))),
    )

const someMotion = (name: FactName): fc.Arbitrary<DistributiveOmit<FactSegment, 'from'>> => {
  const fact = factOf(name)
  const constant = fc.option(someValue(name)).map((value) => ({ value }))
  if (fact?.moves === 'rises')
    return fc.oneof(
      constant,
      someDayNear().map((since) => ({ since })),
    )
  if (fact?.moves !== 'falls') return constant
  const span = fc.tuple(someDayNear(), fc.integer({ min: 0, max: 40 }))
  const done = fc.constantFrom(0, 0.2, 0.5, 1)
  return fc.oneof(
    constant,
    fc.tuple(span, done).map(([[start, days], share]) => ({ done: share, start, end: addDays(start, days) })),
  )
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
