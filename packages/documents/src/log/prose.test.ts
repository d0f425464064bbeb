import { expect, test } from 'vitest'
import { draftOf } from '../fixture.ts'
import { readSource } from '../read.ts'
import { textSource } from '../source/text.ts'

const actionsOf = (text: string) =>
  draftOf(text).plans.flatMap((plan) => plan.sections.flatMap((section) => section.actions))

test('numbered recommendations in running text are actions, and the responses updates', () => {
  const actions = actionsOf(
    'Custody report\n\nRecommendation 1\n\nBy 31 December 2030, the force should check cells.\n\nThe Chief Constable accepts this.\n\nRecommendation 2\n\nThe force should serve food.\n\nR3. The force should fit cameras.\nResponse: Not accepted.\n',
  )
  expect(
    actions.map(({ ref, text, timescale, updates }) => [
      ref,
      text,
      timescale.latest,
      updates.map((update) => update.text).join(),
    ]),
  ).toEqual([
    [
      '1',
      'By 31 December 2030, the force should check cells.',
      '2030-12-31',
      'The Chief Constable accepts this.',
    ],
    ['2', 'The force should serve food.', null, ''],
    ['3', 'The force should fit cameras.', null, 'Response: Not accepted.'],
  ])
})

test.each([
  ['one recommendation alone', 'Letter\n\nRecommendation 1\n\nThe force should check cells.\n'],
  [
    'what asks for nothing',
    'History\n\nRecommendation 1\n\nIt was made in 1990.\n\nRecommendation 2\n\nIt was made in 1991.\n',
  ],
  [
    'a paper to a board',
    'Report of the Chief Executive\n\nRecommendation 1\n\nMembers should note it.\n\nRecommendation 2\n\nMembers should agree it.\n',
  ],
])('%s is not read so', (_, text) => {
  expect(readSource(textSource('text.txt', text)).ok).toBe(false)
})
