import { expect, test } from 'vitest'
import { bandsOf } from './bands.ts'

const levels = [
  { level: 'red', letter: 'R', word: 'Red', shape: '■' },
  { level: 'green', letter: 'G', word: 'Green', shape: '●' },
]
const points = [
  { on: '2026-10-01', forecast: false, actions: 3, counts: { red: 1, green: 2 } },
  { on: '2026-11-01', forecast: false, actions: 4, counts: { red: 1, green: 3 } },
  { on: '2026-12-01', forecast: true, actions: 4, counts: { red: 4, green: 0 } },
]

test('bands are stacked, the worst on top, and the forecast begins at the last known point', () => {
  const drawn = bandsOf({ levels, points }, { width: 640, height: 208, left: 30, bottom: 0 })
  expect(drawn.bands.map(({ level }) => level)).toEqual(['green', 'red'])
  expect(drawn.bands.every(({ path }) => /^M30,.*Z$/.test(path))).toBe(true)
  expect(drawn.forecastFrom).toBeCloseTo(30 + 610 * (31 / 61), 5)
  expect(drawn.now).toBe('2026-11-01')
  expect(drawn.numbers.map(({ count }) => count)).toEqual([0, 1, 2, 3, 4])
})

test('nothing to count draws nothing', () => {
  expect(
    bandsOf({ levels, points: [] }, { width: 100, height: 100, left: 0, bottom: 0 }).forecastFrom,
  ).toBeNull()
})
