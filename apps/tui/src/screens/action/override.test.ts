import { expect, test } from 'vitest'
import { overrideIn } from './override.ts'

test.each([
  [
    'amber until 31 March 2027: the board agreed',
    { level: 'amber', until: '2027-03-31', reason: 'the board agreed' },
  ],
  [
    'amber-green until 31/03/27 : 10:30 meeting',
    { level: 'amber-green', until: '2027-03-31', reason: '10:30 meeting' },
  ],
  ['amber until soon: x', { error: expect.stringContaining('“soon” is not a day') }],
  ['amber until 31/03/27', { error: expect.stringContaining('Say why') }],
  ['amber', { error: expect.stringContaining('Write it as') }],
  ['', { error: expect.stringContaining('Write it as') }],
])('“%s”', (said, override) => {
  expect(overrideIn(said)).toEqual(override)
})
