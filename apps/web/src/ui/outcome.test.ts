import { expect, test } from 'vitest'
import { createOutcome } from './outcome.ts'

test('has one outcome of the last command, and none of the previous one after another begins', () => {
  const outcome = createOutcome()
  const shown = () => [outcome.said(), outcome.problem()]
  expect(shown()).toEqual(['', ''])
  outcome.done('Done.')
  expect(shown()).toEqual(['Done.', ''])
  outcome.fail('Refused.')
  expect(shown()).toEqual(['', 'Refused.'])
  outcome.begin()
  expect(shown()).toEqual(['', ''])
})
