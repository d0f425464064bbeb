import { expect, test } from 'vitest'
import { aimOf } from './measured.ts'
import { withTable } from './page.ts'
import { allOf, atLeast, atMost, median, sizeOf, tableOf, timeOf } from './row.ts'

test('the middle of numbers in any order', () => {
  expect([median([9, 1, 5]), median([])]).toEqual([5, Number.NaN])
})

test.each([
  [0.01234, '0.012 ms'],
  [1.26, '1.3 ms'],
  [94.4, '94 ms'],
  [1_234, '1.23 s'],
])('%d milliseconds in words', (milliseconds, words) => {
  expect(timeOf(milliseconds)).toBe(words)
})

test('bytes in words', () => {
  expect(sizeOf(6_860)).toBe('6.9 KB')
})

test('several targets are met where each is', () => {
  expect(allOf([atMost(1, 2, ' ms'), atLeast(1, 2)])).toEqual({ words: '≤ 2 ms, ≥ 2', met: false })
  expect(allOf([])).toBeNull()
})

test.each([
  [{ of: 'cpu', most: 1 }, '≤ 1.0 ms CPU', true],
  [{ of: 'wall', most: 1 }, '≤ 1.0 ms', false],
  [{ of: 'bytes', most: 3_500 }, '≤ 3.5 KB', false],
  [{ of: 'ratio', most: 1.5 }, '≤ 1.5 ×', true],
] as const)('a limit %o', (limit, words, met) => {
  const cost = { wall: 1.5, cpu: 0.9, bytes: 4_000 }
  expect(aimOf(limit, { first: cost, second: cost, ratio: { cpu: 1.5, wall: 9 } })).toEqual({ words, met })
})

test('the table has a column of processor time beside each time', () => {
  const row = {
    name: 'list',
    product: '2 ms',
    bare: '1 ms',
    cpu: { product: '1 ms', bare: '0.5 ms' },
    ratio: 2,
    aim: atMost(2, 1),
  }
  const unaimed = { name: 'size', product: '120 KB', bare: '', ratio: null, aim: null }
  expect(tableOf([row, unaimed], 'now', 'then').split('\n')).toEqual([
    '| what | now | its CPU | then | its CPU | ratio | aim | |',
    '|---|--:|--:|--:|--:|--:|--:|---|',
    '| list | 2 ms | 1 ms | 1 ms | 0.5 ms | 2.00 | ≤ 1 | missed |',
    '| size | 120 KB |  |  |  |  |  |  |',
  ])
})

test('the table of the page is replaced, and a page without its marks is refused', () => {
  const page = 'a\n<!-- table: npx -y pnpm@12 bench --write -->\nold\n<!-- end of table -->\nb'
  expect(withTable(page, 'new')).toBe(
    'a\n<!-- table: npx -y pnpm@12 bench --write -->\n\nnew\n\n<!-- end of table -->\nb',
  )
  expect(() => withTable('a', 'new')).toThrow('marks')
})
