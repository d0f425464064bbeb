import { aSubject, TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { check } from './check.ts'

test.each([
  ['Recruit 25 ward volunteers by June 2027', 'Recruit 25 ward'],
  [
    'Grow the number of schemes across the force by 20%',
    'Grow the number of schemes across the force by 20%',
  ],
  ['Raise more alerts. Target 30k by Dec 26.', 'Target 30k'],
  ['Hold at least 12 surgeries a year', 'at least 12'],
  ['Reduce response times to 1,500 calls', 'Reduce response times to 1,500'],
])('"%s" fails the check', (text, target) => {
  expect(check(aSubject({ text }), { today: TODAY })).toMatchObject([
    { args: { target }, where: { action: 'action-1' } },
  ])
})

test.each([
  'Publish the plan by 31 March 2027',
  'Answer within 28 days; reduce the wait to 10 minutes',
  'Deliver phase 2 of the 7 point plan',
  'Increase visibility in ward 12',
  'Train 24/7 control room staff',
])('"%s" sets no target', (text) => {
  expect(check(aSubject({ text }), { today: TODAY })).toEqual([])
})

test('a target with a measure passes the check', () => {
  const details = [{ heading: 'Success measure', text: 'Volunteers in post', from: [] }]
  expect(check(aSubject({ text: 'Recruit 25 ward volunteers', details }), { today: TODAY })).toEqual([])
})
