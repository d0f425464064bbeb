import type { ActionRow, PlanView } from '@beatbook/contract'
import { defaultSettings, readTimescale } from '@beatbook/domain'
import { actionColumns, cellText, changeTyped } from '@beatbook/presentation'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blockOfCells, cellsOfBlock, pasted } from './block.ts'

const row = (ref: string, more: Partial<ActionRow> = {}): ActionRow =>
  ({
    id: `id-${ref}`,
    ref,
    text: `Action ${ref}`,
    owners: [{ partyId: 'p', name: 'Estates', duty: 'responsible' }],
    ownerSaid: null,
    timescale: readTimescale('by March 2027').timescale,
    level: 'green',
    stage: 'in-progress',
    priority: null,
    lastUpdate: null,
    computed: null,
    columns: {},
    ...more,
  }) as ActionRow

const grid = {
  rows: [row('1'), row('2'), row('3')],
  columns: actionColumns,
  plan: { workflow: 'simple', workflowVersion: 1, owners: [] } as unknown as PlanView,
  settings: {
    ...defaultSettings,
    columns: [
      { code: 'cost', title: 'Cost', kind: 'money' as const, choices: [] },
      { code: 'done', title: 'Done', kind: 'yes-no' as const, choices: [] },
    ],
  },
}
const at = (key: string) => actionColumns.findIndex((column) => column.key === key)
const column = (key: string) =>
  actionColumns[at(key)] ?? { key: 'ref' as const, heading: '', priority: 1, sort: null }

test('a block of a spreadsheet is read cell by cell, also with line ends and quotation marks in a cell', () => {
  expect(cellsOfBlock('a\tb\r\nc\td\r\n')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
  expect(cellsOfBlock('"two\nlines"\t"say ""hello"""')).toEqual([['two\nlines', 'say "hello"']])
  expect(cellsOfBlock('a\t\tc')).toEqual([['a', '', 'c']])
  expect(cellsOfBlock('5" pipe\tb')).toEqual([['5" pipe', 'b']])
  expect(cellsOfBlock('one')).toEqual([['one']])
})

test('what is copied is what is pasted', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', ' ', 'é') })
  const cells = fc
    .integer({ min: 1, max: 4 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }),
    )
  fc.assert(
    fc.property(cells, (rows) => {
      // A last row without anything in it cannot be told from the end of the block.
      fc.pre(rows.at(-1)?.some((each) => each !== '') ?? false)
      expect(cellsOfBlock(blockOfCells(rows))).toEqual(rows)
    }),
  )
})

test('a block changes the cells that differ, from the current cell to the right and down', () => {
  const from = { row: 1, column: at('timescale') }
  expect(
    pasted(
      [
        ['by June 2027', 'Amber'],
        ['by March 2027', 'purple'],
        ['x', 'y'],
      ],
      from,
      grid,
    ),
  ).toEqual({
    rows: [{ actionId: 'id-2', timescale: 'by June 2027', level: 'amber' }],
    faults: [{ ref: '3', column: 'Declared', why: expect.stringMatching(/^“purple” is none of: /) }],
    beyond: 1,
  })
})

test('a single cell fills every marked row, and the level of the rules is left', () => {
  const marked = [grid.rows[0], grid.rows[2]] as ActionRow[]
  expect(pasted([['Fleet; Custody']], { row: 1, column: at('owners') }, grid, marked).rows).toEqual(
    ['1', '3'].map((ref) => ({ actionId: `id-${ref}`, owners: [{ name: 'Fleet' }, { name: 'Custody' }] })),
  )
  expect(pasted([['Red']], { row: 0, column: at('computed') }, grid).rows).toEqual([])
})

test.each([
  ['level', 'r', { level: 'red' }],
  ['level', 'Amber', { level: 'amber' }],
  ['level', '', { level: null }],
  ['level', '–', { level: null }],
  ['stage', 'complete', { stage: 'complete' }],
  ['priority', 'High', { priority: 'high' }],
  ['priority', '', { priority: null }],
  ['timescale', ' by June 2027 ', { timescale: 'by June 2027' }],
  ['owners', '', { owners: [] }],
  ['ref', '12a', { ref: '12a' }],
  ['text', 'Walk', { text: 'Walk' }],
  ['last-update', 'Held', { update: 'Held' }],
])('“%s” typed as “%s”', (key, typed, change) => {
  expect(changeTyped(column(key), typed, grid)).toEqual(change)
})

test.each([
  ['column:cost', '£1,200', { columns: { cost: 1200 } }],
  ['column:cost', '', { columns: { cost: null } }],
  ['column:done', 'y', { columns: { done: true } }],
  ['column:done', '', { columns: { done: null } }],
])('the force’s own “%s” typed as “%s”', (key, typed, change) => {
  const own = { ...column('ref'), key: key as `column:${string}` }
  expect(changeTyped(own, typed, grid)).toEqual(change)
})

test.each([
  ['stage', ''],
  ['level', 'purple'],
  ['ref', ' '],
  ['text', ''],
  ['timescale', ''],
  ['computed', 'Red'],
])('“%s” typed as “%s” is said to be wrong', (key, typed) => {
  expect(changeTyped(column(key), typed, grid)).toEqual(expect.stringMatching(/\.$/))
})

test('the text of a cell is what its column shows', () => {
  const texts = actionColumns.map((each) =>
    cellText(row('7', { lastUpdate: { on: '2026-11-01', text: 'Held' } }), each),
  )
  expect(texts).toEqual(['7', 'Action 7', 'Estates', 'by March 2027', 'Green', '', 'In progress', '', 'Held'])
})
