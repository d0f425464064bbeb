import { aFundOf, TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { check } from './check.ts'

const rows = { East: [100, 40, 60, 40], West: [200, 50, 150, 25], North: [80, 20, 60, 25] }

test.each([40, 42, 41.9])('40.9 per cent printed as %d fails the check', (written) => {
  expect(check(aFundOf({ ...rows, South: [50_000, 20_450, 29_550, written] }), { today: TODAY })).toEqual([
    {
      args: { row: 'South', column: '% spent', written, computed: 40.9 },
      where: { table: 'table-1' },
      quote: null,
    },
  ])
})

test.each([41, 40.9])('40.9 per cent printed as %d passes the check', (written) => {
  expect(check(aFundOf({ ...rows, South: [50_000, 20_450, 29_550, written] }), { today: TODAY })).toEqual([])
})

test('percentages that are not the ratio of two columns are skipped', () => {
  expect(
    check(aFundOf({ East: [100, 40, 60, 7], West: [200, 50, 150, 8], North: [80, 20, 60, 9] }), {
      today: TODAY,
    }),
  ).toEqual([])
})
