import type { CommandName } from '@beatbook/domain'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import {
  accept,
  actionAt,
  anId,
  anUpdateOf,
  at,
  by,
  everything,
  forms,
  freshStore,
  harbour,
} from '../testing.ts'

describe.each(forms)('with a record $form', (form) => {
  let store: Store
  let seconds: number
  let planId: string
  beforeEach(async () => {
    store = await freshStore(form)
    seconds = 0
    const owners = [{ name: 'Dock Team', duty: 'responsible' as const }]
    const draft = harbour({ ref: '1', level: 'red', owners }, { ref: '2' }, { ref: '3', owners })
    planId = (await accept(store, draft)).plans[0]?.id ?? ''
  })
  afterEach(() => store.close())

  const run = async (name: CommandName, input: object) => {
    const commandId = anId()
    const command = { commandId, seen: {}, ...input }
    return { commandId, answer: await store.commands.run(name, command as never, by('ada', ++seconds)) }
  }
  const done = { answer: { ok: true, value: { unchanged: false } } }
  const refused = (code: string) => ({ answer: { ok: false, error: { code } } })
  const refs = async (when: object = {}) =>
    (await store.actions.list({ ...everything, withdrawn: 'with', ...when })).rows.map(
      ({ address }) => address,
    )
  const sections = async (when: object = {}) =>
    (await store.plans.get(planId, when))?.sections.map(({ title }) => title)

  test('an archived plan is in no list or count, can be read, and is not changed until it is restored', async () => {
    const { id } = await actionAt(store, 'harbour/1')
    const update = anUpdateOf(id)
    expect(await run('record-update', update)).toMatchObject(done)
    const archived = await run('archive-plan', { planId, reason: 'Its period is over' })
    expect(archived).toMatchObject(done)
    const counts = async (when: object = {}) => [
      (await store.plans.list(when)).length,
      (await store.actions.list({ ...everything, limit: 1, ...when })).count,
      (await store.actions.list({ ...everything, limit: 1, owner: 'Dock Team', ...when })).count,
      (await store.actions.list({ ...everything, limit: 1, text: 'surgery', ...when })).count,
      (await store.parties.list({ sort: 'name', descending: false, limit: 9, ...when })).rows.find(
        ({ name }) => name === 'Dock Team',
      )?.actions ?? 0,
      (await store.rating.turning({ until: '2030-01-01', ...when })).length,
    ]
    expect(await counts()).toEqual([0, 0, 0, 0, 0, 0])
    expect(await counts({ asAt: by('ada').today })).toEqual([0, 0, 0, 0, 0, 0])
    expect((await counts({ asAt: '2026-11-01' })).slice(0, 3)).toEqual([1, 3, 2])
    expect((await counts({ knownAt: at(seconds - 1) })).slice(0, 3)).toEqual([1, 3, 2])
    expect(await store.plans.list({ archived: 'only' })).toMatchObject([
      { code: 'harbour', archived: true, counts: { actions: 3 } },
    ])
    expect(await store.plans.get('harbour')).toMatchObject({ archived: true, counts: { actions: 3 } })
    expect((await store.actions.list({ ...everything, plan: 'harbour' })).count).toBe(3)
    expect(await actionAt(store, 'harbour/1')).toMatchObject({ level: 'red' })

    expect(await run('record-update', anUpdateOf(id))).toMatchObject(refused('plan-archived'))
    expect(await run('edit-plan', { planId, title: 'Other' })).toMatchObject(refused('plan-archived'))
    expect(await run('undo-command', { undoes: update.commandId })).toMatchObject(refused('plan-archived'))
    expect(await run('archive-plan', { planId })).toMatchObject({ answer: { value: { unchanged: true } } })

    const restored = await run('restore-plan', { planId })
    expect(restored).toMatchObject(done)
    expect((await counts()).slice(0, 3)).toEqual([1, 3, 2])
    expect(await run('record-update', anUpdateOf(id))).toMatchObject(done)
    expect(await run('undo-command', { undoes: restored.commandId })).toMatchObject(done)
    expect(await store.plans.list()).toEqual([])
    expect(await run('undo-command', { undoes: archived.commandId })).toMatchObject(done)
    expect(await store.plans.list()).toHaveLength(1)
  })

  test('a former code leads to the plan and its actions, and is given to nothing else', async () => {
    const edited = await run('edit-plan', { planId, code: 'quays', on: '2026-06-01' })
    expect(edited).toMatchObject(done)
    expect(await refs()).toEqual(['quays/1', 'quays/2', 'quays/3'])
    for (const code of ['quays', 'harbour', 'HARBOUR'])
      expect(await store.plans.get(code)).toMatchObject({ id: planId, code: 'quays' })
    expect((await store.plans.get('quays', { asAt: '2026-05-01' }))?.code).toBe('harbour')
    expect((await actionAt(store, 'harbour/2')).address).toBe('quays/2')
    expect((await actionAt(store, 'quays/2')).next).toBe('quays/3')
    expect(await refs({ plan: 'harbour' })).toEqual(['quays/1', 'quays/2', 'quays/3'])
    const other = { planId: anId(), title: 'Other', kind: 'action-plan' }
    expect(await run('add-plan', { ...other, code: 'harbour' })).toMatchObject(refused('code-taken'))
    const again = harbour({ ref: '1' })
    const source = { ...again.source, pieces: [{ text: 'Another', place: { line: 1 } }] }
    expect((await accept(store, { ...again, source })).plans[0]?.code).toBe('harbour-2')
    expect(await run('edit-plan', { planId, code: 'harbour-2' })).toMatchObject(refused('code-taken'))
    expect(await run('undo-command', { undoes: edited.commandId })).toMatchObject(done)
    expect((await actionAt(store, 'quays/2')).address).toBe('harbour/2')
  })

  test('sections are moved, and their actions with them, as known from then on', async () => {
    const plan = await store.plans.get(planId)
    const [first, second] = plan?.sections.map(({ id }) => id) ?? []
    expect(await refs()).toEqual(['harbour/1', 'harbour/2', 'harbour/3'])
    const moved = await run('move-section', { planId, sectionId: second, beforeId: first, on: '2026-06-01' })
    expect(moved).toMatchObject(done)
    const order = ['harbour/3', 'harbour/1', 'harbour/2']
    expect(await sections()).toEqual(['In the office', 'On the street'])
    expect(await sections({ asAt: '2026-05-01' })).toEqual(['On the street', 'In the office'])
    expect(await refs()).toEqual(order)
    expect(await refs({ asAt: by('ada').today })).toEqual(order)
    expect(await refs({ owner: 'Dock Team' })).toEqual(['harbour/3', 'harbour/1'])
    expect(await refs({ knownAt: at(seconds - 1), asAt: by('ada').today })).toEqual(order.toSorted())
    expect(await actionAt(store, 'harbour/1')).toMatchObject({ previous: 'harbour/3', next: 'harbour/2' })
    expect(await run('undo-command', { undoes: moved.commandId })).toMatchObject(done)
    expect(await refs()).toEqual(order.toSorted())
  })

  test('a section is merged into another by one command, and one undo', async () => {
    const plan = await store.plans.get(planId)
    const [first, second] = plan?.sections.map(({ id }) => id) ?? []
    const { id } = await actionAt(store, 'harbour/2')
    await run('withdraw-action', { actionId: id, reason: 'Done elsewhere' })
    const merged = await run('merge-sections', { planId, sectionId: first, intoSectionId: second })
    expect(merged).toMatchObject(done)
    expect(await sections()).toEqual(['In the office'])
    expect((await store.plans.get(planId))?.sections[0]?.counts).toMatchObject({ actions: 2, withdrawn: 1 })
    expect(await refs()).toEqual(['harbour/1', 'harbour/2', 'harbour/3'])
    expect(await run('undo-command', { undoes: merged.commandId })).toMatchObject(done)
    expect(await sections()).toEqual(['On the street', 'In the office'])
    expect((await actionAt(store, 'harbour/1')).section).toBe('On the street')
  })

  test('sections of a large plan are moved after the command, in steps', async () => {
    const many = Array.from({ length: 450 }, (_, row) => ({ ref: String(row + 1) }))
    const draft = harbour(...many)
    const source = { ...draft.source, pieces: [{ text: 'Large', place: { line: 1 } }] }
    const code = (await accept(store, { ...draft, source })).plans[0]?.code ?? ''
    const large = await store.plans.get(code)
    const [one, two] = large?.sections.map((section) => section.id) ?? []
    expect(await run('move-section', { planId: large?.id, sectionId: two, beforeId: one })).toMatchObject(
      done,
    )
    const first = async () => (await store.actions.list({ ...everything, plan: code, limit: 2 })).rows
    await expect
      .poll(async () => (await first()).map(({ ref }) => ref), { timeout: 10_000 })
      .toEqual(['450', '1'])
  })

  test('what is not reported within the update period of its plan is silent', async () => {
    const party = (await store.work.parties('ada')).find(({ name }) => name === 'Dock Team')
    await store.work.answerFor('ada', [party?.id ?? ''])
    const { id } = await actionAt(store, 'harbour/1')
    await run('record-update', anUpdateOf(id, { on: '2026-11-01' }))
    const silent = async () => (await store.work.mine('ada')).silent.map(({ ref }) => ref)
    expect(await silent()).toEqual(['3'])
    await run('edit-plan', { planId, updatePeriod: 'fortnight' })
    expect((await silent()).toSorted()).toEqual(['1', '3'])
    await run('edit-plan', { planId, updatePeriod: 'year' })
    expect(await silent()).toEqual([])
  })
})
