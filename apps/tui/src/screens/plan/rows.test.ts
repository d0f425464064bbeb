import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { aRow } from '../../testing/views.ts'
import { tableLinesOf } from './rows.ts'

test('the selected row is always there, under its heading or with rows above it, and no line is wasted', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000 }),
      fc.nat(99_999),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 9 }),
      (count, wanted, room, section) => {
        const selected = wanted % count
        const list = {
          count,
          at: (at: number) => (at < count ? aRow({ id: String(at) }) : null),
          headingAt: (at: number) => (at % section === 0 ? `Section ${at}` : null),
        }
        const lines = tableLinesOf(list, selected, room)
        expect(lines.filter((line) => 'row' in line && line.at === selected)).toHaveLength(1)
        const all = count + Math.ceil(count / section)
        expect(lines).toHaveLength(Math.min(room, all))
        const indexes = lines.flatMap((line) => ('row' in line ? [line.at] : []))
        expect(indexes).toEqual(indexes.map((_, at) => (indexes[0] ?? 0) + at))
      },
    ),
  )
})

test('rows that are not loaded yet have their line', () => {
  expect(tableLinesOf({ count: 3, at: () => null, headingAt: () => null }, 1, 9)).toEqual([
    { row: null, at: 0 },
    { row: null, at: 1 },
    { row: null, at: 2 },
  ])
  expect(tableLinesOf({ count: 0, at: () => null, headingAt: () => null }, 0, 9)).toEqual([])
})
