import { expect, test } from 'vitest'
import { londonDay } from './london.ts'

test.each([
  ['2026-06-30T22:59:59.999Z', '2026-06-30'],
  ['2026-06-30T23:00:00.000Z', '2026-07-01'],
  ['2026-12-31T23:59:59.999Z', '2026-12-31'],
  ['2027-01-01T00:00:00.000Z', '2027-01-01'],
])('%s falls on %s in London', (at, day) => {
  expect(londonDay(at)).toBe(day)
})
