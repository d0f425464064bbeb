import type { RowDifference } from '@beatbook/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rowNames } from './rows.ts'

const row = (kind: RowDifference['kind'], ref: string) => ({ kind, ref })

test('a row is named by its ref, with its kind where the ref is not unique', () => {
  expect(
    rowNames([
      row('changed', '1'),
      row('new', '2'),
      row('gone', '2'),
      row('gone', '3'),
      row('gone', '3'),
      row('new', ''),
    ]),
  ).toEqual(['1', 'new@2', 'gone@2', 'gone@3#1', 'gone@3#2', 'new@'])
})

test('the names of rows are unique', () => {
  const rows = fc.array(
    fc.record({ kind: fc.constantFrom('changed', 'new', 'gone'), ref: fc.constantFrom('', '1', '2', '7a') }),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(rows, (given) => {
      expect(new Set(rowNames(given)).size).toBe(given.length)
    }),
  )
})
