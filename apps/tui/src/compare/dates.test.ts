import { expect, test } from 'vitest'
import { datesIn } from './dates.ts'

test.each([
  ['1 June 2026 to 1 September 2026', { from: '2026-06-01', to: '2026-09-01' }],
  ['2026-06-01..2026-09-01', { from: '2026-06-01', to: '2026-09-01' }],
  ['01/06/26', { from: '2026-06-01', to: null }],
  ['1 June 2026 to today', { from: '2026-06-01', to: null }],
  ['soon', { error: expect.stringContaining('“soon” is not a day') }],
  ['1 June 2026 to later', { error: expect.stringContaining('“later” is not a day') }],
  [
    '1 June 2026 to 1 May 2026',
    {
      error: 'The second day, 1 May 2026, comes before the first, 1 June 2026. Write the earlier day first.',
    },
  ],
])('“%s”', (said, dates) => {
  expect(datesIn(said)).toEqual(dates)
})
