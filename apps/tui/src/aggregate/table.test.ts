import { expect, test } from 'vitest'
import { aggregateTable, noneYet } from './table.ts'

const force = {
  id: '01a',
  kind: 'force',
  name: 'Arden Vale Police',
  names: [],
  parent: null,
  settings: { priorities: [] },
  since: '2026-04-01',
}

test('the columns have the order of the view’s schema, without objects', () => {
  const { columns, rows } = aggregateTable({ kind: 'area' }, [force])
  expect(columns.map(({ heading }) => heading)).toEqual(['ID', 'KIND', 'NAME', 'SINCE'])
  expect(rows).toEqual([['01a', 'force', 'Arden Vale Police', '2026-04-01']])
})

test('a value that only some have is a dash for the others', () => {
  const { columns, rows } = aggregateTable({ kind: 'area' }, [force, { ...force, parent: '01b' }])
  expect(columns.at(-1)?.heading).toBe('PARENT')
  expect(rows.map((row) => row.at(-1))).toEqual(['–', '01b'])
})

test('one aggregate is a table of one row', () => {
  expect(aggregateTable({ kind: 'area' }, force).rows).toHaveLength(1)
})

test('a kind of two words is written as words', () => {
  expect(noneYet('notice-board')).toBe('There is no notice board yet.')
})
