import { readTimescale } from '@beatbook/domain'
import { aSubject, TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { check } from './check.ts'

const when = (said: string) => ({ timescale: readTimescale(said).timescale })

test.each(['', 'TBC', 'Date to be confirmed'])('the timescale "%s" fails the check', (said) => {
  expect(
    check(aSubject(when('Oct 22'), when(said)), { today: TODAY }).map(({ where }) => where.action),
  ).toEqual(['action-2'])
})

test.each(['by June 2027', 'Start Nov 26', 'Ongoing', 'within six months of approval'])(
  'the timescale "%s" passes the check',
  (said) => {
    expect(check(aSubject(when(said)), { today: TODAY })).toEqual([])
  },
)

test('a complete action needs no date', () => {
  expect(check(aSubject({ ...when(''), stage: 'complete' }), { today: TODAY })).toEqual([])
})

test('a plan without any date fails the check once', () => {
  expect(check(aSubject(when(''), when('TBC'), when('')), { today: TODAY })).toEqual([
    { args: { count: 3 }, where: { plan: 'plan-1' }, quote: null },
  ])
})
