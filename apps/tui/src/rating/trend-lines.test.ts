import type { Trends } from '@beatbook/contract'
import { expect, test } from 'vitest'
import { trendLines } from './trend-lines.ts'

const trends: Trends = {
  by: 'computed',
  levels: [
    { level: 'red', letter: 'R', word: 'Red', shape: '■' },
    { level: 'amber', letter: 'A', word: 'Amber', shape: '▲' },
    { level: 'green', letter: 'G', word: 'Green', shape: '●' },
  ],
  points: [
    { on: '2026-03-01', forecast: false, actions: 0, counts: {} },
    { on: '2026-04-14', forecast: false, actions: 10, counts: { green: 10 } },
    { on: '2026-09-01', forecast: false, actions: 10, counts: { red: 1, amber: 4, green: 5 } },
    { on: '2027-01-01', forecast: true, actions: 10, counts: { red: 4, amber: 6 } },
  ],
}

test('a bar for each day from the first action on, the forecast shaded', () => {
  expect(
    trendLines(trends, '2026-11-21', 60)
      .map(({ text }) => text)
      .join('\n'),
  ).toMatchInlineSnapshot(`
    "By the rules, counts by level; after 21 November 2026 a
    forecast, shaded, if nobody writes
                                                       ■   ▲   ●
    14 Apr 2026   ●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●●   0   0  10
    1 Sep 2026    ■■■▲▲▲▲▲▲▲▲▲▲▲▲▲▲●●●●●●●●●●●●●●●●●   1   4   5
    1 Jan 2027    ■░░■░░■░░■░░■░▲░░▲░░▲░░▲░░▲░░▲░░▲░   4   6   0"
  `)
})

test('letters are used where shapes cannot be drawn, and every line fits', () => {
  for (const width of [40, 56, 110])
    for (const { text } of trendLines(trends, '2026-11-21', width, true)) {
      expect(text).not.toMatch(/[■▲●░]/)
      expect([...text].length).toBeLessThanOrEqual(width)
    }
})
