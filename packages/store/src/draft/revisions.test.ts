import type { Draft, DraftAction } from '@beatbook/domain'
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

const actions: Partial<DraftAction>[] = [
  { ref: '1', text: 'Walk the quay every night', level: 'amber' },
  { ref: '2', text: 'Open a desk in the harbour office' },
  { ref: '3', text: 'Meet the trawler owners monthly' },
]
const revised = harbour(
  { ...actions[0], level: 'green' },
  { ...actions[1] },
  { ref: '4', text: 'Paint the railings of the bridge' },
)

describe.each([forms[0], ...forms.slice(2)])('with a record $form', (form) => {
  let store: Store
  let plan: string
  beforeEach(async () => {
    store = await freshStore(form)
    plan = (await accept(store, harbour(...actions))).plans[0]?.id ?? ''
  })
  afterEach(() => store.close())

  const put = async (draft: Draft): Promise<string> => {
    const id = anId()
    await store.drafts.put({ id, author: 'ada', now: at(1), draft })
    return id
  }
  const acceptRevision = (
    draftId: string,
    rows: { row: string; choice: 'take' | 'leave' | 'withdraw' | 'add' }[] = [],
  ) =>
    store.commands.run(
      'accept-draft',
      { commandId: anId(), draftId, as: [{ plan: 'plan-1', as: 'revision', of: plan, rows }] },
      by('ada', 2),
    )

  test('a draft names the plan it seems to revise, and why', async () => {
    const same = await store.drafts.get(await put(harbour(...actions)), 'ada', at(1))
    expect(same?.proposals).toMatchObject([
      { plan: 'plan-1', of: plan, code: 'harbour', because: 'equal-content', matched: 3 },
    ])
    expect((await store.drafts.get(await put(revised), 'ada', at(1)))?.proposals).toMatchObject([
      { of: plan, because: 'title' },
    ])
    const other = harbour({ ref: '1', text: 'Count the sheep' }, { ref: '2', text: 'Mend the fence' })
    const elsewhere = { ...other, plans: other.plans.map((one) => ({ ...one, title: 'Moorland strategy' })) }
    expect((await store.drafts.get(await put(elsewhere), 'ada', at(1)))?.proposals).toEqual([])
  })

  test('an unchanged document writes nothing', async () => {
    const before = await actionAt(store, 'harbour/1')
    const outcome = await acceptRevision(await put(harbour(...actions)))
    expect(outcome).toMatchObject({
      ok: true,
      value: { unchanged: true, documentId: null, plans: [{ code: 'harbour' }] },
    })
    expect(await actionAt(store, 'harbour/1')).toEqual(before)
    expect(await store.documents.list()).toHaveLength(1)
  })

  test('a revision writes what is chosen and leaves the rest', async () => {
    const draft = await put(revised)
    const difference = await store.drafts.difference(draft, 'ada', 'plan-1', plan, at(1))
    if (!difference.ok) throw new Error(difference.error.code)
    expect(difference.value.rows.map((row) => [row.ref, row.kind])).toEqual([
      ['1', 'changed'],
      ['2', 'same'],
      ['4', 'new'],
      ['3', 'gone'],
    ])
    const gone = difference.value.rows.find((row) => row.kind === 'gone')?.row ?? ''
    const outcome = await acceptRevision(draft, [{ row: gone, choice: 'withdraw' }])
    expect(outcome).toMatchObject({ ok: true, value: { unchanged: false } })
    const rows = (await store.actions.list({ ...everything, withdrawn: 'with' })).rows
    expect(rows.map((row) => [row.ref, row.level, row.withdrawn]).sort()).toEqual([
      ['1', 'green', false],
      ['2', null, false],
      ['3', null, true],
      ['4', null, false],
    ])
    expect((await store.plans.get('harbour'))?.documents).toHaveLength(2)
  })

  test('an action that was moved to another plan is named there, and not added again', async () => {
    const to = anId()
    const add = { commandId: anId(), planId: to, title: 'Estates', kind: 'action-plan' as const }
    expect(await store.commands.run('add-plan', add, by('ada'))).toMatchObject({ ok: true })
    const section = { commandId: anId(), planId: to, sectionId: anId(), title: 'All', seen: {} }
    expect(await store.commands.run('add-section', section, by('ada'))).toMatchObject({ ok: true })
    const { id } = await actionAt(store, 'harbour/2')
    const move = { commandId: anId(), actionIds: [id], planId: to, reason: 'Theirs' }
    expect(await store.commands.run('move-actions', move, by('ada', 1))).toMatchObject({ ok: true })
    const draft = await put(
      harbour(
        { ...actions[0] },
        { ...actions[1], text: 'Open a second desk in the harbour office' },
        { ...actions[2] },
      ),
    )
    const difference = await store.drafts.difference(draft, 'ada', 'plan-1', plan, at(1))
    if (!difference.ok) throw new Error(difference.error.code)
    expect(difference.value.rows.map((row) => [row.ref, row.kind, row.proposed])).toEqual([
      ['1', 'same', 'leave'],
      ['2', 'moved', 'leave'],
      ['3', 'same', 'leave'],
    ])
    const address = difference.value.rows[1]?.action?.address ?? ''
    expect(await actionAt(store, address)).toMatchObject({ id, planCode: 'estates' })
    expect(await acceptRevision(draft)).toMatchObject({ ok: true })
    expect((await store.actions.list({ ...everything, plan: 'harbour' })).rows).toHaveLength(2)
  })

  test('what people changed since remains where the document did not change', async () => {
    const { id } = await actionAt(store, 'harbour/1')
    await store.commands.run('record-update', anUpdateOf(id, { level: 'red' }), by('ben'))
    expect(await acceptRevision(await put(harbour(...actions)))).toMatchObject({
      ok: true,
      value: { unchanged: true },
    })
    expect((await actionAt(store, 'harbour/1')).level).toBe('red')
  })

  test('a comparison with a missing plan or draft is refused', async () => {
    const draft = await put(revised)
    expect(await store.drafts.difference(draft, 'ada', 'plan-1', anId(), at(1))).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    })
    expect(await store.drafts.difference(draft, 'ada', 'plan-9', plan, at(1))).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    })
    expect(await store.drafts.difference(draft, 'ben', 'plan-1', plan, at(1))).toMatchObject({
      ok: false,
      error: { code: 'draft-not-found' },
    })
  })
})
