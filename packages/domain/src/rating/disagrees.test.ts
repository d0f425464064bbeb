import { expect, test } from 'vitest'
import { disagreementOf, disagrees } from './disagrees.ts'

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

test.each([
  ['green', 'red', 'in-progress', 'kinder'],
  ['amber', 'red', null, 'kinder'],
  ['amber', 'green', null, 'harsher'],
  ['red', 'amber-red', null, 'harsher'],
  ['red', 'not-due', null, 'other'],
  ['blue', 'red', null, 'other'],
  ['red', 'red', null, null],
  [null, 'red', null, null],
] as const)('declared %s is beside %s by the rules at stage %s: %s', (declared, computed, stage, answer) => {
  expect(disagreementOf(declared, computed, stage)).toBe(answer)
})
