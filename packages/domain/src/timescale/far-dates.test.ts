import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isGivenDay } from '../calendar/date.ts'
import { findDates } from '../calendar/find-dates.ts'
import { plainWords } from '../words/fold.ts'
import { readTimescale } from './read.ts'
import { readDay } from './read-day.ts'
import { readEntries } from './read-entry.ts'

test.each([
  '31/12/9999',
  '31/12/0001',
  '9999-12-31',
  '0001-01-01',
  '2200-01-01',
  '31 December 9999',
  '31 December 1899',
  'by 1 January 2200',
  'Dec 9999',
  '9999',
  'FY 9999/00',
  '2958465',
])('“%s” is not understood: no date, and the usual finding', (said) => {
  expect(readDay(said)).toBeNull()
  const { timescale, notes } = readTimescale(said)
  expect(timescale).toMatchObject({ earliest: null, latest: null })
  // After "by", words without a date are what the work waits for.
  expect(timescale.kind).toBe(said.startsWith('by') ? 'relative' : 'unknown')
  expect(notes.length).toBeGreaterThan(0)
})

test.each([
  ['2199-12-31', '2199-12-31'],
  ['31/12/2150', '2150-12-31'],
  ['1 March 2150', '2150-03-01'],
  ['March 1, 2150', '2150-03-01'],
  ['1900-01-01', '1900-01-01'],
])('“%s” is the day %s', (said, day) => {
  expect(readDay(said)).toBe(day)
})

test('without a day and a month, a number of the 2100s is not a year', () => {
  expect(readTimescale('2150').timescale.kind).toBe('unknown')
})

test('a week or a period that continues past the last day ends there, or is not offered', () => {
  expect(readTimescale('w/c 31/12/2199').timescale.latest).toBe('2199-12-31')
  const { notes } = readTimescale('within 1000 years of 1 March 2026')
  expect(
    notes
      .flatMap(({ alternatives }) => alternatives)
      .every(({ latest }) => latest === null || isGivenDay(latest)),
  ).toBe(true)
})

test('in any words, no date outside the allowed input is read', () => {
  const year = fc.oneof(
    fc.integer({ min: 0, max: 99_999 }),
    fc.constantFrom(
      '0000',
      '0001',
      99,
      1899,
      1900,
      2099,
      2100,
      2199,
      2200,
      9999,
      '00',
      '99/00',
      '1900-02',
      '2099-00',
    ),
  )
  const piece = fc.oneof(
    fc
      .tuple(fc.nat(40), fc.constantFrom('/', '-', '.', ' '), fc.nat(14), year)
      .map(([d, sep, m, y]) => `${d}${sep}${m}${sep}${y}`),
    fc.tuple(year, fc.nat(14), fc.nat(40)).map(([y, m, d]) => `${y}-${m}-${d}`),
    fc
      .tuple(
        fc.constantFrom(
          'Q1',
          'Q4',
          'FY',
          'spring',
          'winter',
          'second half',
          'Jan',
          '31 December',
          'w/c 29 Dec',
          'before 1 Jan',
          'end of',
          'within 999 years of 1 May',
          'Jan to Dec',
          'by 5 Jan to 31 Dec',
        ),
        year,
      )
      .map(([words, y]) => `${words} ${y}`),
  )
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(' ', ' to ', ' and ', ', '),
      fc.boolean(),
      (pieces, join, calendar) => {
        const said = pieces.join(join)
        const { timescale, notes } = readTimescale(said, { quarters: calendar ? 'calendar' : 'financial' })
        const read = [timescale, ...notes.flatMap(({ alternatives }) => alternatives)].flatMap(
          ({ earliest, latest }) => [earliest, latest],
        )
        const found = findDates(plainWords(said)).flatMap(({ period, others }) =>
          [period, ...others].flatMap((each) => [each?.earliest, each?.latest]),
        )
        const entries = readEntries(said).map(({ on }) => on)
        for (const day of [...read, ...found, ...entries])
          if (day !== null && day !== undefined) expect(isGivenDay(day), `${said}: ${day}`).toBe(true)
      },
    ),
    { numRuns: 3_000 },
  )
})
