import { aContext, aDraft, anAction, aPlan, aRecordOf, aSection, countedIds } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import type { Pending } from '../stream/event.ts'
import { foldAction, overrideOn } from './action.ts'
import { decideLiftOverride, decideOverrideLevel } from './decide.ts'

const rules = {
  title: 'Rules',
  levels: [{ code: 'red' }, { code: 'amber' }, { code: 'green' }],
} as unknown as Parameters<typeof decideOverrideLevel>[3]

/**
 * An action whose level was overridden with amber on 1 November 2026 until 1 December, and the function that
 * ends the override on a day.
 */
const overridden = () => {
  const { record, actionIds } = aRecordOf(
    aDraft({ plans: [aPlan({ sections: [aSection({ actions: [anAction()] })] })] }),
  )
  const [actionId = ''] = actionIds
  const newId = countedIds(6)
  const give = (decided: ReturnType<typeof decideLiftOverride>) => {
    if (!decided.ok) throw new Error(decided.error.code)
    record.append(decided.value as Pending[])
  }
  const ask = { commandId: newId(), actionId, reason: 'The crane comes' }
  give(
    decideOverrideLevel(
      record.history(actionId),
      { ...ask, level: 'amber', until: '2026-12-01' },
      aContext({ newId, today: '2026-11-01' }),
      rules,
    ),
  )
  return {
    lift: (today: string) =>
      give(decideLiftOverride(record.history(actionId), ask, aContext({ newId, today }))),
    levelOn: (day: string) =>
      overrideOn(foldAction(record.history(actionId)) ?? { overrides: [] }, day)?.level ?? null,
    overrides: () => foldAction(record.history(actionId))?.overrides,
    refusalOf: (today: string) => {
      const decided = decideLiftOverride(record.history(actionId), ask, aContext({ newId, today }))
      return decided.ok ? null : decided.error.code
    },
  }
}

test('an override is in effect from its day to the end of its last day', () => {
  const { levelOn } = overridden()
  expect(['2026-10-31', '2026-11-01', '2026-12-01', '2026-12-02'].map(levelOn)).toEqual([
    null,
    'amber',
    'amber',
    null,
  ])
})

test('an override that is lifted is not in effect on that day, and was on the day before', () => {
  const { lift, levelOn, refusalOf } = overridden()
  lift('2026-11-20')
  expect(['2026-11-01', '2026-11-19', '2026-11-20', '2026-12-01'].map(levelOn)).toEqual([
    'amber',
    'amber',
    null,
    null,
  ])
  expect(refusalOf('2026-11-20')).toBe('no-override')
})

test('an override that is lifted on its first day was never in effect', () => {
  const { lift, levelOn, overrides } = overridden()
  lift('2026-11-01')
  expect(['2026-11-01', '2026-11-02'].map(levelOn)).toEqual([null, null])
  expect(overrides()).toEqual([])
})

test.each([
  ['the day before', '2026-10-31', 'override-ended'],
  ['the same day', '2026-11-01', null],
])('an override may not end before the day it is made: until %s', (_day, until, code) => {
  const { record, actionIds } = aRecordOf(aDraft())
  const [actionId = ''] = actionIds
  const asked = { commandId: actionId, actionId, level: 'amber', until, reason: 'The crane comes' }
  const decided = decideOverrideLevel(
    record.history(actionId),
    asked,
    aContext({ today: '2026-11-01' }),
    rules,
  )
  expect(decided.ok ? null : decided.error.code).toBe(code)
})
