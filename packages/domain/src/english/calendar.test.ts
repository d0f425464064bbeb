import { expect, test } from 'vitest'
import { dayShort, dayWords, instantWords, monthWords } from './calendar.ts'

test('a day and its month are written in full and in short', () => {
  expect(dayWords('2022-10-03')).toBe('3 October 2022')
  expect(dayShort('2022-10-03')).toBe('3 Oct 2022')
  expect(monthWords('2022-10-03')).toBe('October 2022')
  expect(monthWords('2022-10-03', true)).toBe('Oct 2022')
})

test.each([
  [1, 'January'],
  [2, 'February'],
  [3, 'March'],
  [4, 'April'],
  [5, 'May'],
  [6, 'June'],
  [7, 'July'],
  [8, 'August'],
  [9, 'September'],
  [10, 'October'],
  [11, 'November'],
  [12, 'December'],
])('month %i is %s', (month, name) => {
  expect(monthWords(`2022-${String(month).padStart(2, '0')}-01`)).toBe(`${name} 2022`)
})

test.each([
  ['2022-10-29T13:01:00.000Z', '29 October 2022, 2:01pm'],
  ['2022-10-30T13:01:00.000Z', '30 October 2022, 1:01pm'],
  ['2022-07-31T23:30:00.000Z', '1 August 2022, 12:30am'],
])('the instant %s is %s in London', (instant, words) => {
  expect(instantWords(instant)).toBe(words)
})
