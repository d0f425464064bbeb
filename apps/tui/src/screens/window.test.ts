import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { windowOf } from './window.ts'

test('the selected line is always visible, and no space is wasted', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.nat(499),
      fc.integer({ min: 1, max: 60 }),
      fc.nat(499),
      (count, wanted, height, before) => {
        const at = wanted % count
        const { from, to } = windowOf(count, at, height, before)
        expect(from).toBeLessThanOrEqual(at)
        expect(to).toBeGreaterThan(at)
        expect(to - from).toBe(Math.min(height, count))
      },
    ),
  )
})
