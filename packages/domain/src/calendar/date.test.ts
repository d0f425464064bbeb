import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  dateOf,
  daysBetween,
  daysFromTo,
  endOfMonth,
  fromDayNumber,
  givenDay,
  givenInstant,
  isGivenDay,
  isoDate,
  nearestGivenDay,
  startOfMonth,
  toDayNumber,
} from './date.ts'
import { dayPeriod, periodBeginning, periodEnding, precisions } from './period.ts'

const FIRST = toDayNumber('0000-01-01')
const LAST = toDayNumber('9999-12-31')
const day = fc
  .integer({ min: FIRST, max: LAST })
  .map((number) => new Date(number * 86_400_000).toISOString().slice(0, 10))
const step = fc.oneof(
  fc.integer({ min: -100_000, max: 100_000 }),
  fc.maxSafeInteger(),
  fc.constantFrom(0, 1, -1, 5_000, 1e300, -1e300, Infinity, -Infinity),
)
const given = fc
  .integer({ min: toDayNumber('1900-01-01'), max: toDayNumber('2199-12-31') })
  .map(fromDayNumber)
const runs = { numRuns: 2_000 }
const valid = (date: string) => expect(isoDate.safeParse(date).success, date).toBe(true)

test('day numbers match the JavaScript clock in every year, and convert back to the same day', () => {
  fc.assert(
    fc.property(day, (date) => {
      expect(toDayNumber(date)).toBe(Date.parse(date) / 86_400_000)
      expect(fromDayNumber(toDayNumber(date))).toBe(date)
    }),
    runs,
  )
})

test('any day moved by any step is a valid day that sorts after where the step is forward and before where it is backward', () => {
  fc.assert(
    fc.property(day, step, (date, days) => {
      const moved = addDays(date, days)
      valid(moved)
      expect(days > 0 ? moved >= date : moved <= date).toBe(true)
      const number = toDayNumber(date) + days
      expect(toDayNumber(moved)).toBe(Math.min(LAST, Math.max(FIRST, number)))
    }),
    runs,
  )
})

test('the longer of two steps never leads to the earlier day, and neither does a step from the later day', () => {
  fc.assert(
    fc.property(day, day, step, step, (one, other, a, b) => {
      expect(addDays(one, Math.min(a, b)) <= addDays(one, Math.max(a, b))).toBe(true)
      const [early, late] = [one, other].sort() as [string, string]
      expect(addDays(early, a) <= addDays(late, a)).toBe(true)
      expect(daysBetween(early, late)).toBeGreaterThanOrEqual(0)
    }),
    runs,
  )
})

test('months are added within the calendar, never backwards, and keep the day of the month where the month has it', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -200_000, max: 200_000 }), fc.nat(200_000), (date, months, more) => {
      const moved = addMonths(date, months)
      valid(moved)
      expect(moved <= addMonths(date, months + more)).toBe(true)
      const month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months
      if (month >= 0 && month < 120_000) {
        expect(Number(moved.slice(0, 4)) * 12 + Number(moved.slice(5, 7)) - 1).toBe(month)
        expect(moved.slice(8) === date.slice(8) || addDays(moved, 1).endsWith('-01')).toBe(true)
      }
    }),
    runs,
  )
})

test.each([
  ['2023-01-31', 1, '2023-02-28'],
  ['2024-01-31', 1, '2024-02-29'],
  ['2024-03-31', -1, '2024-02-29'],
  ['2199-12-31', 6, '2200-06-30'],
  ['9999-11-15', 2, '9999-12-31'],
  ['0000-01-15', -1, '0000-01-01'],
])('%s and %i months is %s', (date, months, moved) => {
  expect(addMonths(date, months)).toBe(moved)
})

test('the ends of any month of any year are valid days in order', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -20_000, max: 20_000 }),
      fc.integer({ min: -40, max: 40 }),
      (year, month) => {
        const [first, last] = [startOfMonth(year, month), endOfMonth(year, month)]
        valid(first)
        valid(last)
        expect(first <= last).toBe(true)
        if (first !== last)
          expect([first.slice(8), addDays(last, 1).slice(8)]).toEqual([
            '01',
            last === '9999-12-31' ? '31' : '01',
          ])
      },
    ),
    runs,
  )
})

test('periods that begin or end on any day have valid ends in order', () => {
  fc.assert(
    fc.property(day, fc.constantFrom(...precisions), (date, precision) => {
      for (const period of [periodBeginning(date, precision), periodEnding(date, precision)]) {
        const { earliest, latest } = period ?? dayPeriod(date)
        valid(earliest)
        valid(latest)
        expect(earliest <= latest).toBe(true)
      }
    }),
    runs,
  )
})

test('the days of a range are counted before they are created, and are within it', () => {
  fc.assert(
    fc.property(given, given, fc.integer({ min: 1_000, max: 100_000 }), (from, to, every) => {
      const days = daysFromTo(from, to, every)
      expect(days).toHaveLength(to < from ? 0 : Math.floor(daysBetween(from, to) / every) + 1)
      expect(days.every((date, at) => date <= to && date === addDays(from, at * every))).toBe(true)
    }),
  )
  expect(daysFromTo('2026-01-01', '2026-01-03', 1)).toEqual(['2026-01-01', '2026-01-02', '2026-01-03'])
})

test('a date of a year, month and day exists in the calendar and is allowed as input, or is null', () => {
  const part = fc.oneof(fc.integer({ min: -50, max: 12_000 }), fc.constantFrom(Number.NaN, Infinity, 1.5))
  fc.assert(
    fc.property(
      part,
      fc.integer({ min: -1, max: 14 }),
      fc.integer({ min: -1, max: 33 }),
      (year, month, of) => {
        const date = dateOf(year, month, of)
        const written = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(of).padStart(2, '0')}`
        expect(date).toBe(isoDate.safeParse(written).success && year >= 1900 && year <= 2199 ? written : null)
      },
    ),
    runs,
  )
})

test.each([
  ['1900-01-01', true],
  ['2199-12-31', true],
  ['1899-12-31', false],
  ['2200-01-01', false],
  ['9999-12-31', false],
  ['0001-12-31', false],
  ['2026-02-30', false],
  ['+010000-01-01', false],
])('the day %s is allowed as input: %s', (date, fits) => {
  expect(givenDay.safeParse(date).success).toBe(fits)
  expect(givenInstant.safeParse(`${date}T12:00:00Z`).success).toBe(fits)
})

test('an instant from input is written in the format of the record, since they are compared as text', () => {
  expect(givenInstant.parse('2026-03-31T17:00:00Z')).toBe('2026-03-31T17:00:00.000Z')
  expect(
    ['soon', '', '2026-02-30T00:00:00Z', '2026-03-31T17:00:00'].map(
      (said) => givenInstant.safeParse(said).success,
    ),
  ).toEqual([false, false, false, false])
  expect(givenInstant.parse('2026-03-31T17:00:00.123456Z')).toBe('2026-03-31T17:00:00.123Z')
})

test('the nearest allowed day is the day itself where it is allowed', () => {
  fc.assert(
    fc.property(day, (date) => {
      const near = nearestGivenDay(date)
      expect(isGivenDay(near)).toBe(true)
      if (isGivenDay(date)) expect(near).toBe(date)
    }),
    runs,
  )
})
