import type { CommandName } from '@beatbook/domain'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import { accept, actionAt, anId, by, everything, forms, freshStore, harbour } from '../testing.ts'

describe.each(forms)('with a record $form', (form) => {
  let store: Store
  let seconds: number
  beforeEach(async () => {
    store = await freshStore(form)
    seconds = 0
  })
  afterEach(() => store.close())

  const run = async (name: CommandName, input: object) => {
    const commandId = anId()
    const answer = await store.commands.run(
      name,
      { commandId, seen: {}, ...input } as never,
      by('ada', ++seconds),
    )
    return { answer, commandId }
  }
  const undo = (undoes: string, more: object = {}) => run('undo-command', { undoes, ...more })
  const refusalOf = (code: string) => ({ answer: { ok: false, error: { code } } })
  const done = { answer: { ok: true, value: { unchanged: false } } }
  const addPlan = async (title: string, more: object = {}) => {
    const planId = anId()
    return { planId, ...(await run('add-plan', { planId, title, kind: 'action-plan', ...more })) }
  }
  const addAction = async (planId: string, words: string, more: object = {}) => {
    const actionId = anId()
    return { actionId, ...(await run('add-action', { actionId, planId, words, ...more })) }
  }
  const addresses = async (plan: string) =>
    (await store.actions.list({ ...everything, plan })).rows.map(({ address }) => address)

  test('a plan is kept from nothing: added, filled line by line, and read like any other', async () => {
    const { planId } = await addPlan('Dock watch action plan', {
      period: '2026/27',
      sponsor: 'Head of Policing',
    })
    expect(await store.plans.list()).toMatchObject([
      {
        code: 'dock-watch',
        title: 'Dock watch action plan',
        period: { said: '2026/27' },
        counts: { actions: 0 },
      },
    ])
    await addAction(planId, 'Walk the docks weekly @"Dock Team" by March 2027')
    await addAction(planId, 'Meet the harbour master @"Dock Team"', { timescale: 'ongoing' })
    expect(await addresses('dock-watch')).toEqual(['dock-watch/1', 'dock-watch/2'])
    expect(await actionAt(store, 'dock-watch/1')).toMatchObject({
      text: 'Walk the docks weekly',
      section: 'Actions',
      owners: [{ name: 'Dock Team', duty: 'responsible' }],
      timescale: { said: 'by March 2027', latest: '2027-03-31' },
      refOrigin: 'generated',
      computed: { level: expect.any(String) },
    })
    expect((await store.plans.get('dock-watch'))?.owners).toMatchObject([{ name: 'Dock Team', actions: 2 }])
  })

  test('a code is given once: one that was taken is refused, and a proposed one is another', async () => {
    const first = await addPlan('Charter', { code: 'charter' })
    expect(await addPlan('Other', { code: 'charter' })).toMatchObject(refusalOf('code-taken'))
    await undo(first.commandId)
    expect(await store.plans.list()).toEqual([])
    expect(await addPlan('Other', { code: 'charter' })).toMatchObject(refusalOf('code-taken'))
    await addPlan('Charter')
    expect((await store.plans.list()).map(({ code }) => code)).toEqual(['charter-2'])
  })

  test('a generated ref is the next number, never one that an action had', async () => {
    await accept(store, harbour({ ref: '1' }, { ref: '7' }))
    const planId = (await store.plans.get('harbour'))?.id ?? ''
    const { actionId, commandId } = await addAction(planId, 'Hold walks')
    expect((await actionAt(store, actionId)).address).toBe('harbour/8')
    await undo(commandId)
    expect((await actionAt(store, (await addAction(planId, 'Hold talks')).actionId)).address).toBe(
      'harbour/9',
    )
    const taken = await addAction(planId, 'Hold more', { ref: '7' })
    expect((await actionAt(store, taken.actionId)).address).toBe('harbour/7~2')
    expect(await addresses('harbour')).toEqual(['harbour/1', 'harbour/7', 'harbour/9', 'harbour/7~2'])
    expect(await addAction(planId, 'Again', { actionId })).toMatchObject(refusalOf('id-reused'))
  })

  test('adding is undone with the section and party it made, and redone, unless others have them', async () => {
    const { planId } = await addPlan('Charter')
    const first = await addAction(planId, 'Hold walks @Estates')
    const before = await store.actions.list({ ...everything, plan: 'charter' })
    const undone = await undo(first.commandId)
    expect(undone).toMatchObject(done)
    expect(await addresses('charter')).toEqual([])
    expect((await store.plans.get('charter'))?.sections).toEqual([])
    expect((await store.work.parties('ada')).map(({ name }) => name)).toEqual([])
    expect(await undo(undone.commandId)).toMatchObject(done)
    expect(await store.actions.list({ ...everything, plan: 'charter' })).toEqual(before)

    const second = await addAction(planId, 'Hold talks @Estates')
    expect(await undo(first.commandId)).toMatchObject(refusalOf('contradicts-later'))
    expect(await undo(second.commandId)).toMatchObject(done)
    expect(await undo(first.commandId)).toMatchObject(done)
  })

  test('a plan is not undone while it has actions, and its edit is', async () => {
    const { planId, commandId } = await addPlan('Charter')
    const { commandId: added } = await addAction(planId, 'Hold walks')
    const edited = await run('edit-plan', {
      planId,
      title: 'Our charter',
      period: '2026/27',
      reason: 'Board',
    })
    expect(await store.plans.get('charter')).toMatchObject({
      title: 'Our charter',
      period: { said: '2026/27' },
    })
    expect(await undo(commandId)).toMatchObject(refusalOf('contradicts-later'))
    expect(await undo(edited.commandId)).toMatchObject(done)
    expect(await store.plans.get('charter')).toMatchObject({ title: 'Charter', period: null })
    expect(await undo(commandId)).toMatchObject(refusalOf('contradicts-later'))
    expect(await undo(added)).toMatchObject(done)
    expect(await undo(commandId)).toMatchObject(done)
    expect(await store.plans.get('charter')).toBeNull()
  })

  test('sections are added, renamed and removed, and each is undone', async () => {
    await accept(store, harbour({ ref: '1' }, { ref: '2' }))
    const plan = () => store.plans.get('harbour')
    const planId = (await plan())?.id ?? ''
    const titles = async () => (await plan())?.sections.map(({ title }) => title)
    const sectionId = anId()
    const added = await run('add-section', { planId, sectionId, title: 'At sea' })
    expect(await titles()).toEqual(['On the street', 'In the office', 'At sea'])
    const renamed = await run('rename-section', { planId, sectionId, title: 'Afloat', reason: 'Board' })
    expect((await plan())?.sections.at(-1)?.title).toBe('Afloat')
    expect(await undo(added.commandId)).toMatchObject(refusalOf('contradicts-later'))
    const { id: actionId } = await actionAt(store, 'harbour/1')
    const before = await actionAt(store, 'harbour/1')
    const moved = await run('edit-action', { actionId, sectionId })
    expect((await actionAt(store, 'harbour/1')).section).toBe('Afloat')
    expect(await run('remove-section', { planId, sectionId })).toMatchObject({
      answer: { error: { code: 'section-not-empty', args: { title: 'Afloat', actions: 1 } } },
    })
    expect(await undo(moved.commandId)).toMatchObject(done)
    expect({ ...(await actionAt(store, 'harbour/1')), touched: null }).toEqual({ ...before, touched: null })

    const removed = await run('remove-section', { planId, sectionId })
    expect(removed).toMatchObject(done)
    expect(await titles()).toEqual(['On the street', 'In the office'])
    // The action was in it for a moment: it cannot be there again while the section is gone.
    expect(await run('edit-action', { actionId, sectionId })).toMatchObject(refusalOf('not-found'))
    const restored = await undo(removed.commandId)
    expect(restored).toMatchObject(done)
    expect((await titles())?.at(-1)).toBe('Afloat')
    const again = await run('edit-action', { actionId, sectionId })
    expect(await undo(restored.commandId)).toMatchObject(refusalOf('contradicts-later'))
    expect(await undo(again.commandId)).toMatchObject(done)
    expect(await undo(restored.commandId)).toMatchObject(done)
    expect(await undo(renamed.commandId)).toMatchObject(done)
  })

  test('an action is not put back into a section that was removed since', async () => {
    await accept(store, harbour({ ref: '1' }, { ref: '2' }))
    const { id: actionId, planId, sectionId } = await actionAt(store, 'harbour/2')
    const street = (await actionAt(store, 'harbour/1')).sectionId
    const moved = await run('edit-action', { actionId, sectionId: street })
    const removed = await run('remove-section', { planId, sectionId })
    expect(removed).toMatchObject(done)
    expect(await undo(moved.commandId)).toMatchObject(refusalOf('contradicts-later'))
    expect((await actionAt(store, 'harbour/2', { asAt: '2026-06-01' })).section).toBe('In the office')
    expect(await undo(removed.commandId)).toMatchObject(done)
    expect(await undo(moved.commandId)).toMatchObject(done)
  })

  test('a section is not removed before an action came into it', async () => {
    await accept(store, harbour({ ref: '1' }, { ref: '2' }))
    const { id: actionId, planId } = await actionAt(store, 'harbour/1')
    const sectionId = anId()
    await run('add-section', { planId, sectionId, title: 'At sea', on: '2026-04-01' })
    await run('edit-action', { actionId, sectionId, on: '2026-06-01' })
    const remove = (on: string) => run('remove-section', { planId, sectionId, on })
    expect(await remove('2026-05-01')).toMatchObject(refusalOf('contradicts-later'))
    expect(await remove('2026-06-01')).toMatchObject(refusalOf('section-not-empty'))
    expect(
      await run('add-section', { planId, sectionId: anId(), title: 'AT SEA', on: '2026-03-02' }),
    ).toMatchObject(refusalOf('contradicts-later'))
  })
})
