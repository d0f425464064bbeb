import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, fromDayNumber } from '../calendar/date.ts'
import {
  calendarQuarter,
  dayPeriod,
  financialYear,
  monthPeriod,
  type Period,
  periodFromTo,
  seasonPeriod,
  seasons,
  yearPeriod,
} from '../calendar/period.ts'
import { readTimescale } from './read.ts'
import { noTimescale, type Timescale, type TimescaleKind, timescale } from './timescale.ts'
import { writeTimescale } from './write.ts'

const meaning = ({ said: _, ...rest }: Timescale): Omit<Timescale, 'said'> => rest
const reread = (written: Timescale): Timescale => readTimescale(writeTimescale(written)).timescale

test.each([
  ['Oct 22', 'by October 2022'],
  ['CPD to commence Nov 22', 'start November 2022'],
  ['Mar to May 2013', 'March 2013 to May 2013'],
  ['after March 2015', 'after March 2015'],
  ['Completed April 2014', 'completed April 2014'],
  ['Quarter 3 2022-23', 'by Q3 2022/23'],
  ['290622', 'by 29 June 2022'],
  ['w/c 3/7/23', 'by week commencing 3 July 2023'],
  ['on-going', 'ongoing'],
  ['n/a', ''],
  ['within  six months', 'within  six months'],
])('%s is written as %s', (said, written) => {
  expect(writeTimescale(readTimescale(said).timescale)).toBe(written)
})

const year = fc.integer({ min: 1971, max: 2068 })
const day = fc.integer({ min: 400, max: 35_000 }).map(fromDayNumber)
const one: fc.Arbitrary<Period> = fc.oneof(
  day.map(dayPeriod),
  fc.tuple(year, fc.integer({ min: 1, max: 12 })).map(([y, month]) => monthPeriod(y, month)),
  fc.tuple(year, fc.integer({ min: 1, max: 4 })).map(([y, quarter]) => calendarQuarter(y, quarter)),
  fc.tuple(year, fc.constantFrom(...seasons)).map(([y, season]) => seasonPeriod(y, season)),
  year.map(yearPeriod),
  year.map(financialYear),
)
const run = fc.tuple(one, one).map(([a, b]) => periodFromTo(a, b) ?? periodFromTo(b, a) ?? a)
const week = day.map((first): Period => ({ earliest: first, latest: addDays(first, 6), precision: 'day' }))
const of = (kinds: TimescaleKind[], periods: fc.Arbitrary<Period | null>): fc.Arbitrary<Timescale> =>
  fc.tuple(fc.constantFrom(...kinds), periods).map(([kind, period]) => ({ ...noTimescale, kind, ...period }))

describe('a timescale written and read again has the same meaning', () => {
  test('for any kind and period', () => {
    const generated = fc.oneof(
      of(['by', 'from', 'after', 'completed'], one),
      of(['by', 'from'], week),
      of(['between', 'from', 'completed'], run),
      of(['none', 'ongoing', 'completed', 'unknown', 'relative'], fc.constant(null)),
    )
    fc.assert(
      fc.property(generated, (written) => {
        expect(meaning(reread(written))).toEqual(meaning(written))
      }),
      { numRuns: 2_000 },
    )
  })

  const fragment = fc.oneof(
    fc.constantFrom(
      ...'by|from|to|start|commence|complete|completed|before|after|until|between|and|end of|early|mid-|w/c|within|every|annually|ongoing|TBC|was|now|(|)|,|-|–|/|.|;|not|Q3|Q1|FY|spring|winter|BAU|six|months|of|the|review|training|see|on|when|n/a|?|<s>|</s>|~~|"|+'.split(
        '|',
      ),
    ),
    fc.constantFrom(
      ...'Oct|May|December|22|2022|2022/23|31|1st|290622|296023|46082|31/10/22|2022-06-29|5/14/2020|30 June|March 2023|99|0'.split(
        '|',
      ),
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  )
  const words = fc
    .array(fragment, { maxLength: 9 })
    .chain((parts) => fc.constantFrom(parts.join(' '), parts.join(''), parts.join('\n')))

  test('for any words', () => {
    fc.assert(
      fc.property(fc.oneof(words, fc.string({ unit: 'binary' })), (said) => {
        const read = readTimescale(said).timescale
        expect(meaning(reread(read))).toEqual(meaning(read))
      }),
      { numRuns: 5_000 },
    )
  })

  test('and every reading, including alternatives, is a valid timescale of its words', () => {
    fc.assert(
      fc.property(words, (said) => {
        const { timescale: read, notes } = readTimescale(said)
        for (const each of [read, ...notes.flatMap(({ alternatives }) => alternatives)]) {
          expect(timescale.safeParse(each).error).toBeUndefined()
          expect(each.said).toBe(said)
          expect(each.earliest === null).toBe(each.latest === null)
          expect((each.earliest ?? '') <= (each.latest ?? '')).toBe(true)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})

test.each([
  ['by', 'to be confirmed'],
  ['between', 'to be confirmed'],
  ['from', 'to be confirmed'],
  ['after', 'to be confirmed'],
  ['completed', 'completed'],
  ['unknown', 'to be confirmed'],
  ['relative', 'in due course'],
  ['recurring', 'recurring'],
  ['ongoing', 'ongoing'],
  ['none', ''],
] as const)('%s without a date or words is written as “%s”', (kind, words) => {
  expect(writeTimescale({ ...noTimescale, kind })).toBe(words)
})

test('an anchor and the words of a recurrence have at most 500 characters, the words of a timescale 2,000', () => {
  const fits = (field: 'said' | 'anchor' | 'every', length: number) =>
    timescale.safeParse({ ...noTimescale, [field]: 'x'.repeat(length) }).success
  expect([fits('anchor', 500), fits('anchor', 501)]).toEqual([true, false])
  expect([fits('every', 500), fits('every', 501)]).toEqual([true, false])
  expect([fits('said', 2_000), fits('said', 2_001)]).toEqual([true, false])
})
