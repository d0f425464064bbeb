import { readTimescale } from '@beatbook/domain'
import { expect, test } from 'vitest'
import { timelineOf, timelineSpan } from './timeline.ts'

const timescale = (said: string) => readTimescale(said).timescale
const drawn = timelineOf({ from: '2026-01-01', to: '2027-01-01' }, '2026-11-21', 365)

test.each([
  ['by Oct 2026', { kind: 'bar', x: 273, width: 31, soft: true }],
  ['31/10/26', { kind: 'day', x: 303, width: 1, soft: false }],
  ['Commence Nov 26', { kind: 'open', x: 304, width: 61, soft: true }],
  ['ongoing', { kind: 'open', x: 0, width: 365, soft: true }],
  ['TBC', null],
])('%s stands as %o', (said, bar) => {
  expect(drawn.barOf(timescale(said))).toEqual(bar)
})

test('a timeline contains every date and today, with a margin on both sides', () => {
  const span = timelineSpan(
    [
      { timescale: timescale('by March 2025') },
      { timescale: timescale('by June 2027') },
      { timescale: timescale('TBC') },
    ],
    '2026-11-21',
  )
  expect(span.from < '2025-03-01' && span.to > '2027-06-30').toBe(true)
})
