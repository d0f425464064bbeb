import { expect, test } from 'vitest'
import { shownColumns } from './columns.ts'

const own = [{ code: 'ward', title: 'Ward', kind: 'choice' as const, choices: ['North'] }]

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
