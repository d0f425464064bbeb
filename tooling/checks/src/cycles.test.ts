import { expect, test } from 'vitest'
import { cyclesIn } from './cycles.ts'

const steps = (...pairs: string[]) => pairs.map((pair) => ({ from: pair[0] ?? '', to: pair[1] ?? '' }))

test('folders that import one way are in no cycle', () => {
  expect(cyclesIn(steps('ab', 'bc', 'ac', 'dc'))).toEqual([])
})

test('every group of folders that import each other is listed once, without folders that only import or are only imported', () => {
  expect(cyclesIn(steps('ab', 'bc', 'ca', 'xa', 'cy', 'pq', 'qp'))).toEqual([
    ['a', 'b', 'c'],
    ['p', 'q'],
  ])
})
