import type { Draft } from '@beatbook/domain'
import { expect, test } from 'vitest'
import { linesOf, tintsOf } from './tint.ts'

test('pieces of one line are grouped, and a sheet begins with its name', () => {
  const at = (line: number, column: number) => ({ text: 'x', place: { line, column } })
  expect(linesOf([at(1, 1), at(1, 2), at(3, 1)])).toEqual([
    { label: '1', pieces: [0, 1] },
    { label: '3', pieces: [2] },
  ])
  expect(linesOf([{ text: 'x', place: { sheet: 'Plan', row: 2, column: 1 } }])).toEqual([
    { label: 'sheet Plan', pieces: [] },
    { label: '2', pieces: [0] },
  ])
})

test('a piece is tinted by the first field it was read as, and omitted pieces are marked', () => {
  const action = {
    key: 'a1',
    updates: [{ from: [4] }],
    stages: [],
    details: [],
    from: { ref: [0], text: [1], owner: [2], timescale: [1], level: [3], stage: [], progress: [7] },
  }
  const draft = {
    plans: [{ sections: [{ actions: [action], from: [5] }], from: [] }],
    tables: [],
    ignored: [{ from: [6] }],
  } as unknown as Draft
  expect(
    [...tintsOf(draft)].sort(([a], [b]) => a - b).map(([piece, tint]) => [piece, tint.field, tint.action]),
  ).toEqual([
    [0, 'ref', 'a1'],
    [1, 'timescale', 'a1'],
    [2, 'owner', 'a1'],
    [3, 'level', 'a1'],
    [4, 'update', 'a1'],
    [5, 'section', null],
    [6, 'left-out', null],
    [7, 'progress', 'a1'],
  ])
})
