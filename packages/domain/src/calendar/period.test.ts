import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromDayNumber } from './date.ts'
import {
  calendarQuarter,
  dayPeriod,
  financialQuarter,
  financialYear,
  isOne,
  monthPeriod,
  type Period,
  periodBeginning,
  periodEnding,
  periodFromTo,
  precisions,
  seasonPeriod,
  yearPeriod,
} from './period.ts'

test.each<[string, Period, string, string]>([
  ['a month ends on its last day', monthPeriod(2024, 2), '2024-02-01', '2024-02-29'],
  ['the first financial quarter begins in April', financialQuarter(2022, 1), '2022-04-01', '2022-06-30'],
  ['the last financial quarter lies in the next year', financialQuarter(2022, 4), '2023-01-01', '2023-03-31'],
  ['the first calendar quarter begins in January', calendarQuarter(2022, 1), '2022-01-01', '2022-03-31'],
  ['spring begins in March', seasonPeriod(2023, 'spring'), '2023-03-01', '2023-05-31'],
  ['winter is named by its December', seasonPeriod(2023, 'winter'), '2023-12-01', '2024-02-29'],
  ['a year is January to December', yearPeriod(2023), '2023-01-01', '2023-12-31'],
  ['a financial year is April to March', financialYear(2022), '2022-04-01', '2023-03-31'],
])('%s', (_, { earliest, latest }, first, last) => {
  expect([earliest, latest]).toEqual([first, last])
})

test('a range has the coarser precision only where both its ends are on a boundary of it', () => {
  const run = (from: Period, to: Period) => periodFromTo(from, to)?.precision
  expect(run(dayPeriod('2022-04-01'), monthPeriod(2022, 6))).toBe('month')
  expect(run(dayPeriod('2022-04-15'), monthPeriod(2022, 6))).toBe('day')
  expect(run(monthPeriod(2022, 3), yearPeriod(2023))).toBe('day')
})

test('a range never runs backwards', () => {
  expect(periodFromTo(monthPeriod(2023, 5), monthPeriod(2023, 3))).toBeNull()
})

test('the period that begins on a day ends where the period that ends there began', () => {
  const day = fc.integer({ min: 0, max: 36_000 }).map(fromDayNumber)
  fc.assert(
    fc.property(day, fc.constantFrom(...precisions), (first, precision) => {
      const period = periodBeginning(first, precision)
      fc.pre(period !== null)
      expect(isOne(period)).toBe(true)
      expect(periodEnding(period.latest, precision)).toEqual(period)
    }),
    { numRuns: 500 },
  )
})
