import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from './open.ts'
import { accept, actionAt, anUpdateOf, by, everything, forms, freshStore, harbour } from './testing.ts'

describe.each(forms)('a record $form', (form) => {
  let store: Store
  beforeEach(async () => {
    store = await freshStore(form)
  })
  afterEach(() => store.close())

  test('lists an accepted plan in the order of its document', async () => {
    const { plans } = await accept(store, harbour({ ref: '2' }, { ref: '10', level: 'amber' }, { ref: '1', stage: 'complete' }))
    expect(plans).toMatchObject([{ code: 'harbour' }])
    const page = await store.actions.list({ ...everything, plan: 'harbour' })
    expect(page.rows.map((row) => [row.address, row.section])).toEqual([
      ['harbour/2', 'On the street'],
      ['harbour/10', 'On the street'],
      ['harbour/1', 'In the office'],
    ])
    expect(page).toMatchObject({ count: 3, capped: false, next: null })
  })

  test('counts declared levels and stages of each plan', async () => {
    await accept(store, harbour({ ref: '2' }, { ref: '10', level: 'amber' }, { ref: '1', stage: 'complete' }))
    expect(await store.plans.list()).toMatchObject([
      {
        code: 'harbour',
        counts: { actions: 3, withdrawn: 0, levels: { amber: 1, none: 2 }, stages: { complete: 1, none: 2 }, bar: { complete: 1, amber: 1, none: 1 } },
      },
    ])
  })

  test('shows an update at once, and the action as it was before it', async () => {
    await accept(store, harbour({ ref: '1' }, { ref: '2' }))
    const { id } = await actionAt(store, 'harbour/1')
    const outcome = await store.commands.run('record-update', anUpdateOf(id, { on: '2026-05-01', level: 'green' }), by('ada', 5))
    expect(outcome).toMatchObject({ ok: true, value: { repeated: false, unchanged: false } })
    expect(await actionAt(store, 'harbour/1')).toMatchObject({ level: 'green', updates: 1, lastUpdate: { on: '2026-05-01', text: 'Two walks a week' } })
    expect(await actionAt(store, 'harbour/1', '2026-04-30')).toMatchObject({ level: null, updates: 0, lastUpdate: null })
  })
})
