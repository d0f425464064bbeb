import { expect, test } from 'vitest'
import { ribbonOf } from './ribbon.ts'

const red = {
  level: 'red',
  letter: 'R',
  word: 'Red',
  shape: '■',
  rule: 'late',
  because: [],
  overridden: false,
}
const green = {
  level: 'green',
  letter: 'G',
  word: 'Green',
  shape: '●',
  rule: null,
  because: [],
  overridden: false,
}

test('a span that continues after today is split there, and the rest is forecast', () => {
  const { computed, today } = ribbonOf(
    {
      asAt: '2026-11-21',
      declared: [],
      computed: [
        { ...green, from: '2026-04-01', to: '2027-01-01' },
        { ...red, from: '2027-01-01', to: null },
      ],
    },
    80,
    920,
  )
  expect(computed.map(({ from, to, mark, forecast }) => [from, to, mark.letter, forecast])).toEqual([
    ['2026-04-01', '2026-11-22', 'G', false],
    ['2026-11-22', '2027-01-01', 'G', true],
    ['2027-01-01', null, 'R', true],
  ])
  expect(computed[1]?.x).toBe(today)
  expect((computed.at(-1)?.x ?? 0) + (computed.at(-1)?.width ?? 0)).toBe(1000)
})

test('a level that was never declared is not set, not green', () => {
  const { declared } = ribbonOf(
    { asAt: '2026-11-21', declared: [{ from: '2026-04-01', to: null, level: null }], computed: [] },
    0,
    100,
  )
  expect(declared.map(({ mark }) => mark.word)).toEqual(['Not set', 'Not set'])
})
