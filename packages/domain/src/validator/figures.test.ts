import { expect, test } from 'vitest'
import { percentageOf, rounds, sumOf } from './figures.ts'

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
