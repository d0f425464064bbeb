import { MOST_VIEWS } from '@beatbook/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { accept, anId, forms, freshStore, harbour, serverForms } from '../testing.ts'

const view = {
  filter: { levels: ['red' as const] },
  sorts: [{ by: 'owner' as const, descending: true }],
  group: 'month' as const,
  columns: [{ key: 'text', width: 300 }],
}

describe.each([forms[0], ...forms.slice(2), ...serverForms])('with a record $form', (form) => {
  let store: Awaited<ReturnType<typeof freshStore>>
  let planId: string
  beforeEach(async () => {
    store = await freshStore(form)
    await accept(store, harbour({ ref: '1' }))
    planId = (await store.plans.get('harbour'))?.id ?? ''
  })
  afterEach(() => store.close())
  const save = (
    name: string,
    given: { id?: string; person?: string; shared?: boolean; planId?: string | null } = {},
  ) => store.views.save({ id: anId(), person: 'ada', planId, name, shared: false, view, ...given })
  const listed = async (person: string) =>
    (await store.views.list(person)).map(({ name, own, shared }) => ({ name, own, shared }))

  test('a view is listed with its plan as it was saved; only its owner sees one that is not shared', async () => {
    const id = anId()
    expect(await save('Reds', { id })).toEqual({ ok: true, value: { id } })
    await save('All plans', { planId: null, shared: true })
    expect(await store.views.list('ada')).toMatchObject([
      { name: 'All plans', planId: null, planCode: null, shared: true, own: true },
      { id, name: 'Reds', planId, planCode: 'harbour', shared: false, own: true, view },
    ])
    expect(await listed('ben')).toEqual([{ name: 'All plans', own: false, shared: true }])
  })

  test('one with the same name is replaced and keeps its id; another person has a name of their own', async () => {
    const first = await save('Reds')
    const again = await save('REDS', { shared: true })
    expect(again).toEqual(first)
    await save('Reds', { person: 'ben' })
    expect(await listed('ada')).toEqual([{ name: 'REDS', own: true, shared: true }])
    expect((await listed('ben')).map(({ own }) => own).sort()).toEqual([false, true])
    const taken = first.ok ? first.value.id : ''
    expect(await save('Others', { id: taken })).toMatchObject({ ok: false, error: { code: 'id-reused' } })
  })

  test('only its owner removes a view', async () => {
    const saved = await save('Reds', { shared: true })
    const id = saved.ok ? saved.value.id : ''
    expect(await store.views.remove('ben', id)).toMatchObject({ ok: false, error: { code: 'not-found' } })
    expect(await store.views.remove('ada', id)).toEqual({ ok: true, value: null })
    expect(await store.views.list('ada')).toEqual([])
  })

  test('a layout is kept for one person and one plan, and is no view', async () => {
    const { filter: _, ...layout } = view
    expect(await store.views.layout('ada', planId)).toBeNull()
    await store.views.keepLayout('ada', planId, { sorts: [] })
    await store.views.keepLayout('ada', planId, layout)
    expect(await store.views.layout('ada', planId)).toEqual(layout)
    expect([await store.views.layout('ben', planId), await store.views.list('ada')]).toEqual([null, []])
    await store.views.keepLayout('ada', planId, null)
    expect(await store.views.layout('ada', planId)).toBeNull()
  })

  test('a person has only so many views', async () => {
    for (let at = 0; at < MOST_VIEWS; at++) expect((await save(`View ${at}`)).ok).toBe(true)
    expect(await save('One more')).toEqual({
      ok: false,
      error: { code: 'too-many-views', args: { most: MOST_VIEWS } },
    })
    expect((await save('View 7')).ok).toBe(true)
  })
})
