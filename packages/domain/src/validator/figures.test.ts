import { expect, test } from 'vitest'
import { percentageOf, percentagePair, rounds, sumOf, sumsAlong, tripleOf } from './figures.ts'

const column = (...figures: (number | null)[]) => ({
  columns: [],
  rows: figures.map((spent) => ({ label: '', values: { spent }, from: [] })),
})

test.each([
  ['no figure', [null, null], null],
  ['one figure', [null, 7], 7],
  ['several', [1, null, 2], 3],
  ['fractions', [0.1, 0.2], 0.3],
  ['nothing', [0], 0],
])('the sum of a column with %s', (_what, figures, sum) => {
  expect(sumOf(column(...figures), 'spent')).toBe(sum)
})

test.each([
  [1, 2, 50],
  [0, 2, 0],
  [1, 0, null],
  [null, 2, null],
  [1, null, null],
])('%s of %s is %s per cent', (part, whole, percentage) => {
  expect(percentageOf({ part, whole }, { part: 'part', whole: 'whole' })).toBe(percentage)
})

test.each([
  [40.5, 41, true],
  [40.5, 40, true],
  [40.51, 40, false],
  [40.45, 40.5, true],
  [40.45, 40.4, true],
  [40.44, 40.5, false],
  [0.125, 0.13, true],
  [0.124, 0.13, false],
])('%d printed as %d is rounded: %s', (exact, printed, fits) => {
  expect(rounds(exact, printed)).toBe(fits)
})

const table = (
  rows: Record<string, number | null>[],
  units: Partial<Record<string, 'percent' | 'count'>> = {},
) => ({
  columns: ['a', 'b', 'c'].map((key) => ({ key, heading: key, unit: units[key] ?? ('gbp' as const) })),
  rows: rows.map((values) => ({ label: '', values })),
})
const along = { parts: ['a', 'b'], whole: 'c' }
const adding = (a: number, b: number) => ({ a, b, c: a + b })

test.each([
  ['four rows of which three add up', [adding(1, 2), adding(2, 3), adding(3, 4), { a: 1, b: 1, c: 9 }], true],
  [
    'four rows of which two add up',
    [adding(1, 2), adding(2, 3), { a: 4, b: 1, c: 9 }, { a: 1, b: 1, c: 9 }],
    false,
  ],
  ['three rows', [adding(1, 2), adding(2, 3), adding(3, 4)], false],
  [
    'a fourth row with an empty cell',
    [adding(1, 2), adding(2, 3), adding(3, 4), { a: 1, b: null, c: 1 }],
    false,
  ],
  ['two telling rows', [adding(1, 2), adding(2, 3), adding(3, 0), adding(0, 4)], false],
  ['three telling rows', [adding(1, 2), adding(2, 3), adding(3, 4), adding(0, 4)], true],
])('a column is the sum of two others by %s: %s', (_what, rows, is) => {
  expect(sumsAlong(table(rows))).toEqual(is ? [along] : [])
})

test('only columns of the same unit that are not percentages form a sum', () => {
  const rows = [adding(1, 2), adding(2, 3), adding(3, 4), adding(4, 5)]
  expect(sumsAlong(table(rows, { a: 'count' }))).toEqual([])
  expect(sumsAlong(table(rows, { a: 'percent', b: 'percent', c: 'percent' }))).toEqual([])
  expect(sumsAlong(table(rows, { a: 'count', b: 'count', c: 'count' }))).toEqual([along])
})

test('a row counts where it has all three figures', () => {
  const row = (values: Record<string, number | null>) => tripleOf({ label: '', values }, 'a', 'b', 'c')
  expect(row({ a: 0, b: 0, c: 0 })).toEqual([0, 0, 0])
  for (const lacking of ['a', 'b', 'c']) expect(row({ a: 1, b: 2, c: 3, [lacking]: null })).toBeNull()
})

const shares = (...rows: [number, number, number | null][]) =>
  table(
    rows.map(([a, b, c]) => ({ a, b, c })),
    { c: 'percent' },
  )

test.each([
  ['both rows print it', shares([1, 2, 50], [1, 4, 25]), { part: 'a', whole: 'b' }],
  ['two of three rows print it', shares([1, 2, 50], [1, 4, 25], [1, 5, 99]), { part: 'a', whole: 'b' }],
  ['two of four rows print it', shares([1, 2, 50], [1, 4, 25], [1, 5, 99], [1, 8, 99]), null],
  ['one row prints it', shares([1, 2, 50]), null],
  ['the other way round', shares([2, 1, 50], [4, 1, 25]), { part: 'b', whole: 'a' }],
  [
    'rows without a percentage do not count',
    shares([1, 2, 50], [1, 4, 25], [1, 5, null], [1, 8, null]),
    { part: 'a', whole: 'b' },
  ],
])('a column of percentages is a ratio of two others where %s', (_where, of, pair) => {
  expect(percentagePair(of, 'c')).toEqual(pair)
})

test('a percentage is no ratio of percentages', () => {
  const rows = [
    { a: 1, b: 2, c: 50 },
    { a: 1, b: 4, c: 25 },
  ]
  expect(percentagePair(table(rows, { a: 'percent', c: 'percent' }), 'c')).toBeNull()
})
