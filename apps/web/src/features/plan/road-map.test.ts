import type { ActionRow } from '@beatbook/contract'
import { readTimescale } from '@beatbook/domain'
import { expect, test } from 'vitest'
import { roadMapOf } from './road-map.ts'

const due = (ref: string, said: string) => ({ ref, timescale: readTimescale(said).timescale }) as ActionRow

test('actions are grouped by the month they are due in, and those without one come last', () => {
  const months = roadMapOf([
    due('1', 'TBC'),
    due('2', 'by March 2027'),
    due('3', 'ongoing'),
    due('4', '31/12/26'),
    due('5', 'Q4 2026/27'),
  ])
  expect(months.map(({ title, rows }) => [title, rows.map(({ ref }) => ref).join()])).toEqual([
    ['December 2026', '4'],
    ['January 2027 to February 2027', ''],
    ['March 2027', '2,5'],
    ['Ongoing', '3'],
    ['No date', '1'],
  ])
})

test('a month without an action stands between its neighbours, and none where they follow each other', () => {
  const months = roadMapOf([due('1', 'by Nov 2026'), due('2', 'by Dec 2026'), due('3', 'by Feb 2027')])
  expect(months.map(({ key, rows }) => [key, rows.length])).toEqual([
    ['2026-11', 1],
    ['2026-12', 1],
    ['2027-01', 0],
    ['2027-02', 1],
  ])
})
