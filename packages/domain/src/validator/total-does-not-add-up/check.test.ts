import { aFundOf, TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { check } from './check.ts'

const rows = {
  East: [100, 40, 60, 40],
  West: [200, 50, 150, 25],
  North: [80, 20, 60, 25],
  South: [50, 30, 20, 60],
}

test('a total that is not the sum of its rows fails the check', () => {
  expect(
    check(aFundOf(rows, { totals: { budget: 430, spent: 150, outstanding: 290, percentSpent: 30 } }), {
      today: TODAY,
    }),
  ).toEqual([
    { args: { column: 'Spent', written: 150, computed: 140 }, where: { table: 'table-1' }, quote: null },
  ])
})

test('a row that breaks a sum of the other rows fails the check', () => {
  expect(check(aFundOf({ ...rows, South: [50, 30, 25, 60] }), { today: TODAY })).toEqual([
    {
      args: { row: 'South', column: 'Budget', written: 50, computed: 55 },
      where: { table: 'table-1' },
      quote: null,
    },
  ])
})

test('a row with an empty cell is passed over, and a row beside it that breaks the sum is not', () => {
  const broken = { ...rows, South: [50, 30, 25, 60], Centre: [40, 20, 20, 50], Hills: [90, null, 25, null] }
  expect(check(aFundOf(broken), { today: TODAY }).map(({ args }) => args.row)).toEqual(['South'])
})

test.each([
  ['totals that add up', rows, { budget: 430, spent: 140, outstanding: 290, percentSpent: 33 }],
  ['no totals', rows, null],
  ['an empty cell', { ...rows, South: [50, null, 25, null] }, null],
  ['a target that is passed already', { ...rows, South: [50, 55, 0, 110] }, null],
])('%s pass the check', (_, figures, totals) => {
  expect(check(aFundOf(figures, { totals }), { today: TODAY })).toEqual([])
})
