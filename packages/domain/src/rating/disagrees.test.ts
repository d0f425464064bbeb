import { expect, test } from 'vitest'
import { disagrees } from './disagrees.ts'

test.each([
  ['red', 'green', 'in-progress', true],
  ['red', 'not-due', null, true],
  ['amber', 'red', 'not-started', true],
  ['red', 'red', null, false],
  ['green', 'not-due', null, false],
  ['blue', 'in-progress', null, false],
  ['green', 'amber', null, true],
  ['red', 'complete', 'complete', false],
  [null, 'red', null, false],
  ['red', null, null, false],
] as const)('declared %s beside %s by the rules at stage %s: %s', (declared, computed, stage, answer) => {
  expect(disagrees(declared, computed, stage)).toBe(answer)
})
