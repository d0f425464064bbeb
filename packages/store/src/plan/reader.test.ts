import { anUpdate } from '@beatbook/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import { accept, forms, freshStore, harbour } from '../testing.ts'

let store: Store
beforeAll(async () => {
  store = await freshStore(forms[0])
  const owners = [{ name: 'Dock Team', duty: 'responsible' as const }]
  await accept(
    store,
    harbour(
      { ref: '2', owners },
      { ref: '10', level: 'amber', owners },
      { ref: '1', level: 'red', stage: 'complete', updates: [anUpdate({ on: '2026-02-10' })] },
    ),
  )
})
afterAll(() => store.close())

test('a plan counts declared levels and stages, and each action once in its bar', async () => {
  const [plan] = await store.plans.list()
  expect(plan).toMatchObject({ code: 'harbour', title: 'Harbour Delivery Plan', lastUpdate: '2026-02-10' })
  expect(plan?.counts).toMatchObject({
    actions: 3,
    withdrawn: 0,
    levels: { amber: 1, red: 1, none: 1 },
    stages: { complete: 1, none: 2 },
    bar: { complete: 1, amber: 1, red: 0, none: 1 },
  })
})

test.each(['harbour', 'HARBOUR'])(
  'the plan %s has its sections, documents and owners with their counts',
  async (code) => {
    const plan = await store.plans.get(code)
    expect(plan?.sections.map((section) => [section.title, section.counts.actions])).toEqual([
      ['On the street', 2],
      ['In the office', 1],
    ])
    expect(plan?.documents).toMatchObject([{ name: 'harbour.txt', documentDate: '2026-03-01' }])
    expect(plan?.owners.map((owner) => [owner.name, owner.actions])).toEqual([
      ['Dock Team', 2],
      ['Engagement Team', 1],
    ])
    expect(await store.plans.get(plan?.id ?? '')).toEqual(plan)
  },
)

test('a plan is absent before it exists, and counts what existed on a date', async () => {
  expect(await store.plans.list({ asAt: '2026-02-09' })).toEqual([])
  expect(await store.plans.get('harbour', { asAt: '2026-02-09' })).toBeNull()
  expect(await store.plans.list({ asAt: '2026-02-28' })).toMatchObject([{ counts: { actions: 1 } }])
  expect(await store.plans.list({ asAt: '2026-03-01' })).toMatchObject([{ counts: { actions: 3 } }])
})

test('a plan with another name is not found', async () => {
  expect(await store.plans.get('nowhere')).toBeNull()
})
