import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysBetween } from '../calendar/day-number.ts'
import { readTimescale } from './read.ts'
import { readShift, shiftTimescale } from './shift.ts'

test.each([
  ['14d', { days: 14 }],
  ['+14 days', { days: 14 }],
  ['-1w', { days: -7 }],
  ['− 2 weeks', { days: -14 }],
  ['1 day', { days: 1 }],
  ['3m', { months: 3 }],
  ['-1 month', { months: -1 }],
  ['2 years', { months: 24 }],
  ['1Y', { months: 12 }],
  ['10y', { months: 120 }],
  ['11y', null],
  ['4000d', null],
  ['0d', null],
  ['d', null],
  ['14', null],
  ['soon', null],
  ['1.5m', null],
  ['14 d later', null],
])('“%s” moves a date by %j', (said, by) => {
  expect(readShift(said)).toEqual(by)
})

test.each([
  ['by 31 March 2027', { days: 14 }, 'by 14 April 2027'],
  ['by 31 March 2027', { days: -31 }, 'by 28 February 2027'],
  ['by 31 March 2027', { months: 1 }, 'by 30 April 2027'],
  ['by 30 April 2027', { months: 1 }, 'by 30 May 2027'],
  ['by 29 February 2028', { months: 12 }, 'by 28 February 2029'],
  ['by June 2027', { months: 2 }, 'by August 2027'],
  ['by June 2027', { months: -18 }, 'by December 2025'],
  ['by June 2027', { days: 14 }, 'by 14 July 2027'],
  ['Q1 2027/28', { months: 3 }, 'by Q2 2027/28'],
  ['Q1 2027/28', { months: 1 }, 'by July 2027'],
  ['2027/28', { months: 12 }, 'by 2028/29'],
  ['by spring 2027', { months: 3 }, 'by summer 2027'],
  ['between March and June 2027', { months: 1 }, 'April 2027 to July 2027'],
  ['between March and June 2027', { days: 7 }, '8 March 2027 to 7 July 2027'],
  ['start October 2027', { months: 1 }, 'start November 2027'],
  ['start October 2027', { days: 1 }, 'start 1 November 2027'],
  ['by week commencing 4 January 2027', { days: 7 }, 'by week commencing 11 January 2027'],
  ['by week commencing 4 January 2027', { months: 1 }, 'by week commencing 4 February 2027'],
])('“%s” moved by %j is “%s”', (said, by, moved) => {
  expect(shiftTimescale(readTimescale(said).timescale, by)?.said).toBe(moved)
})

test.each(['ongoing', 'monthly', 'TBC', '', 'completed March 2022', 'after the pilot'])(
  '“%s” has no date to move',
  (said) => {
    expect(shiftTimescale(readTimescale(said).timescale, { days: 14 })).toBeNull()
  },
)

test('a date does not leave the years that a timescale is read in', () => {
  expect(shiftTimescale(readTimescale('by 30 December 2199').timescale, { days: 2 })).toBeNull()
  expect(shiftTimescale(readTimescale('by 30 December 2199').timescale, { days: 1 })).not.toBeNull()
})

const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2085-12-31'), noInvalidDate: true })
const spelt = fc.oneof(
  day.map((at) => at.toISOString().slice(0, 10).split('-').reverse().join('/')),
  day.map(
    (at) => `by ${at.toLocaleString('en-GB', { month: 'long', timeZone: 'UTC' })} ${at.getUTCFullYear()}`,
  ),
  day.map(
    (at) =>
      `Q${(at.getUTCMonth() % 4) + 1} ${at.getUTCFullYear()}/${String((at.getUTCFullYear() + 1) % 100).padStart(2, '0')}`,
  ),
  day.map((at) => `start ${at.toISOString().slice(0, 10).split('-').reverse().join('/')}`),
)

test('days move the deadline by exactly as many, and the words say what is meant', () => {
  fc.assert(
    fc.property(spelt, fc.integer({ min: -3_000, max: 3_000 }).filter(Boolean), (said, days) => {
      const before = readTimescale(said).timescale
      const after = shiftTimescale(before, { days })
      expect(after?.kind).toBe(before.kind)
      expect(daysBetween(before.latest ?? '', after?.latest ?? '')).toBe(days)
      expect(readTimescale(after?.said ?? '').timescale).toEqual(after)
    }),
  )
})

test('months move both ends by as many, there and back where no month was too short', () => {
  fc.assert(
    fc.property(spelt, fc.integer({ min: -100, max: 100 }).filter(Boolean), (said, months) => {
      const before = readTimescale(said).timescale
      const after = shiftTimescale(before, { months })
      const count = (at: string) => Number(at.slice(0, 4)) * 12 + Number(at.slice(5, 7))
      expect(count(after?.latest ?? '') - count(before.latest ?? '')).toBe(months)
      expect(readTimescale(after?.said ?? '').timescale).toEqual(after)
      if (
        after?.precision === before.precision &&
        (before.precision !== 'day' || Number(before.latest?.slice(8)) <= 28)
      ) {
        const back = shiftTimescale(after, { months: -months })
        expect({ earliest: back?.earliest, latest: back?.latest }).toEqual({
          earliest: before.earliest,
          latest: before.latest,
        })
      }
    }),
  )
})
