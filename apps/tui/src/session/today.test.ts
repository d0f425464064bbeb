import { expect, test } from 'vitest'
import { endOfLondonDay } from './today.ts'

test.each([
  ['2026-01-15', '2026-01-15T23:59:59.999Z'],
  ['2026-07-15', '2026-07-15T22:59:59.999Z'],
  ['2026-03-28', '2026-03-28T23:59:59.999Z'],
  ['2026-03-29', '2026-03-29T22:59:59.999Z'],
  ['2026-10-24', '2026-10-24T22:59:59.999Z'],
  ['2026-10-25', '2026-10-25T23:59:59.999Z'],
])('%s ends in London at %s', (day, end) => {
  expect(endOfLondonDay(day)).toBe(end)
})
