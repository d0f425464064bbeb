import { expect, test } from 'vitest'
import { endOfLondonDay } from './london.ts'

test.each([
  ['2026-01-31', '2026-01-31T23:59:59.999Z'],
  ['2026-07-01', '2026-07-01T22:59:59.999Z'],
  ['2026-03-28', '2026-03-28T23:59:59.999Z'],
  ['2026-03-29', '2026-03-29T22:59:59.999Z'],
  ['2026-10-25', '2026-10-25T23:59:59.999Z'],
])('the day %s ends in London at %s', (day, instant) => {
  expect(endOfLondonDay(day)).toBe(instant)
})
