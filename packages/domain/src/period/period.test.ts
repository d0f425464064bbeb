import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../calendar/day-number.ts'
import { effectiveFrom, isValidOn, latestValidOn, OPEN_END } from './period.ts'

const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2026-01-01', days))
const period = fc
  .tuple(day, fc.option(fc.integer({ min: 1, max: 90 })))
  .map(([from, days]) => ({ from, to: days === null ? OPEN_END : addDays(from, days) }))

test.each([
  ['2026-03-31', false],
  ['2026-04-01', true],
  ['2026-04-30', true],
  ['2026-05-01', false],
])('from 1 April to 1 May is valid on %s: %s', (on, holds) => {
  expect(isValidOn({ from: '2026-04-01', to: '2026-05-01' }, on)).toBe(holds)
})

test('a period with an open end is valid on the last day of the calendar', () => {
  expect(isValidOn({ from: '2026-04-01', to: OPEN_END }, '2199-12-31')).toBe(true)
})

test('of overlapping periods the last recorded is valid, and the one before it where that has ended', () => {
  fc.assert(
    fc.property(fc.array(period, { maxLength: 6 }), day, (given, on) => {
      const periods = given.map((each, position) => ({ ...each, position }))
      const holding = periods.filter((each) => each.from <= on && on < each.to)
      expect(latestValidOn(periods, on)).toBe(holding.at(-1) ?? null)
      expect(latestValidOn(periods.toReversed(), on)).toBe(holding.at(-1) ?? null)
    }),
  )
})

test('an event is effective on the first day it changes, or today where that is in the future', () => {
  expect(effectiveFrom({ from: '2026-04-01' }, '2026-11-28')).toBe('2026-04-01')
  expect(effectiveFrom({ from: '2027-04-01' }, '2026-11-28')).toBe('2026-11-28')
})
