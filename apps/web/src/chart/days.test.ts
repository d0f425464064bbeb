import { expect, test } from 'vitest'
import { dayScale, daysAfter, monthTicks } from './days.ts'

test('a day is positioned in proportion to the time, and at the edge if outside', () => {
  const x = dayScale('2026-01-01', '2026-01-11', 100, 200)
  expect(['2026-01-01', '2026-01-06', '2026-01-11', '2027-01-01'].map(x)).toEqual([100, 200, 300, 300])
})

test.each([
  ['2026-01-01', '2026-03-31', 12, ['Jan 2026', 'Feb 2026', 'Mar 2026']],
  ['2026-01-02', '2026-12-31', 4, ['Feb 2026', 'May 2026', 'Aug 2026', 'Nov 2026']],
  ['2026-02-02', '2026-02-20', 4, []],
  ['2026-01-01', '9999-12-31', 4, ['Jan 2026', 'Jan 4026', 'Jan 6026', 'Jan 8026']],
])('between %s and %s at most %i months are labelled', (from, to, most, words) => {
  expect(monthTicks(from, to, most).map((tick) => tick.words)).toEqual(words)
})

test('days are counted over the change of the clocks', () => {
  expect(daysAfter('2026-03-28', 2)).toBe('2026-03-30')
})
