import { expect, test } from 'vitest'
import { faultWords } from './words.ts'

test.each([
  ['aggregates', ['area/01a', 'area/01b'], 'Stored areas are not what their entries make'],
  [
    'aggregates',
    ['area/01a', 'notice-board/01b'],
    'Stored areas and notice board are not what their entries make',
  ],
  ['plans', ['charter'], 'Stored plans are not what their entries make'],
] as const)('faults of %s at %j', (check, where, words) => {
  expect(faultWords({ check, where })).toBe(words)
})
