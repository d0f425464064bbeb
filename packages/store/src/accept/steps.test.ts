import type { Outcome } from '@beatbook/contract'
import type { Draft, Refusal, Result } from '@beatbook/domain'
import { readTimescale } from '@beatbook/domain'
import { anUpdate } from '@beatbook/testkit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import {
  accept,
  actionAt,
  anId,
  anUpdateOf,
  at,
  by,
  everyForm,
  everything,
  freshStore,
  harbour,
} from '../testing.ts'

const ACTIONS = 225

/** A document of many actions, half of them due before today, of nine owners, one of whom is new in each part. */
const large = (title = 'Harbour Delivery Plan', given: (row: number) => object = () => ({})): Draft => {
  const draft = harbour(
    ...Array.from({ length: ACTIONS }, (_, row) => ({
      key: `row-${row}`,
      ref: String(row + 1),
      text: `Walk quay ${row + 1}`,
      owners: [{ name: `Watch ${row % 9}`, duty: 'responsible' as const }],
      timescale: readTimescale(row % 2 === 0 ? 'by 31 March 2026' : 'by 31 March 2027').timescale,
      level: row % 5 === 0 ? ('red' as const) : ('green' as const),
      updates: [anUpdate({ on: '2026-02-03', text: `Begun at quay ${row + 1}`, from: [row + 1] })],
      ...given(row),
    })),
  )
  return { ...draft, plans: draft.plans.map((plan) => ({ ...plan, title })) }
}

