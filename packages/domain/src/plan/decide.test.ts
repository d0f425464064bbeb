import { aContext, aDraft, aRecordOf } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import type { Pending } from '../stream/event.ts'
import { setSeverities } from './commands.ts'
import { decideSetSeverities } from './decide.ts'
import type { PlanState } from './plan.ts'

/** A plan, and what people make of its rules. */
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

test('a plan has every check as it is by default, until somebody says how severe one is for it', () => {
  const { plan, set } = aPlanInUse()
  expect(plan()?.severities).toEqual({})
  set({ 'no-date': 'error', 'several-promises': 'off' })
  expect(plan()?.severities).toEqual({ 'no-date': 'error', 'several-promises': 'off' })
  set({ 'no-date': 'info' })
  expect(plan()?.severities).toEqual({ 'no-date': 'info' })
})

test('what is so already is not recorded again', () => {
  const { set } = aPlanInUse()
  set({ 'no-date': 'error' })
  expect(set({ 'no-date': 'error' })).toEqual({ ok: true, value: [] })
})

test('severities are not set over those that somebody set since they were seen', () => {
  const { plan, set } = aPlanInUse()
  set({ 'no-date': 'error' })
  expect(set({ 'no-date': 'off' }, {})).toMatchObject({
    ok: false,
    error: { code: 'stale', args: { fields: ['severities'] } },
  })
  expect(set({ 'no-date': 'off' }, plan()?.severities)).toMatchObject({ ok: true })
})

test('a rule there is not, or a severity there is not, cannot be set', () => {
  const { set } = aPlanInUse()
  expect(() => set({ 'no-colour': 'error' })).toThrow('no-colour')
  expect(() => set({ 'no-date': 'grave' })).toThrow('no-date')
})

test('no plan has no severities', () => {
  const command = { commandId: '', planId: 'x', severities: {} }
  expect(decideSetSeverities(null, command, aContext())).toMatchObject({
    ok: false,
    error: { code: 'not-found' },
  })
})
