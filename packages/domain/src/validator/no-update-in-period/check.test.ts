import { anUpdate, aSubject, TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { check } from './check.ts'

const given = { today: TODAY, period: { from: '2022-07-01', to: '2022-10-01' } }
const on = (day: string) => ({ updates: [anUpdate({ key: day, on: day })] })

test.each([
  ['nothing was ever said', {}, undefined],
  ['the last word is older', on('2022-06-30'), '2022-06-30'],
  [
    'the next word is of the day after',
    { updates: [...on('2022-06-30').updates, ...on('2022-10-01').updates] },
    '2022-06-30',
  ],
])('where %s the check fails', (_, action, last) => {
  const found = check(aSubject(action), given)
  expect(found).toMatchObject([{ args: given.period, where: { action: 'action-1' } }])
  expect(found[0]?.args.last).toBe(last)
})

test.each([
  ['an update on the first day', on('2022-07-01')],
  ['an update on the last day', on('2022-09-30')],
  [
    'what was complete before',
    { stages: [{ on: '2022-06-01', stage: 'complete' as const, said: 'complete', from: [] }] },
  ],
])('%s passes the check', (_, action) => {
  expect(check(aSubject(action), given)).toEqual([])
})

test('what was added or completed on the first day of the period is of the period', () => {
  const period = { from: '2022-06-29', to: '2022-07-01' }
  const completed = { stages: [{ on: '2022-07-01', stage: 'complete' as const, said: 'complete', from: [] }] }
  expect(check(aSubject({}), { today: TODAY, period })).toEqual([])
  expect(check(aSubject(completed), given)).toHaveLength(1)
})

test('an action added in the period passes the check, and nothing fails without a period', () => {
  expect(check(aSubject({}), { today: TODAY, period: { from: '2022-06-01', to: '2022-07-01' } })).toEqual([])
  expect(check(aSubject({}), { today: TODAY })).toEqual([])
})
