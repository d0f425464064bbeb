import { draftLimits, ragPresets } from '@beatbook/domain'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import { accept, actionAt, anId, anUpdateOf, at, by, forms, freshStore, harbour } from '../testing.ts'

describe.each([forms[0], ...forms.slice(2)])('with a record $form', (form) => {
  let store: Store
  beforeEach(async () => {
    store = await freshStore(form)
  })
  afterEach(() => store.close())

  const draft = harbour({ ref: '1', text: 'Walk the quay' }, { ref: '2' })
  const put = async (given = draft, author = 'ada') => {
    const id = anId()
    await store.drafts.put({ id, author, now: at(0), draft: given })
    return id
  }
  const acceptDraft = (draftId: string, more: object = {}, author = 'ada') =>
    store.commands.run('accept-draft', { commandId: anId(), draftId, as: [], ...more }, by(author))

  test('an update id belongs to one action', async () => {
    await accept(store, draft)
    const [first, second] = await Promise.all(
      ['harbour/1', 'harbour/2'].map((address) => actionAt(store, address)),
    )
    const update = anUpdateOf(first?.id ?? '')
    const [one, other] = await Promise.all([
      store.commands.run('record-update', update, by('ada')),
      store.commands.run(
        'record-update',
        { ...update, commandId: anId(), actionId: second?.id ?? '' },
        by('ben'),
      ),
    ])
    expect([one.ok, other]).toMatchObject([
      true,
      { ok: false, error: { code: 'id-reused', args: { id: update.updateId } } },
    ])
    expect((await actionAt(store, 'harbour/2')).updates).toBe(0)
    expect(
      await store.commands.run('record-update', { ...update, commandId: anId() }, by('ada')),
    ).toMatchObject({
      ok: false,
      error: { code: 'command-reused' },
    })
    expect(await store.commands.run('record-update', update, by('ada'))).toMatchObject({
      ok: true,
      value: { repeated: true },
    })
  })

  test('an id of rules belongs to one code', async () => {
    const [preset] = ragPresets
    const ragRules = { ...preset, version: 0 }
    const ragRulesId = anId()
    const save = (code: string) =>
      store.commands.run(
        'save-rag-rules',
        { commandId: anId(), ragRulesId, ragRules: { ...ragRules, code } } as never,
        by('ada'),
      )
    expect(await save('ours')).toMatchObject({ ok: true })
    expect(await save('theirs')).toMatchObject({ ok: false, error: { code: 'id-reused' } })
  })

  test('a document accepted four times at once becomes one plan, and the other answers name it', async () => {
    const drafts = await Promise.all([
      put(),
      put({ ...draft, source: { ...draft.source, name: 'Renamed.txt' } }),
      put(draft, 'ben'),
      put(),
    ])
    const answers = await Promise.all(
      drafts.map((id, index) => acceptDraft(id, {}, index === 2 ? 'ben' : 'ada')),
    )
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(answers.filter((answer) => !answer.ok)).toEqual(
      Array(3).fill({ ok: false, error: { code: 'same-document', args: { code: 'harbour' } } }),
    )
    expect((await store.plans.list()).map((plan) => plan.code)).toEqual(['harbour'])
    expect(await store.drafts.list('ada', at(1))).toHaveLength(answers[2]?.ok ? 3 : 2)
  })

  test('accepting it again as another plan must be requested; a revision is not another plan', async () => {
    const first = await accept(store, draft)
    const id = await put()
    expect(await acceptDraft(id)).toMatchObject({ ok: false, error: { code: 'same-document' } })
    expect(await acceptDraft(id, { again: true })).toMatchObject({
      ok: true,
      value: { plans: [{ code: 'harbour-2' }] },
    })
    const as = [{ plan: 'plan-1', as: 'revision' as const, of: first.plans[0]?.id ?? '', rows: [] }]
    expect(await acceptDraft(await put(), { as })).toMatchObject({ ok: true, value: { unchanged: true } })
    expect(
      await acceptDraft(await put(harbour({ ref: '1', text: 'Walk the other quay' }, { ref: '2' }))),
    ).toMatchObject({ ok: true })
  })

  test('a person has at most fifty drafts, however many are saved at once, independently of other people', async () => {
    const many = await Promise.all(
      Array.from({ length: draftLimits.count + 10 }, () =>
        store.drafts.put({ id: anId(), author: 'ada', now: at(0), draft }),
      ),
    )
    const refused = many.filter((answer) => !answer.ok)
    expect(refused).toEqual(
      Array(10).fill({ ok: false, error: { code: 'drafts-full', args: { limit: 50 } } }),
    )
    expect(await store.drafts.list('ada', at(1))).toHaveLength(50)
    expect(await store.drafts.put({ id: anId(), author: 'ben', now: at(0), draft })).toEqual({
      ok: true,
      value: null,
    })
    const [one] = await store.drafts.list('ada', at(1))
    await store.drafts.discard(one?.id ?? '', 'ada')
    expect((await store.drafts.put({ id: anId(), author: 'ada', now: at(0), draft })).ok).toBe(true)
    // Thirty days later they have expired.
    expect((await store.drafts.put({ id: anId(), author: 'ada', now: at(31 * 86_400), draft })).ok).toBe(true)
  })
})
