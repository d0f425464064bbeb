import { expect, test } from 'vitest'
import { saidEnd } from './said-end.ts'

const said = '2026-03-04'

test.each([
  ['Work will be completed by May 2027', '2027-05-31'],
  ['Work will be completed by 1 June 2027 or 2 May 2027', '2027-06-01'],
  ['Work will be completed before May 2027', null],
  ['Work will be completed, planned since May 2025', null],
  ['Work will be completed by 31 February 2027', null],
  ['The board will meet in May 2027', null],
  ['Work was completed in May 2025', null],
])('%s: the work ends %s', (sentence, end) => {
  expect(saidEnd(sentence, said)).toBe(end)
})

test.each([
  ['near', 119, '2027-05-01'],
  ['at the last place that counts', 120, '2027-05-01'],
  ['a character too far', 121, null],
])('a date %s from a word for work', (_where, apart, end) => {
  const sentence = `Will ${'complete'.padEnd(apart)}1 May 2027`
  expect(sentence.indexOf('1 May') - sentence.indexOf('complete')).toBe(apart)
  expect(saidEnd(sentence, said)).toBe(end)
})

test.each([
  ['Will be completed by March', '2026-03-04', '2026-03-31'],
  ['Will be completed by March', '2026-04-01', '2027-03-31'],
  ['Will be completed by February', '2026-03-04', '2027-02-28'],
  ['Will be completed in the financial year', '2026-03-31', '2026-03-31'],
  ['Will be completed in the financial year', '2026-04-01', '2027-03-31'],
  ['Will be completed later this month', '2026-11-04', '2026-11-30'],
  ['Will be completed next month', '2026-12-31', '2027-01-31'],
  ['Will be completed next month', '2026-11-04', '2026-12-31'],
  ['Will be completed next year', '2026-11-04', '2027-12-31'],
])('%s, recorded on %s: the work ends %s', (sentence, on, end) => {
  expect(saidEnd(sentence, on)).toBe(end)
})
