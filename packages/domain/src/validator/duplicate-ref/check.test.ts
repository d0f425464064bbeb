import { aSubject, TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { check } from './check.ts'

test.each([
  ['the same ref', ['20', '21', '20'], ['action-3']],
  ['the same ref in other letters', ['AFI 1', 'afi  1'], ['action-2']],
  ['a ref three times', ['4', '4', '4'], ['action-2', 'action-3']],
])('%s fails the check at each but the first', (_, refs, broken) => {
  expect(
    check(aSubject(...refs.map((ref) => ({ ref }))), { today: TODAY }).map(({ where }) => where.action),
  ).toEqual(broken)
})

test.each([
  ['refs that differ', [{ ref: '20' }, { ref: '20a' }]],
  [
    'refs made here',
    [
      { ref: '1', refOrigin: 'generated' as const },
      { ref: '1', refOrigin: 'generated' as const },
    ],
  ],
])('%s pass the check', (_, actions) => {
  expect(check(aSubject(...actions), { today: TODAY })).toEqual([])
})
