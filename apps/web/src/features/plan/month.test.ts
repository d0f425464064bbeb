import type { ActionRow } from '@beatbook/contract'
import { readTimescale } from '@beatbook/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { monthPage } from './month.ts'

const due = (ref: string, words: string) => ({ ref, timescale: readTimescale(words).timescale }) as ActionRow
const rows = [
  due('a', 'by 30 November 2026'),
  due('b', 'by 1 December 2026'),
  due('c', 'by December 2026'),
  due('d', 'by 3 January 2027'),
  due('e', 'by 4 January 2027'),
  due('f', 'by 29 November 2026'),
  due('g', 'ongoing'),
  due('h', 'when funds allow'),
]

test('a month is whole weeks from Monday, each row on the last day it is due', () => {
  const page = monthPage(rows, '2026-12-01')
  expect(page.weeks.map((week) => [week[0]?.day, week.at(-1)?.day])).toEqual([
    ['2026-11-30', '2026-12-06'],
    ['2026-12-07', '2026-12-13'],
    ['2026-12-14', '2026-12-20'],
    ['2026-12-21', '2026-12-27'],
    ['2026-12-28', '2027-01-03'],
  ])
  const shown = page.weeks
    .flat()
    .flatMap(({ day, inMonth, rows }) => rows.map(({ ref }) => [ref, day, inMonth]))
  expect(shown).toEqual([
    ['a', '2026-11-30', false],
    ['b', '2026-12-01', true],
    ['c', '2026-12-31', true],
    ['d', '2027-01-03', false],
  ])
  expect([page.before, page.after, page.undated.map(({ ref }) => ref)]).toEqual([1, 1, ['g', 'h']])
})

test('a month that begins on Monday or ends on Sunday has no days of others', () => {
  const february = monthPage([], '2027-02-01').weeks
  expect([february.length, february.flat().every(({ inMonth }) => inMonth)]).toEqual([4, true])
  expect(monthPage([], '2026-08-01').weeks.length).toBe(6)
})

test('every row is in one place in every month', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1900, max: 2199 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
      const page = monthPage(rows, `${year}-${String(month).padStart(2, '0')}-01`)
      const shown = page.weeks.flat().reduce((sum, { rows }) => sum + rows.length, 0)
      expect(shown + page.before + page.after + page.undated.length).toBe(rows.length)
      expect(page.weeks.flat().filter(({ inMonth }) => inMonth).length).toBeGreaterThan(27)
    }),
  )
})
