import { expect, test } from 'vitest'
import { composeDraft } from './compose.ts'
import { draft } from './draft.ts'
import { actionsOf } from './writing.ts'

test('a draft put together from words is a valid draft whose keys name every part once', () => {
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
  expect(new Set(actions.map(({ key }) => key)).size).toBe(8)
  expect(new Set(actions.flatMap(({ updates }) => updates.map(({ key }) => key))).size).toBe(16)
})
