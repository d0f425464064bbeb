import { expect, test } from 'vitest'
import { columnKeyGiven, shownColumns } from './columns.ts'
import { ordersIn, orderTyped } from './list-edits.ts'

const own = [{ code: 'ward', title: 'Ward', kind: 'choice' as const, choices: ['North'] }]
const orders = (typed: string) => ordersIn(typed, (word) => columnKeyGiven(word, own))

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
  expect(orders('ref, text, level, stage, owner')).toEqual({ error: 'At most four fields.' })
})

test('columns that have no room go, the action’s words never', () => {
  const keys = (width: number, chosen?: readonly string[]) =>
    shownColumns(
      chosen?.map((key) => ({ key })),
      { width, ref: 3, own },
    ).map(({ key }) => key)
  expect(keys(120)).toEqual(['ref', 'text', 'owners', 'timescale', 'level', 'computed'])
  expect(keys(60)).toEqual(['ref', 'text', 'timescale', 'level', 'computed'])
  expect(keys(30)).toContain('text')
  const chosen = ['ref', 'section', 'text', 'column:ward', 'stage', 'progress']
  expect(keys(160, chosen)).toEqual(chosen)
  expect(keys(60, chosen)).toContain('text')
  for (const width of [30, 60, 80, 160])
    expect(
      shownColumns(
        chosen.map((key) => ({ key })),
        { width, ref: 3, own },
      ).reduce((sum, column) => sum + column.width, 2),
    ).toBeLessThanOrEqual(width)
})
