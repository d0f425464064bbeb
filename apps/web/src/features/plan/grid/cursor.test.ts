import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moved } from './cursor.ts'

const at = (row: number, column: number) => ({ row, column })
const size = { rows: 36, columns: 8 }

test.each([
  ['ArrowDown', false, at(6, 3)],
  ['ArrowUp', false, at(4, 3)],
  ['ArrowRight', false, at(5, 4)],
  ['ArrowLeft', false, at(5, 2)],
  ['ArrowDown', true, at(35, 3)],
  ['ArrowLeft', true, at(5, 0)],
  ['Home', false, at(5, 0)],
  ['End', false, at(5, 7)],
  ['Home', true, at(0, 0)],
  ['End', true, at(35, 7)],
  ['PageDown', false, at(15, 3)],
  ['PageUp', false, at(0, 3)],
  ['a', false, null],
  ['Enter', false, null],
])('%s (with Ctrl: %s)', (key, ctrl, to) => {
  expect(moved(at(5, 3), { key, ctrl }, size)).toEqual(to)
})

test('the cursor never leaves the grid', () => {
  const keys = ['ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowLeft', 'Home', 'End', 'PageDown', 'PageUp']
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.record({ key: fc.constantFrom(...keys), ctrl: fc.boolean() })),
      (rows, columns, steps) => {
        let cursor = at(0, 0)
        for (const step of steps) {
          cursor = moved(cursor, step, { rows, columns }) ?? cursor
          expect(cursor.row).toBeGreaterThanOrEqual(0)
          expect(cursor.row).toBeLessThan(rows)
          expect(cursor.column).toBeGreaterThanOrEqual(0)
          expect(cursor.column).toBeLessThan(columns)
        }
      },
    ),
  )
})
