import { expect, test } from 'vitest'
import { counted, either, grouped, listed } from './count.ts'

test.each<[readonly string[], string, string]>([
  [[], '', ''],
  [['a'], 'a', 'a'],
  [['a', 'b'], 'a and b', 'a or b'],
  [['a', 'b', 'c'], 'a, b and c', 'a, b or c'],
])('%j as a list is “%s”, and with “or” “%s”', (words, all, one) => {
  expect(listed(words)).toBe(all)
  expect(either(words)).toBe(one)
})

test.each([
  [0, '0', '0 actions'],
  [1, '1', '1 action'],
  [999, '999', '999 actions'],
  [1_000, '1,000', '1,000 actions'],
  [1_234_567, '1,234,567', '1,234,567 actions'],
])('%i is written as %s', (count, number, words) => {
  expect(grouped(count)).toBe(number)
  expect(counted(count, 'action')).toBe(words)
})

test('a capped count has a plus, and its noun is never in the singular', () => {
  expect(counted(1, 'action', { capped: true })).toBe('1+ actions')
  expect(counted(2, 'party', { plural: 'parties' })).toBe('2 parties')
  expect(counted(1, 'party', { plural: 'parties' })).toBe('1 party')
})
