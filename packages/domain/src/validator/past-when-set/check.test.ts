import { readTimescale } from '@beatbook/domain'
import { anAction, anUpdate, aPlan, aSection, aSubject, aSubjectOf, TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { check } from './check.ts'

const when = (said: string) => ({ timescale: readTimescale(said).timescale })

test('a deadline before the first day of any entry fails the check', () => {
  expect(check(aSubject(when('by May 2022')), { today: TODAY })).toMatchObject([
    { args: { due: '2022-05-31', setOn: '2022-06-29' }, where: { action: 'action-1' }, quote: 'by May 2022' },
  ])
})

test.each([
  ['a deadline on the day itself', when('29 June 2022')],
  [
    'a deadline that passed after the first update',
    { ...when('by May 2022'), updates: [anUpdate({ on: '2022-01-10' })] },
  ],
  ['a date that is no deadline', when('Started May 2022')],
  ['what is complete', { ...when('by May 2022'), stage: 'complete' as const }],
])('%s passes the check', (_, action) => {
  expect(check(aSubject(action), { today: TODAY })).toEqual([])
})

test('nothing fails where the day of setting is not known', () => {
  const plan = aPlan({
    documentDate: { on: null, because: 'today', said: null },
    sections: [aSection({ actions: [anAction(when('by May 2022'))] })],
  })
  expect(check(aSubjectOf({ plans: [plan] }), { today: TODAY })).toEqual([])
})
