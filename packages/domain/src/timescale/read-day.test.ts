import { expect, test } from 'vitest'
import { latestDayIn, readDay, readDayFrom } from './read-day.ts'

test.each([
  ['29 June 2022', '2022-06-29'],
  ['29th of June, 2022', '2022-06-29'],
  ['June 29, 2022', '2022-06-29'],
  ['Wed 29 Jun 22', '2022-06-29'],
  ['29/06/22', '2022-06-29'],
  ['29.6.2022', '2022-06-29'],
  ['290622', '2022-06-29'],
  ['2022-06-29T09:30:00Z', '2022-06-29'],
  ['(29-Jun-22)', '2022-06-29'],
  ['04/05/2020', '2020-05-04'],
  ['5/14/2020', '2020-05-14'],
  ['8th May 2018', '2018-05-08'],
])('%s is one day', (said, day) => {
  expect(readDay(said)).toBe(day)
})

test.each([
  '',
  'June 2022',
  '31/02/2022',
  '296023',
  '3 to 9 July 2023',
  '29/06/22 30/06/22',
  'due 29/06/22',
  '29 June',
  '46082',
])('%s is not one day', (said) => {
  expect(readDay(said)).toBeNull()
})

test('the latest day named in a text is found anywhere in it', () => {
  expect(latestDayIn('Agreed on 3 July 2018; started 8 May 2018, reviewed in October 2019.')).toBe(
    '2018-07-03',
  )
  expect(latestDayIn('Nothing is dated to the day in June 2022.')).toBeNull()
})

test.each([
  ['31/03/26', '2026-03-31'],
  ['last month end', '2026-10-31'],
  ['7d', '2026-11-22'],
  ['soon', null],
])('on 29 November 2026 “%s” is %s', (said, day) => {
  expect(readDayFrom(said, '2026-11-29')).toBe(day)
})
