import { expect, test } from 'vitest'
import { addDays } from '../calendar/date.ts'
import { endOfSpan } from './span.ts'

test.each([
  ['within 3 months of', '2022-01-31', '2022-04-30'],
  ['within a month of', '2022-01-31', '2022-02-28'],
  ['Two weeks after', '2022-01-31', '2022-02-14'],
  ['a fortnight after', '2022-01-31', '2022-02-14'],
  ['10 days from', '2022-01-31', '2022-02-10'],
  ['one year since', '2024-02-29', '2025-02-28'],
  ['twelve (12) mths following', '2022-01-31', '2023-01-31'],
  ['1000 days of', '2022-01-01', '2024-09-27'],
])('%s %s ends on %s', (words, day, end) => {
  expect(endOfSpan(words, day)).toBe(end)
})

test.each(
  ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'].map(
    (word, at) => [word, at + 1] as const,
  ),
)('%s days after are %i', (word, days) => {
  expect(endOfSpan(`${word} days after`, '2022-01-31')).toBe(endOfSpan(`${days} days after`, '2022-01-31'))
  expect(endOfSpan(`${word} days after`, '2022-01-31')).toBe(addDays('2022-01-31', days))
})

test.each([
  '',
  'soon after',
  '5 working days after',
  '0 days after',
  '1001 days after',
  'thirteen weeks after',
  '3 months',
])('“%s” is not a period after a day', (words) => {
  expect(endOfSpan(words, '2022-01-31')).toBeNull()
})
