import { aContext, aDraft, aRecordOf } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import type { Pending } from '../stream/event.ts'
import { setSeverities } from './commands.ts'
import { decideSetSeverities } from './decide.ts'
import type { PlanState } from './plan.ts'

/** A plan, and the commands of people on its rules. */
const aPlanInUse = () => {
  const { record } = aRecordOf(aDraft())
  const planId = record.events.find((event) => event.type === 'plan-added')?.stream.id ?? ''
  const plan = () => record.plan(planId)
  const set = (severities: object, seen?: PlanState['severities']) => {
    const commandId = '00000000-0000-7000-8000-000000000001'
    const decided = decideSetSeverities(
      plan(),
      setSeverities.input.parse({ commandId, planId, severities, ...(seen ? { seen } : {}) }),
      aContext(),
    )
    if (decided.ok) record.append(decided.value as Pending[])
    return decided
  }
  return { plan, set }
}

test('a plan has the default severity of every check until somebody sets one', () => {
  const { plan, set } = aPlanInUse()
  expect(plan()?.severities).toEqual({})
  set({ 'no-date': 'error', 'several-promises': 'off' })
  expect(plan()?.severities).toEqual({ 'no-date': 'error', 'several-promises': 'off' })
  set({ 'no-date': 'info' })
  expect(plan()?.severities).toEqual({ 'no-date': 'info' })
})

test('setting the current value is not recorded again', () => {
  const { set } = aPlanInUse()
  set({ 'no-date': 'error' })
  expect(set({ 'no-date': 'error' })).toEqual({ ok: true, value: [] })
})

test('a change of severities that somebody else changed since is refused as stale', () => {
  const { plan, set } = aPlanInUse()
  set({ 'no-date': 'error' })
  expect(set({ 'no-date': 'off' }, {})).toMatchObject({
    ok: false,
    error: { code: 'stale', args: { fields: ['severities'] } },
  })
  expect(set({ 'no-date': 'off' }, plan()?.severities)).toMatchObject({ ok: true })
})

test('an unknown check or severity cannot be set', () => {
  const { set } = aPlanInUse()
  expect(() => set({ 'no-colour': 'error' })).toThrow('no-colour')
  expect(() => set({ 'no-date': 'grave' })).toThrow('no-date')
})

test('an unknown plan has no severities', () => {
  const command = { commandId: '', planId: 'x', severities: {} }
  expect(decideSetSeverities(null, command, aContext())).toMatchObject({
    ok: false,
    error: { code: 'not-found' },
  })
})
