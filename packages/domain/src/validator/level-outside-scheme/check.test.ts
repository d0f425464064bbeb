import type { LintGiven } from '@beatbook/domain'
import { aSubject, TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { check } from './check.ts'

const given: LintGiven = {
  today: TODAY,
  levels: [
    { code: 'red', reasonDue: true },
    { code: 'green', reasonDue: false },
  ],
}

test('a level that the scheme does not have breaks the rule', () => {
  expect(check(aSubject({ level: 'green' }, { level: 'blue' }), given)).toMatchObject([{ args: { level: 'blue' }, where: { action: 'action-2' } }])
})

test.each([
  ['a level of the scheme', 'red'],
  ['no level', null],
] as const)('%s keeps the rule', (_, level) => {
  expect(check(aSubject({ level }), given)).toEqual([])
})

test('without a scheme nothing is broken', () => {
  expect(check(aSubject({ level: 'blue' }), { today: TODAY })).toEqual([])
})
