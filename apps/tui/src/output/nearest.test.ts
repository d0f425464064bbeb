import { expect, test } from 'vitest'
import { didYouMean, nearest } from './nearest.ts'

const plans = ['charter', 'charity', 'close-to-home', 'contact-and-demand']

test.each([
  ['CHARTER', ['charter']],
  ['chart', ['charter']],
  ['char', ['charter', 'charity']],
  ['chatrer', ['charter']],
  ['charterr', ['charter']],
  ['c', ['charter', 'charity', 'close-to-home']],
  ['zebra', []],
  ['', []],
])('of the plans “%s” may be %j', (given, found) => {
  expect(nearest(given, plans)).toEqual(found)
})

test('leading zeros do not count', () => {
  expect(nearest('018', ['8', '18', '180'])).toEqual(['18'])
  expect(nearest('charter/018', ['charter/18', 'charter/1'])).toEqual(['charter/18'])
  expect(nearest('100', ['10', '1'])).toEqual(['10'])
})

test('the suggestion is a question', () => {
  expect(didYouMean('acton', ['actions', 'action'])).toBe('Did you mean action?')
  expect(didYouMean('zebra', plans)).toBeNull()
})
