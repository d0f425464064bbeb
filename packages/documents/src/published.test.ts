import { expect, test } from 'vitest'
import { draftOf, fixtureText } from './fixture.ts'
import { publishDraft, publishedReading } from './published.ts'

test.each(['inspection-log.txt', 'broken-inspection-log.txt', 'strategy.txt', 'board-report.txt'])(
  'the reading of %s keeps to the published schema and says nothing more',
  (name) => {
    const reading = publishDraft(draftOf(fixtureText(name), name))
    expect(publishedReading.parse(JSON.parse(JSON.stringify(reading)))).toEqual(reading)
    expect(reading).toMatchObject({ document: name })
  },
)

test('the text of an update is on one line, with its number of paragraphs', () => {
  const update = publishDraft(draftOf(fixtureText('inspection-log.txt'))).plans[0]?.sections[0]?.actions[0]
    ?.updates[0]
  expect(update).toEqual({
    on: '2023-07-09',
    said: '9th July 2023',
    text: 'A group under the head of contact meets every fortnight. The named owner of this recommendation is: TBC.',
    paragraphs: 2,
  })
})

test('an unreadable date is given with its update as written', () => {
  const updates = publishDraft(draftOf(fixtureText('broken-inspection-log.txt'))).plans[0]?.sections[0]
    ?.actions[0]?.updates
  expect(updates).toContainEqual({ on: null, said: '31st June 2024', text: 'Audit done.', paragraphs: 1 })
})
