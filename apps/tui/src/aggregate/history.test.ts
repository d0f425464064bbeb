import { expect, test } from 'vitest'
import { historyLines } from './history.ts'

test('an event is shown with its day, its type, its values, who recorded it and its command', () => {
  const event = {
    position: 7,
    type: 'notice-board-put-up',
    on: '2026-04-01',
    recordedAt: '2026-04-02T09:00:00.000Z',
    by: { id: '01b', name: 'Programme office' },
    commandId: '01c',
    facts: {},
    words: { title: 'Summer fair', place: 'The hall beside the old school', reason: null },
  }
  const moved = { ...event, type: 'notice-board-moved', words: {} }
  expect(
    historyLines([event, moved], 28)
      .map(({ text }) => text)
      .join('\n'),
  ).toMatchInlineSnapshot(`
    "1 April 2026: Notice board
    put up
      Title: Summer fair
      Place: The hall beside the
      old school
      by Programme office,
      recorded 2 April 2026,
      10:00am
      command 01c

    1 April 2026: Notice board
    moved
      by Programme office,
      recorded 2 April 2026,
      10:00am
      command 01c"
  `)
})
