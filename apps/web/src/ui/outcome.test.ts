import { expect, test } from 'vitest'
import { createOutcome } from './outcome.ts'

test('says one thing of the last command, and nothing of the one before once another begins', () => {
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
