import { readTimescale } from '@beatbook/domain'
import { aPlan, aSubject, aSubjectOf, TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { check } from './check.ts'

const when = (said: string) => ({ timescale: readTimescale(said).timescale })

test.each([
  ['Dec 2026 to Mar 2026', '2026-12-01', '2026-03-31'],
  ['31/12/2026 – 1/2/2026', '2026-12-31', '2026-02-01'],
])('the timescale "%s" fails the check', (said, from, to) => {
  expect(check(aSubject(when(said)), { today: TODAY })).toMatchObject([
    { args: { from, to }, where: { action: 'action-1' }, quote: said },
  ])
})

test.each(['Dec 2026 to Mar 2027', 'Mar 2026', '1 to 3 June 2026', 'Dec 2026, then Mar 2026'])(
  'the timescale "%s" passes the check',
  (said) => {
    expect(check(aSubject(when(said)), { today: TODAY })).toEqual([])
  },
)

test.each([
  ['of one day', { start: '2026-04-01', end: '2026-04-01', said: '1 April 2026' }],
  ['without a start', { start: null, end: '2026-04-01', said: 'until April 2026' }],
  ['without an end', { start: '2026-04-01', end: null, said: 'from April 2026' }],
])('a plan’s period %s passes the check', (_, period) => {
  expect(check(aSubjectOf({ plans: [aPlan({ period })] }), { today: TODAY })).toEqual([])
})

test('a plan’s period that runs backwards fails the check at the plan', () => {
  const period = { start: '2026-04-01', end: '2025-03-31', said: '2026 to 2025' }
  expect(check(aSubjectOf({ plans: [aPlan({ period })] }), { today: TODAY })).toMatchObject([
    { where: { plan: 'plan-1' }, quote: '2026 to 2025' },
  ])
})