describe.each(everyForm)('with a record $form', (form) => {
  let store: Store
  beforeEach(async () => {
    store = await freshStore(form)
  })
  afterEach(() => store.close())

  const put = async (draft: Draft, author = 'ada'): Promise<string> => {
    const id = anId()
    expect(await store.drafts.put({ id, author, now: at(0), draft })).toMatchObject({ ok: true })
    return id
  }
  const acceptDraft = (draftId: string, more: object = {}): Promise<Result<Outcome, Refusal>> =>
    store.commands.run('accept-draft', { commandId: anId(), draftId, as: [], ...more }, by('ada', 1))

  /** How many actions, plans and documents each question shows. */
  const seen = async (): Promise<Record<string, number>> => {
    const [plan] = (await store.plans.list()).filter(({ code }) => code === 'harbour')
    const counted = async (question: object) =>
      (await store.actions.list({ ...everything, limit: 1, ...question })).count
    const owner = (await store.work.parties('ada')).find(({ name }) => name === 'Watch 3')
    return {
      plans: plan === undefined ? 0 : 1,
      actions: plan?.counts.actions ?? 0,
      listed: await counted({}),
      late: await counted({ computed: ['red'] }),
      disagreeing: await counted({ disagrees: true }),
      worded: await counted({ text: 'begun quay' }),
      owned: await counted({ owner: 'watch 3' }),
      dated: await counted({ asAt: '2026-10-01' }),
      addressed: (await store.actions.get('harbour/7')).ok ? 1 : 0,
      found: (await store.actions.get('224')).ok ? 1 : 0,
      turning: (await store.rating.turning({ until: '2027-12-31' })).length,
      documents: (await store.documents.list()).length,
      owners: owner?.actions ?? 0,
    }
  }

  test('nobody sees part of it, and others write meanwhile', async () => {
    await accept(store, { ...harbour({ ref: '1' }, { ref: '2' }), plans: [...small('Pier Plan').plans] })
    const before = await seen()
    const { id } = await actionAt(store, 'pier/1')
    const changes: (readonly string[])[] = []
    store.commands.onChange(({ plans }) => changes.push(plans))
    let isDone = false
    const accepting = acceptDraft(await put(large())).finally(() => {
      isDone = true
    })
    const looks: Record<string, number>[] = []
    let updates = 0
    while (!isDone) {
      looks.push(await seen())
      const updated = await store.commands.run('record-update', anUpdateOf(id), by('ben', 2))
      if (updated.ok) updates += 1
    }
    const accepted = await accepting
    expect(accepted).toMatchObject({ ok: true, value: { plans: [{ code: 'harbour' }], unchanged: false } })
    const after = await seen()
    expect(after).toMatchObject({ plans: 1, actions: ACTIONS, owned: 25, owners: 25, documents: 2, found: 1 })
    expect(after.listed).toBe((before.listed ?? 0) + ACTIONS)
    for (const look of looks)
      for (const [name, count] of Object.entries(look)) expect([before[name], after[name]]).toContain(count)
    expect(updates).toBeGreaterThan(0)
    // Its plan is named by one change only, the last.
    const harbourId = accepted.ok ? accepted.value.plans[0]?.id : undefined
    expect(changes.filter((plans) => plans.includes(harbourId ?? ''))).toHaveLength(1)
  })

  test('what was known before it was accepted has none of it', async () => {
    const first = await accept(store, small('Pier Plan'))
    expect(first.plans).toHaveLength(1)
    const changes: string[] = []
    store.commands.onChange(({ recordedAt }) => changes.push(recordedAt))
    expect(await acceptDraft(await put(large()))).toMatchObject({ ok: true })
    const [known = ''] = changes
    const listed = async (knownAt: string) =>
      (await store.actions.list({ ...everything, asAt: '2026-11-01', knownAt })).count
    expect(await listed(known)).toBe(ACTIONS + 2)
    const earlier = new Date(Date.parse(known) - 1).toISOString()
    expect(await listed(earlier)).toBe(2)
    expect((await store.actions.get('harbour/1', { asAt: '2026-11-01', knownAt: earlier })).ok).toBe(false)
    expect(await store.plans.get('harbour', { knownAt: earlier })).toBeNull()
    expect(await store.rating.turning({ until: '2028-01-01', knownAt: earlier })).toHaveLength(
      (await store.rating.turning({ until: '2028-01-01', knownAt: earlier, plan: 'pier' })).length,
    )
  })

  test('a code that is taken meanwhile is not given twice, and one that was chosen is refused', async () => {
    const [proposed, chosen] = await Promise.all([put(large()), put(large('Another plan'))])
    const [one, , other] = await Promise.all([
      acceptDraft(proposed),
      accept(store, small('Harbour Delivery Plan')),
      acceptDraft(chosen, { as: [{ plan: 'plan-1', as: 'new', code: 'harbour' }] }),
    ])
    const codes = (await store.plans.list()).map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    expect(one).toMatchObject({ ok: true })
    expect(codes).toContain('harbour')
    if (!other.ok) expect(other.error).toMatchObject({ code: 'code-taken' })
    const { count } = await store.actions.list({ ...everything, limit: 1 })
    expect(count).toBe((other.ok ? 2 : 1) * ACTIONS + 2)
  })

  test('the same name that is added meanwhile is one party', async () => {
    const [draft] = await Promise.all([put(large())])
    const watch = { name: 'watch 3', duty: 'responsible' as const }
    const [one] = await Promise.all([
      acceptDraft(draft),
      accept(store, small('Pier Plan', { owners: [watch] })),
    ])
    expect(one).toMatchObject({ ok: true })
    const parties = (await store.work.parties('ada')).filter(({ name }) => /^watch 3$/i.test(name))
    expect(parties).toHaveLength(1)
    expect(parties[0]?.actions).toBe(ACTIONS / 9 + 2)
  })

  test('a draft that is discarded meanwhile is not accepted, and nothing is left of it', async () => {
    const draftId = await put(large())
    const [answer] = await Promise.all([acceptDraft(draftId), store.drafts.discard(draftId, 'ada')])
    const { count } = await store.actions.list({ ...everything, limit: 1 })
    if (answer.ok) expect(count).toBe(ACTIONS)
    else {
      expect(answer.error).toMatchObject({ code: 'draft-not-found' })
      expect([count, await store.plans.list(), await store.documents.list()]).toEqual([0, [], []])
    }
    expect(await store.drafts.list('ada', at(1))).toEqual([])
  })

  test('a command that is sent twice is carried out once', async () => {
    const draftId = await put(large())
    const commandId = anId()
    const [one, other] = await Promise.all([
      acceptDraft(draftId, { commandId }),
      acceptDraft(draftId, { commandId }),
    ])
    expect([one, other]).toMatchObject([
      { ok: true, value: { repeated: false } },
      { ok: true, value: { repeated: true } },
    ])
    expect((await store.actions.list({ ...everything, limit: 1 })).count).toBe(ACTIONS)
  })

  test('one of more than a thousand actions is decided in a thread of its own, where there is one', async () => {
    const draft = harbour(...Array.from({ length: 1_050 }, (_, row) => ({ ref: String(row + 1) })))
    expect(await acceptDraft(await put(draft))).toMatchObject({ ok: true, value: { unchanged: false } })
    expect((await store.plans.list()).map((plan) => plan.counts.actions)).toEqual([1_050])
    const refused = { ...draft, source: { ...draft.source, name: 'Again' } }
    expect(await acceptDraft(await put(refused))).toMatchObject({
      ok: false,
      error: { code: 'same-document' },
    })
  })

  test('a large revision is recorded in parts, all of one command', async () => {
    const first = await accept(store, large())
    const of = first.plans[0]?.id ?? ''
    const revised = large('Harbour Delivery Plan', (row) => ({ text: `Walk the new quay ${row + 1}` }))
    const source = { ...revised.source, pieces: [{ text: 'Harbour, again', place: { line: 1 } }] }
    const draftId = await put({ ...revised, source })
    const difference = await store.drafts.difference(draftId, 'ada', 'plan-1', of, at(1))
    if (!difference.ok) throw new Error(difference.error.code)
    const rows = difference.value.rows.map(({ row }) => ({ row, choice: 'take' as const }))
    const accepted = await acceptDraft(draftId, { as: [{ plan: 'plan-1', as: 'revision', of, rows }] })
    expect(accepted).toMatchObject({ ok: true, value: { unchanged: false } })
    const { count } = await store.actions.list({ ...everything, limit: 1, text: 'the new quay' })
    expect(count).toBe(ACTIONS)
    expect((await store.plans.list()).map((plan) => plan.counts.actions)).toEqual([ACTIONS])
    expect(await store.documents.list()).toHaveLength(2)
  })
})

/** A document of two actions, which is accepted at once. */
const small = (title: string, given: object = {}): Draft => {
  const draft = harbour({ ref: '1', ...given }, { ref: '2', ...given })
  return {
    ...draft,
    source: { ...draft.source, pieces: [{ text: title, place: { line: 1 } }] },
    plans: draft.plans.map((plan) => ({ ...plan, title })),
  }
}
