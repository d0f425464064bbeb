import { expect, test } from 'vitest'
import { dayIn } from './day-in.ts'

test.each([
  ['2026-02-28', '2026-02-28'],
  ['2024-02-29', '2024-02-29'],
  ['2026-02-30', undefined],
  ['2026-13-01', undefined],
  ['28/2/2026', undefined],
  ['1899-12-31', undefined],
  ['1900-01-01', '1900-01-01'],
  ['2199-12-31', '2199-12-31'],
  ['9999-12-31', undefined],
  [['2026-02-28', '2026-03-01'], undefined],
  [undefined, undefined],
])('an address with the day %s looks back to %s', (value, day) => {
  expect(dayIn(value)).toBe(day)
})
