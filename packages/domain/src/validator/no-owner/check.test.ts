import { anAction, aPlan, aSection, aSubject, aSubjectOf, TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { check } from './check.ts'

const owned = { owners: [{ name: 'Prevention Hub', duty: 'responsible' as const }] }
const unowned = { owners: [], ownerSaid: null }

test.each([
  ['an action without an owner', [owned, unowned], ['action-2']],
  ['an owner cell that names nobody', [owned, { owners: [], ownerSaid: 'N/A' }], ['action-2']],
])('%s fails the check', (_, actions, broken) => {
  expect(check(aSubject(...actions), { today: TODAY }).map(({ where }) => where.action)).toEqual(broken)
})

test.each([
  ['an owner', [owned]],
  ['an owner to be confirmed', [{ owners: [], ownerSaid: 'TBC' }]],
  ['a complete action', [{ ...unowned, stage: 'complete' as const }]],
])('%s passes the check', (_, actions) => {
  expect(check(aSubject(...actions), { today: TODAY })).toEqual([])
})

test('a plan that names no owner anywhere fails the check once', () => {
  expect(check(aSubject(unowned, unowned), { today: TODAY })).toEqual([
    { args: { count: 2 }, where: { plan: 'plan-1' }, quote: null },
  ])
})

test('a section that names no owner anywhere fails the check once', () => {
  const sections = [owned, unowned].map((given, s) =>
    aSection({
      key: `section-${s + 1}`,
      actions: [1, 2].map((a) => anAction({ ...given, key: `action-${s}-${a}` })),
    }),
  )
  expect(check(aSubjectOf({ plans: [aPlan({ sections })] }), { today: TODAY })).toEqual([
    { args: { count: 2 }, where: { plan: 'plan-1', section: 'section-2' }, quote: null },
  ])
})
