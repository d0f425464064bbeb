import { expect, test } from 'vitest'
import { recommendationHeading } from './recommendations.ts'

test.each([
  ['Recommendation 1', 'recommendation', '1', ''],
  ['RECOMMENDATION 12:', 'recommendation', '12', ''],
  ['Recommendation 3: The force should act.', 'recommendation', '3', 'The force should act.'],
  ['Recommendations 4, 5 and 6', 'recommendation', '4, 5 and 6', ''],
  ['Recommendation 2a – Crime data', 'recommendation', '2a', 'Crime data'],
  ['Area for improvement', 'area-for-improvement', null, ''],
  ['AFI 2', 'area-for-improvement', '2', ''],
  ['Cause of concern 1', 'cause-of-concern', '1', ''],
])('%s is a heading', (line, kind, number, inline) => {
  expect(recommendationHeading(line)).toMatchObject({ kind, number, inline })
})

test.each([
  'Recommendations will be submitted to the inspectorate.',
  'Recommendation owners meet in May',
  'Areas for improvement were found',
  'The recommendation 1',
])('%s is none', (line) => {
  expect(recommendationHeading(line)).toBeNull()
})
