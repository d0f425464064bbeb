import { expect, test } from 'vitest'
import { eventTitle, eventValues } from './history.ts'

test('an event of any aggregate has its type as its title', () => {
  expect(eventTitle({ type: 'notice-board-put-up' })).toBe('Notice board put up')
})

test('facts and words have their names as words, and those that hold nothing, or an open end, are left out', () => {
  expect(
    eventValues({
      facts: {
        from: '2026-04-01',
        openOnSundays: false,
        codes: ['a', 'b'],
        none: [],
        settings: { columns: [] },
      },
      words: { title: 'Summer fair', reason: null },
    }),
  ).toEqual([
    ['From', '2026-04-01'],
    ['Open on sundays', 'false'],
    ['Codes', 'a, b'],
    ['None', 'none'],
    ['Settings', '{"columns":[]}'],
    ['Title', 'Summer fair'],
  ])
})
