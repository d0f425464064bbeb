import { aDraft } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { composeDraft } from './compose.ts'
import { draft, draftAction, draftOwner } from './draft.ts'
import { actionsOf } from './writing.ts'

test('a draft composed from words is a valid draft whose keys are unique', () => {
  const section = (title: string) => ({
    title,
    actions: [1, 2].map((n) => ({ ref: `${n}`, text: `Hold surgery ${n}`, updates: ['Held', 'Held again'] })),
  })
  const plan = (title: string) => ({
    title,
    on: '2026-11-20',
    sections: [section('Listening'), section('Youth')],
  })
  const composed = composeDraft('plans', [plan('One'), plan('Two')])
  expect(draft.safeParse(composed).error).toBeUndefined()
  expect(composed.plans.map(({ key }) => key)).toEqual(['plan-1', 'plan-2'])
  expect(composed.plans.flatMap(({ sections }) => sections.map(({ key }) => key))).toEqual([
    'plan-1.1',
    'plan-1.2',
    'plan-2.1',
    'plan-2.2',
  ])
  const actions = composed.plans.flatMap(actionsOf)
  expect(actions.map(({ key }) => key)).toEqual(
    ['plan-1', 'plan-2'].flatMap((plan) => ['1.1', '1.2', '2.1', '2.2'].map((place) => `${plan}.${place}`)),
  )
  expect(actions[0]?.updates.map(({ key }) => key)).toEqual(['plan-1.1.1.1', 'plan-1.1.1.2'])
  expect(new Set(actions.flatMap(({ updates }) => updates.map(({ key }) => key))).size).toBe(16)
})

test('an action with only a ref and words states nothing else', () => {
  const [action] = composeDraft('plan', [
    {
      title: 'One',
      on: '2026-11-20',
      sections: [{ title: 'Listening', actions: [{ ref: '1', text: 'Hold it' }] }],
    },
  ]).plans.flatMap(actionsOf)
  expect(action).toMatchObject({
    ownerSaid: null,
    owners: [],
    timescale: { kind: 'none', said: '' },
    level: null,
    levelSaid: null,
    stage: null,
    stageSaid: null,
    progress: null,
    updates: [],
  })
})

test('what an action states is read as in a document', () => {
  const stated = {
    ref: '1',
    text: 'Hold it',
    owner: 'Estates; Fleet',
    timescale: 'Oct 22',
    level: 'amber',
    stage: 'in-progress',
    progress: 40,
    updates: ['290622 – Held'],
  } as const
  const composed = composeDraft('plan', [
    { title: 'One', on: '2026-11-20', sections: [{ title: 'Listening', actions: [stated] }] },
  ])
  expect(draft.safeParse(composed).error).toBeUndefined()
  expect(composed.plans.flatMap(actionsOf)).toMatchObject([
    {
      ownerSaid: 'Estates; Fleet',
      owners: [{ name: 'Estates' }, { name: 'Fleet' }],
      timescale: { kind: 'by', latest: '2022-10-31' },
      level: 'amber',
      levelSaid: 'amber',
      stage: 'in-progress',
      stageSaid: 'in-progress',
      progress: 40,
      updates: [{ on: '2022-06-29', text: 'Held' }],
    },
  ])
})

test('an owner without a name and an action without a ref do not become part of the draft', () => {
  const [action] = aDraft().plans.flatMap(actionsOf)
  const fits = (ref: string) => draftAction.safeParse({ ...action, ref }).success
  expect([fits(''), fits('1'), fits('1.4(b)')]).toEqual([false, true, true])
  expect(draftOwner.safeParse({ name: '', duty: 'responsible' }).success).toBe(false)
  expect(draftOwner.safeParse({ name: 'Estates', duty: 'responsible' }).success).toBe(true)
})
