import { expect, test } from 'vitest'
import { completed } from './completing.ts'

const names = ['Estates', 'Estates North', 'Fleet', 'Head of Estates']

test.each([
  ['e', 'Estates'],
  ['EST', 'Estates'],
  ['Estates', 'Estates North'],
  ['Estates N', 'Estates North'],
  ['Fleet', null],
  ['x', null],
  ['', null],
  ['Fleet; ', null],
  ['Fleet; h', 'Fleet; Head of Estates'],
  ['Fleet;h', 'Fleet;Head of Estates'],
  ['of', null],
])('%j is completed to %j', (typed, whole) => {
  expect(completed(typed, names)).toBe(whole)
})
