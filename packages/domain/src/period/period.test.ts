import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../calendar/day-number.ts'
import { effectiveFrom, holdsOn, lastHolding, OPEN_END } from './period.ts'

const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2026-01-01', days))
const period = fc
  .tuple(day, fc.option(fc.integer({ min: 1, max: 90 })))
  .map(([from, days]) => ({ from, to: days === null ? OPEN_END : addDays(from, days) }))

test.each([
  ['2026-03-31', false],
  ['2026-04-01', true],
  ['2026-04-30', true],
  ['2026-05-01', false],
])('from 1 April to 1 May holds on %s: %s', (on, holds) => {
  expect(holdsOn({ from: '2026-04-01', to: '2026-05-01' }, on)).toBe(holds)
})

test('what has no end holds on the last day there is', () => {
  expect(holdsOn({ from: '2026-04-01', to: OPEN_END }, '2199-12-31')).toBe(true)
})

test('where periods overlap the one recorded last holds, and the one below it where that is over', () => {
  fc.assert(
    fc.property(fc.array(period, { maxLength: 6 }), day, (given, on) => {
      const periods = given.map((each, position) => ({ ...each, position }))
      const holding = periods.filter((each) => each.from <= on && on < each.to)
      expect(lastHolding(periods, on)).toBe(holding.at(-1) ?? null)
      expect(lastHolding(periods.toReversed(), on)).toBe(holding.at(-1) ?? null)
    }),
  )
})

test('an event takes effect on the first day it changes, and today where that lies ahead', () => {
  expect(effectiveFrom({ from: '2026-04-01' }, '2026-11-28')).toBe('2026-04-01')
  expect(effectiveFrom({ from: '2027-04-01' }, '2026-11-28')).toBe('2026-11-28')
})
