import { aFundOf, TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { check } from './check.ts'

const rows = { East: [100, 40, 60, 40], West: [200, 50, 150, 25], North: [80, 20, 60, 25] }
const saying = (column: string, written: number) =>
  aFundOf(rows, { claims: [{ column, written, quote: `It says ${written}.` }] })

test.each([
  ['% spent', 64, 28.9],
  ['Budget', 400, 380],
])('words that say %s is %d fail the check', (column, written, computed) => {
  expect(check(saying(column, written), { today: TODAY })).toMatchObject([
    { args: { column, written, computed }, where: { table: 'table-1' }, quote: `It says ${written}.` },
  ])
})

test.each([
  ['% spent', 29],
  ['Budget', 380],
  ['Members', 12],
])('words that say %s is %d pass the check', (column, written) => {
  expect(check(saying(column, written), { today: TODAY })).toEqual([])
})
