import { expect, test } from 'vitest'
import { findDates } from './find-dates.ts'

const found = (words: string) =>
  findDates(words).map(({ start, end, period, range }) => [
    words.slice(start, end),
    period && `${period.earliest} ${period.latest}`,
    range,
  ])

test.each<[string, ReturnType<typeof found>]>([
  [
    'held on 3 May 2023 and 1 June 2023',
    [
      ['3 May 2023', '2023-05-03 2023-05-03', null],
      ['1 June 2023', '2023-06-01 2023-06-01', null],
    ],
  ],
  ['3 May 2023 to 1 June 2023', [['3 May 2023 to 1 June 2023', '2023-05-03 2023-06-01', 'to']]],
  ['the years 2022-24', [['2022-24', '2022-01-01 2024-12-31', 'to']]],
  ['by Jan/Feb/Mar 2023', [['Jan/Feb/Mar 2023', '2023-01-01 2023-03-31', 'and']]],
  ['between 3 May and 1 June 2023', [['3 May and 1 June 2023', '2023-05-03 2023-06-01', 'and']]],
  ['Nov to Feb 2023', [['Nov to Feb 2023', '2022-11-01 2023-02-28', 'to']]],
  ['spring to autumn 2023', [['spring to autumn 2023', '2023-03-01 2023-11-30', 'to']]],
  ['2023 to 2024', [['2023 to 2024', '2023-01-01 2024-12-31', 'to']]],
  [
    'May 2023, autumn 2024',
    [
      ['May 2023', '2023-05-01 2023-05-31', null],
      ['autumn 2024', '2024-09-01 2024-11-30', null],
    ],
  ],
  ['31 February 2023', [['31 February 2023', null, null]]],
  ['29 Feb to 3 March 2024', [['29 Feb to 3 March 2024', '2024-02-29 2024-03-03', 'to']]],
  [
    '29 Feb to 3 March 2022',
    [
      ['29 Feb', null, null],
      ['3 March 2022', '2022-03-03 2022-03-03', null],
    ],
  ],
  ['28 Dec - 3 Jan 2023', [['28 Dec - 3 Jan 2023', '2022-12-28 2023-01-03', 'to']]],
  ['99 May to June 2022', [['May to June 2022', '2022-05-01 2022-06-30', 'to']]],
  ['5 Dec to winter 2023', [['Dec to winter 2023', '2023-12-01 2024-02-29', 'to']]],
  ['1st quarter of 2022/23', [['1st quarter of 2022/23', '2022-04-01 2022-06-30', null]]],
  ['first quarter of 2022/23', [['first quarter of 2022/23', '2022-04-01 2022-06-30', null]]],
  ['2nd quarter of 2022/23', [['2nd quarter of 2022/23', '2022-07-01 2022-09-30', null]]],
  ['second quarter of 2022/23', [['second quarter of 2022/23', '2022-07-01 2022-09-30', null]]],
  ['3rd quarter of 2022/23', [['3rd quarter of 2022/23', '2022-10-01 2022-12-31', null]]],
  ['third quarter of 2022/23', [['third quarter of 2022/23', '2022-10-01 2022-12-31', null]]],
  ['4th quarter of 2022/23', [['4th quarter of 2022/23', '2023-01-01 2023-03-31', null]]],
  ['final quarter of 2022/23', [['final quarter of 2022/23', '2023-01-01 2023-03-31', null]]],
  ['FY 22-25', []],
  ['FY 22-23', [['FY 22-23', '2022-04-01 2023-03-31', null]]],
  ['2022-00', []],
  ['2022-13', []],
  ['13/22', []],
  ['12/13', []],
  ['10/22', [['10/22', '2022-10-01 2022-10-31', null]]],
  ['22/23', [['22/23', '2022-04-01 2023-03-31', null]]],
  ['H1 2023', [['H1 2023', '2023-01-01 2023-06-30', 'to']]],
  ['second half of 2022/23', [['second half of 2022/23', '2022-10-01 2023-03-31', 'to']]],
  ['2022-2023', [['2022-2023', '2022-04-01 2023-03-31', null]]],
  ['2022-2024', [['2022-2024', '2022-01-01 2024-12-31', 'to']]],
  ['1999/2000', [['1999/2000', '1999-04-01 2000-03-31', null]]],
  ['ward 7 in May', []],
])('the dates in “%s”', (words, expected) => {
  expect(found(words)).toEqual(expected)
})

test('a date has its position in the original text, also after letters that get longer in lower case', () => {
  const words = 'İİİ by MAY 2023'
  expect(findDates(words).map(({ start, end }) => words.slice(start, end))).toEqual(['MAY 2023'])
})

test.each([
  ['Jan to Mar 2023', false],
  ['12/13/2022', true],
  ['2009-12', true],
  ['2009-13', false],
  ['Q3 2022', true],
  ['Q3 2022/23', false],
])('whether the date “%s” is doubtful: %s', (words, doubtful) => {
  expect(findDates(words).map((date) => date.doubtful)).toEqual([doubtful])
})
