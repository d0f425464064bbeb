import { expect, test } from 'vitest'
import { columnsIn, groupIn, layoutGiven, ordersIn, orderTyped } from './layout.ts'

const own = [{ code: 'ward', title: 'Ward', kind: 'choice' as const, choices: ['North'] }]
const orders = (typed: string) => ordersIn(typed, own)

test.each([
  ['', []],
  ['place', []],
  ['level', [{ by: 'level', descending: false }]],
  [
    '-due, owner',
    [
      { by: 'timescale', descending: true },
      { by: 'owner', descending: false },
    ],
  ],
  ['By the rules desc', [{ by: 'computed', descending: true }]],
  ['Ward', [{ by: 'column:ward', descending: false }]],
  ['last-update', [{ by: 'last-update', descending: false }]],
])('the order “%s”', (typed, sorts) => {
  expect(orders(typed)).toEqual({ sorts })
  expect(orders(orderTyped(sorts as never))).toEqual({ sorts })
})

test('a word that is no field is said, and so are too many', () => {
  expect(orders('level, colour')).toEqual({ error: expect.stringContaining('“colour”') })
  expect(orders('re-dated')).toEqual({ error: expect.stringContaining('“re-dated”') })
  expect(orders('ref, text, level, stage, owner')).toEqual({ error: 'Order by at most four fields.' })
})

test('groups and columns by their names', () => {
  expect(groupIn('Owner')).toEqual({ group: 'owner' })
  expect(groupIn('level by the rules')).toEqual({ group: 'computed' })
  expect(groupIn('')).toEqual({})
  expect(groupIn('colour')).toHaveProperty('error')
  expect(columnsIn('ref, Action, ward', own)).toEqual({
    columns: [{ key: 'ref' }, { key: 'text' }, { key: 'column:ward' }],
  })
  expect(columnsIn('ref, colour', own)).toEqual({ error: 'No column is called “colour”.' })
  expect(layoutGiven({ sort: '-level', group: 'owner' }, own)).toEqual({
    sorts: [{ by: 'level', descending: true }],
    group: 'owner',
  })
  expect(layoutGiven({ sort: 'colour' }, own)).toHaveProperty('error')
})
