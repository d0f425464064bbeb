import { aContext, aDraft, aRecord, aRecordOf } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { forceDefault } from '../rag/presets/force-default.ts'
import type { RagRules } from '../rag/rules.ts'
import type { Pending } from '../stream/event.ts'
import { decidePinRagRules } from './decide.ts'
import { planEvent } from './events.ts'

const rulesOf = (code: string, version: number): RagRules => ({ ...forceDefault, code, version })

/** A plan in a record, and the result of pinning rules on a day. */
const aPlanInUse = () => {
  const { record } = aRecordOf(aDraft())
  const planId = record.events.find((event) => event.type === 'plan-added')?.stream.id ?? ''
  const pins = () => record.plan(planId)?.pins ?? []
  const pin = (
    code: string,
    version: number,
    { seen, today = '2026-11-20' }: { seen?: { code: string; version: number }; today?: string } = {},
  ) => {
    const command = { commandId: planId, planId, code, version, seen }
    const decided = decidePinRagRules(
      record.plan(planId),
      command,
      rulesOf(code, version),
      aContext({ today }),
    )
    if (decided.ok) record.append(decided.value as Pending[])
    return decided
  }
  return { pins, pin }
}

test('rules rate a plan from the day they are pinned, and the previous ones until then', () => {
  const { pins, pin } = aPlanInUse()
  const [first] = pins()
  const decided = pin('ours', 1)
  expect(decided.ok && decided.value.map((event) => planEvent.safeParse(event).error)).toEqual([undefined])
  pin('ours', 2, { today: '2026-11-21' })
  expect(pins()).toEqual([
    first,
    { from: '2026-11-20', code: 'ours', version: 1 },
    { from: '2026-11-21', code: 'ours', version: 2 },
  ])
})

test('of two rules pinned on one day the later ones apply', () => {
  const { pins, pin } = aPlanInUse()
  pin('ours', 1)
  pin('theirs', 1)
  expect(pins().slice(1)).toEqual([{ from: '2026-11-20', code: 'theirs', version: 1 }])
})

test('a pinned version is not recorded again; another version or other rules with the same version are', () => {
  const { pin } = aPlanInUse()
  pin('ours', 1)
  expect(pin('ours', 1)).toEqual({ ok: true, value: [] })
  expect(pin('ours', 2)).toMatchObject({ ok: true, value: [{ facts: { code: 'ours', version: 2 } }] })
  expect(pin('theirs', 2)).toMatchObject({ ok: true, value: [{ facts: { code: 'theirs', version: 2 } }] })
})

test.each([
  ['other rules', { code: 'theirs', version: 1 }],
  ['another version', { code: 'ours', version: 2 }],
])('a pin is refused as stale for somebody who saw %s', (_what, seen) => {
  const { pins, pin } = aPlanInUse()
  pin('ours', 1)
  expect(pin('force-default', 1, { seen })).toMatchObject({
    ok: false,
    error: { code: 'stale', args: { fields: ['rag-rules'] } },
  })
  expect(pins().at(-1)).toMatchObject({ code: 'ours', version: 1 })
  expect(pin('force-default', 1, { seen: { code: 'ours', version: 1 } })).toMatchObject({
    ok: true,
    value: [{ type: 'rag-rules-pinned' }],
  })
})

test('an unknown plan cannot be pinned, and unknown rules cannot', () => {
  const { record } = aRecordOf(aDraft())
  const planId = record.events.find((event) => event.type === 'plan-added')?.stream.id ?? ''
  const command = { commandId: planId, planId, code: 'ours', version: 3 }
  expect(decidePinRagRules(null, command, rulesOf('ours', 3), aContext())).toMatchObject({
    error: { code: 'not-found', args: { what: 'plan', id: planId } },
  })
  expect(decidePinRagRules(record.plan(planId), command, null, aContext())).toMatchObject({
    error: { code: 'not-found', args: { what: 'rag-rules', asked: 'ours, version 3' } },
  })
})

test('a new plan pins the newest version of its rules; one recorded before plans were rated has the first', () => {
  const { record } = aRecordOf(aDraft())
  const planId = record.events.find((event) => event.type === 'plan-added')?.stream.id ?? ''
  const [first, ...more] = record.plan(planId)?.pins ?? []
  expect([first?.code, first?.version, more]).toEqual([forceDefault.code, forceDefault.version, []])
  const unpinned = aRecord()
  unpinned.append(record.events.filter((event) => event.type !== 'rag-rules-pinned'))
  expect(unpinned.plan(planId)?.pins).toEqual([{ from: first?.from, code: 'force-default', version: 1 }])
})
