import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, fromDayNumber, isGivenDay, toDayNumber } from './date.ts'
import { relativeDay } from './relative-day.ts'

// A Sunday.
const TODAY = '2026-11-29'

test.each([
  ['today', '2026-11-29', '2026-11-29'],
  ['  Yesterday ', '2026-11-28', '2026-11-28'],
  ['tomorrow', '2026-11-30', '2026-11-30'],
  ['the day before yesterday', '2026-11-27', '2026-11-27'],
  ['day after tomorrow', '2026-12-01', '2026-12-01'],
  ['7d', '2026-11-22', '2026-12-06'],
  ['7 days', '2026-11-22', '2026-12-06'],
  ['2w', '2026-11-15', '2026-12-13'],
  ['1m', '2026-10-29', '2026-12-29'],
  ['three months', '2026-08-29', '2027-02-28'],
  ['a fortnight', '2026-11-15', '2026-12-13'],
  ['1 y', '2025-11-29', '2027-11-29'],
  ['-7d', '2026-11-22', '2026-11-22'],
  ['+7d', '2026-12-06', '2026-12-06'],
  ['7 days ago', '2026-11-22', '2026-11-22'],
  ['a week ago', '2026-11-22', '2026-11-22'],
  ['in 2 weeks', '2026-12-13', '2026-12-13'],
  ['in an hour', null, null],
  ['friday', '2026-11-27', '2026-12-04'],
  ['on Fri', '2026-11-27', '2026-12-04'],
  ['sunday', '2026-11-29', '2026-11-29'],
  ['last sunday', '2026-11-22', '2026-11-22'],
  ['last friday', '2026-11-27', '2026-11-27'],
  ['this monday', '2026-11-23', '2026-11-23'],
  ['last month end', '2026-10-31', '2026-10-31'],
  ['end of last month', '2026-10-31', '2026-10-31'],
  ['month end', '2026-11-30', '2026-11-30'],
  ['end of next month', '2026-12-31', '2026-12-31'],
  ['start of the month', '2026-11-01', '2026-11-01'],
  ['last week end', '2026-11-22', '2026-11-22'],
  ['start of this week', '2026-11-23', '2026-11-23'],
  ['last quarter end', '2026-09-30', '2026-09-30'],
  ['start of this quarter', '2026-10-01', '2026-10-01'],
  ['end of last year', '2025-12-31', '2025-12-31'],
  ['last financial year end', '2026-03-31', '2026-03-31'],
  ['start of this financial year', '2026-04-01', '2026-04-01'],
  ['end of the fy', '2027-03-31', '2027-03-31'],
])('on 29 November 2026 “%s” is %s, or %s where the future is meant', (said, past, future) => {
  expect(relativeDay(said, TODAY, 'past')).toBe(past)
  expect(relativeDay(said, TODAY, 'future')).toBe(future)
})

test.each([
  ['last financial year end', '2026-03-31', '2025-03-31'],
  ['last financial year end', '2026-04-01', '2026-03-31'],
  ['last month end', '2024-03-15', '2024-02-29'],
  ['last quarter end', '2026-01-01', '2025-12-31'],
  ['1m', '2026-03-31', '2026-02-28'],
])('“%s” on %s is %s', (said, today, day) => {
  expect(relativeDay(said, today)).toBe(day)
})

test.each([
  '',
  'soon',
  'last month',
  'next friday',
  'year end',
  '7',
  'd',
  '+7d ago',
  '999999y',
  'fri day',
  '7dd',
])('“%s” is no day', (said) => {
  expect(relativeDay(said, TODAY)).toBeNull()
  expect(relativeDay(said, TODAY, 'future')).toBeNull()
})

const day = fc.integer({ min: toDayNumber('1900-01-01'), max: toDayNumber('2199-12-31') }).map(fromDayNumber)
const units = ['week', 'month', 'quarter', 'year', 'financial year']

test('days counted back and forth are the same number of days away, or not allowed', () => {
  fc.assert(
    fc.property(day, fc.nat(99_999), (today, count) => {
      for (const [said, days] of [
        [`${count}d`, -count],
        [`${count} days ago`, -count],
        [`+${count}d`, count],
        [`in ${count} days`, count],
      ] as const) {
        const wanted = addDays(today, days)
        expect(relativeDay(said, today)).toBe(isGivenDay(wanted) ? wanted : null)
      }
    }),
  )
})

test('a period contains today, and the one before it ends on the day before its start', () => {
  fc.assert(
    fc.property(day, fc.constantFrom(...units), (today, unit) => {
      const [start, end] = [
        relativeDay(`start of this ${unit}`, today),
        relativeDay(`end of this ${unit}`, today),
      ]
      if (start !== null) expect(start <= today).toBe(true)
      if (end !== null) expect(end >= today).toBe(true)
      const before = relativeDay(`end of last ${unit}`, today)
      if (start !== null && before !== null) expect(addDays(before, 1)).toBe(start)
      const after = relativeDay(`start of next ${unit}`, today)
      if (end !== null && after !== null) expect(addDays(end, 1)).toBe(after)
    }),
  )
})

test('a weekday is that day of the week, at most six days away, and “last” is always before today', () => {
  fc.assert(
    fc.property(day, fc.constantFrom('monday', 'wednesday', 'sunday'), (today, name) => {
      const past = relativeDay(name, today)
      const future = relativeDay(name, today, 'future')
      const last = relativeDay(`last ${name}`, today)
      for (const found of [past, future, last])
        if (found !== null)
          expect(
            new Date(found).toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' }).toLowerCase(),
          ).toBe(name)
      if (past !== null) expect(past <= today && past >= addDays(today, -6)).toBe(true)
      if (future !== null) expect(future >= today && future <= addDays(today, 6)).toBe(true)
      if (last !== null) expect(last < today && last >= addDays(today, -7)).toBe(true)
    }),
  )
})

test('any words are a day that is allowed as input, or none', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string({ unit: 'binary' }),
        fc.constantFrom('constructor', '__proto__', 'toString'),
      ),
      day,
      (said, today) => {
        const found = relativeDay(said, today)
        expect(found === null || isGivenDay(found)).toBe(true)
      },
    ),
  )
})
