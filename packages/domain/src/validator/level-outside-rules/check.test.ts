import type { CheckGiven } from '@beatbook/domain'
import { aSubject, TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { check } from './check.ts'

const given: CheckGiven = {
  today: TODAY,
  levels: [
    { code: 'red', reasonDue: true },
    { code: 'green', reasonDue: false },
  ],
}

test('a level that the rules do not have fails the check', () => {
  expect(check(aSubject({ level: 'green' }, { level: 'blue' }), given)).toMatchObject([
    { args: { level: 'blue' }, where: { action: 'action-2' } },
  ])
})

test.each([
  ['a level of the rules', 'red'],
  ['no level', null],
] as const)('%s passes the check', (_, level) => {
  expect(check(aSubject({ level }), given)).toEqual([])
})

test('nothing fails without rules', () => {
  expect(check(aSubject({ level: 'blue' }), { today: TODAY })).toEqual([])
})
