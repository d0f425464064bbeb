import type { ChangesQuestion } from '@beatbook/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import { accept, actionAt, anUpdateOf, at, by, forms, freshStore, harbour } from '../testing.ts'

describe.each([forms[0], ...forms.slice(3)])('in a record $form', (form) => {
  let store: Store
  beforeAll(async () => {
    store = await freshStore(form)
    await accept(store, harbour({ ref: '1' }, { ref: '2' }))
    const other = harbour({ ref: '7' })
    await accept(store, { ...other, plans: other.plans.map((plan) => ({ ...plan, title: 'Quarry plan' })) })
    const { id } = await actionAt(store, 'harbour/2')
    await store.commands.run('record-update', anUpdateOf(id, { text: 'Two walks' }), by('bea', 60))
    await store.commands.run('record-update', anUpdateOf(id, { text: 'Three walks' }), by('cai', 120))
    await store.commands.run('name-force', { commandId: id, name: 'Bridewell', seen: {} }, by('ada', 180))
  })
  afterAll(() => store.close())

  const ask = (question: Partial<ChangesQuestion> = {}) => store.actions.changes({ limit: 100, ...question })

  test('changes since an instant are listed as they were recorded, with their address and words', async () => {
    const { rows, next } = await ask({ since: at(60) })
    expect(
      rows.map(({ type, command, by, plan, address, text }) => [type, command, by.id, plan, address, text]),
    ).toEqual([
      ['update-recorded', 'record-update', 'bea', 'harbour', 'harbour/2', 'Two walks'],
      ['update-recorded', 'record-update', 'cai', 'harbour', 'harbour/2', 'Three walks'],
    ])
    expect(rows[0]?.recordedAt).toBe(at(60))
    expect(next).toBeNull()
    expect((await ask({ since: at(121) })).rows).toEqual([])
  })

  test('without an instant it is all of them, or those of one plan', async () => {
    const all = (await ask()).rows
    expect(all.filter(({ address }) => address === null).map(({ plan }) => plan)).toContain('quarry')
    const quarry = (await ask({ plan: 'Quarry' })).rows
    expect(quarry).toEqual(all.filter(({ plan }) => plan === 'quarry'))
    expect(quarry.some(({ address }) => address === 'quarry/7')).toBe(true)
    expect((await ask({ plan: 'nowhere' })).rows).toEqual([])
  })

  test('pages follow each other without a gap, whatever their length', async () => {
    const all = (await ask()).rows
    for (const limit of [1, 2, 3]) {
      const paged = []
      let page = await ask({ limit })
      paged.push(...page.rows)
      while (page.next !== null) {
        expect(page.rows).toHaveLength(limit)
        page = await ask({ limit, cursor: page.next })
        paged.push(...page.rows)
      }
      expect(paged).toEqual(all)
    }
  })
})
