import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { noted } from '@beatbook/domain'
import { aFinding } from '@beatbook/testkit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '../open.ts'
import { anId, at, by, forms, freshStore, harbour } from '../testing.ts'

const DAY = 86_400
const finding = aFinding(noted('several-levels', { columns: 'RAG, BRAG', read: 'RAG' }), {
  key: 'f1',
  severity: 'decide',
  choices: [
    { code: 'keep', args: {}, cautious: true, does: { change: 'keep' } },
    {
      code: 'use-red',
      args: {},
      cautious: false,
      does: { change: 'set-level', action: 'action-1', level: 'red' },
    },
  ],
})
const draft = { ...harbour({ ref: '1' }, { ref: '2' }), findings: [finding] }

describe.each([forms[0], ...forms.slice(2)])('with a record $form', (form) => {
  let store: Awaited<ReturnType<typeof freshStore>>
  let id: string
  beforeEach(async () => {
    store = await freshStore(form)
    id = anId()
    await store.drafts.put({ id, author: 'ada', now: at(0), draft })
  })
  afterEach(() => store.close())

  test('a draft is visible to its author only', async () => {
    expect(await store.drafts.list('ada', at(0))).toEqual([
      {
        id,
        name: 'harbour.txt',
        createdAt: at(0),
        plans: [{ key: 'plan-1', title: 'Harbour Delivery Plan', kind: 'delivery-plan', actions: 2 }],
        tables: 0,
        findings: 1,
      },
    ])
    expect(await store.drafts.get(id, 'ada', at(0))).toMatchObject({ draft, decisions: [], open: ['f1'] })
    expect(await store.drafts.list('ben', at(0))).toEqual([])
    expect(await store.drafts.get(id, 'ben', at(0))).toBeNull()
    expect(await store.drafts.decide(id, 'ben', [], at(0))).toMatchObject({
      ok: false,
      error: { code: 'draft-not-found' },
    })
    await store.drafts.discard(id, 'ben')
    expect(
      await store.commands.run('accept-draft', { commandId: anId(), draftId: id, as: [] }, by('ben')),
    ).toMatchObject({
      ok: false,
      error: { code: 'draft-not-found' },
    })
    expect(await store.drafts.get(id, 'ada', at(0))).not.toBeNull()
  })

  test('decisions are saved with the draft and applied to it, until they are withdrawn', async () => {
    const decided = await store.drafts.decide(id, 'ada', [{ finding: 'f1', choice: 'use-red' }], at(1))
    expect(decided).toMatchObject({
      ok: true,
      value: { decisions: [{ finding: 'f1', choice: 'use-red' }], open: [] },
    })
    const action = (await store.drafts.get(id, 'ada', at(2)))?.draft.plans[0]?.sections[0]?.actions[0]
    expect(action?.level).toBe('red')
    expect(await store.drafts.decide(id, 'ada', [{ finding: 'f1', choice: '' }], at(3))).toMatchObject({
      ok: true,
      value: { decisions: [], open: ['f1'] },
    })
  })

  test('a decision that fits no finding is refused and changes nothing', async () => {
    expect(
      await store.drafts.decide(id, 'ada', [{ finding: 'f1', choice: 'use-blue' }], at(1)),
    ).toMatchObject({ ok: false, error: { code: 'unknown-choice' } })
    expect(await store.drafts.get(id, 'ada', at(1))).toMatchObject({ decisions: [] })
  })

  test('an accepted draft is deleted, and its document saved with the decisions', async () => {
    await store.drafts.decide(id, 'ada', [{ finding: 'f1', choice: 'use-red' }], at(1))
    const accepted = await store.commands.run(
      'accept-draft',
      { commandId: anId(), draftId: id, as: [] },
      by('ada', 2),
    )
    expect(await store.drafts.list('ada', at(3))).toEqual([])
    const [document] = await store.documents.list()
    expect(document).toMatchObject({
      id: accepted.ok && accepted.value.documentId,
      name: 'harbour.txt',
      acceptedAt: at(2),
      by: 'ada',
      plans: [{ code: 'harbour', title: 'Harbour Delivery Plan' }],
      findings: 1,
    })
    expect(await store.documents.get(document?.id ?? '')).toMatchObject({
      decisions: [{ finding: 'f1', choice: 'use-red' }],
      draft: { source: draft.source },
    })
    expect(await store.documents.get(anId())).toBeNull()
  })

  test('a discarded draft is deleted, and nothing else is written', async () => {
    await store.drafts.discard(id, 'ada')
    expect(await store.drafts.get(id, 'ada', at(0))).toBeNull()
    expect(await store.plans.list()).toEqual([])
  })

  test('a draft expires after thirty days', async () => {
    expect(await store.drafts.get(id, 'ada', at(30 * DAY - 1))).not.toBeNull()
    expect(await store.drafts.get(id, 'ada', at(30 * DAY))).toBeNull()
    expect(await store.drafts.list('ada', at(30 * DAY))).toEqual([])
    expect(
      await store.commands.run(
        'accept-draft',
        { commandId: anId(), draftId: id, as: [] },
        by('ada', 30 * DAY),
      ),
    ).toMatchObject({
      ok: false,
      error: { code: 'draft-not-found' },
    })
  })
})

test('opening the record deletes expired drafts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
  const open = (now: string) =>
    openStore({ url: `sqlite:${join(folder, 'record.db')}`, thread: false, now: () => now })
  const store = await open(at(0))
  const [old, young] = [anId(), anId()]
  await store.drafts.put({ id: old, author: 'ada', now: at(0), draft })
  await store.drafts.put({ id: young, author: 'ada', now: at(DAY), draft })
  await store.close()
  const again = await open(at(30 * DAY))
  expect((await again.drafts.list('ada', at(0))).map((draft) => draft.id)).toEqual([young])
  await again.close()
  rmSync(folder, { recursive: true })
})
