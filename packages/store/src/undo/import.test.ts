import type { Draft } from '@beatbook/domain'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import {
  accept,
  actionAt,
  anId,
  anUpdateOf,
  by,
  everyForm,
  everything,
  freshStore,
  harbour,
} from '../testing.ts'

const owner = (name: string) => ({ owners: [{ name, duty: 'responsible' as const }] })

const titled = (title: string, draft: Draft): Draft => ({
  ...draft,
  source: { ...draft.source, pieces: [{ text: title, place: { line: 1 } }, ...draft.source.pieces.slice(1)] },
  plans: draft.plans.map((plan) => ({ ...plan, title })),
})

const large = (actions = 225) =>
  titled(
    'Harbour Delivery Plan',
    harbour(
      ...Array.from({ length: actions }, (_, row) => ({
        ref: String(row + 1),
        text: `Walk quay ${row + 1}`,
        level: row % 5 === 0 ? ('red' as const) : ('green' as const),
        ...owner(`Watch ${row % 9}`),
      })),
    ),
  )

describe.each(everyForm)('with a record $form', (form) => {
  let store: Store
  let seconds: number
  beforeEach(async () => {
    store = await freshStore(form)
    seconds = 1
    await accept(
      store,
      titled('Pier Plan', harbour({ ref: '1', ...owner('Dock Team') }, { ref: '2', ...owner('Dock Team') })),
    )
  })
  afterEach(() => store.close())

  const run = (name: Parameters<Store['commands']['run']>[0], input: object, actor = 'ada') =>
    store.commands.run(name, input as never, by(actor, ++seconds))
  const undo = (undoes: string, more: object = {}) => {
    const commandId = anId()
    return run('undo-command', { commandId, undoes, ...more }).then((answer) => ({ answer, commandId }))
  }
  /** The command that accepted the plan of an action. */
  const importOf = async (address: string): Promise<string> => {
    const history = await store.actions.history(address)
    return history.ok ? (history.value[0]?.commandId ?? '') : ''
  }
  const documentId = async () =>
    (await store.documents.list()).find(({ plans }) => plans.some(({ code }) => code === 'harbour'))?.id ?? ''
  const shown = async () => ({
    plans: (await store.plans.list()).map(({ code, counts }) => [code, counts.actions]),
    listed: (await store.actions.list({ ...everything, limit: 1 })).count,
    late: (await store.actions.list({ ...everything, limit: 1, levels: ['red'] })).count,
    found: (await store.actions.list({ ...everything, limit: 1, text: 'walk quay' })).count,
    owned: (await store.actions.list({ ...everything, limit: 1, owner: 'Watch 3' })).count,
    owners: (await store.work.parties('ada')).map(({ name, actions }) => [name, actions]),
  })

  test.each([9, 225])('an import of %i actions is undone, redone and undone again', async (actions) => {
    const before = await shown()
    await accept(store, large(actions))
    const after = await shown()
    const first = await undo(await importOf('harbour/1'), { reason: 'The wrong file' })
    expect(first.answer).toMatchObject({ ok: true, value: { unchanged: false } })
    expect(await shown()).toEqual(before)
    expect(await store.plans.get('harbour')).toBeNull()
    // The document stays.
    expect(await store.documents.list()).toHaveLength(2)
    expect(await store.commands.previewUndo(await documentId(), by('ada', ++seconds))).toMatchObject({
      ok: true,
      value: { commandId: first.commandId, undone: true, actions, dependents: [], owners: { length: 9 } },
    })
    const redone = await undo(first.commandId)
    expect(await store.commands.previewUndo(await documentId(), by('ada', ++seconds))).toMatchObject({
      ok: true,
      value: { undone: false, actions, dependents: [] },
    })
    expect(redone.answer).toMatchObject({ ok: true })
    expect(await shown()).toEqual(after)
    const again = await undo(redone.commandId)
    expect(again.answer).toMatchObject({ ok: true })
    expect(await shown()).toEqual(before)
  })

  test('what was known before a large import was undone, and between, has all of it or nothing', async () => {
    await accept(store, large())
    const instants: string[] = []
    store.commands.onChange(({ recordedAt }) => instants.push(recordedAt))
    const { answer } = await undo(await importOf('harbour/1'))
    expect(answer.ok).toBe(true)
    const counted = async (knownAt: string) => ({
      listed: (await store.actions.list({ ...everything, limit: 1, asAt: '2026-11-01', knownAt })).count,
      plans: (await store.plans.list({ asAt: '2026-11-01', knownAt })).reduce(
        (sum, { counts }) => sum + counts.actions,
        0,
      ),
    })
    const [first = ''] = instants
    const justBefore = new Date(Date.parse(first) - 1).toISOString()
    expect(await counted(justBefore)).toEqual({ listed: 227, plans: 227 })
    for (const knownAt of instants) expect(await counted(knownAt)).toEqual({ listed: 2, plans: 2 })
  })

  test('nobody sees part of an undo or a redo, and others write meanwhile', async () => {
    const before = await shown()
    await accept(store, large())
    const after = await shown()
    const { id } = await actionAt(store, 'pier/1')
    let updates = 0
    const watched = async (undoes: string) => {
      let isDone = false
      const undoing = undo(undoes).finally(() => {
        isDone = true
      })
      while (!isDone) {
        const look = await shown()
        for (const name of ['listed', 'late', 'found', 'owned', 'plans'] as const)
          expect([before[name], after[name]]).toContainEqual(look[name])
        if ((await run('record-update', anUpdateOf(id))).ok) updates += 1
      }
      return undoing
    }
    const undone = await watched(await importOf('harbour/1'))
    expect(undone.answer).toMatchObject({ ok: true })
    expect((await watched(undone.commandId)).answer).toMatchObject({ ok: true })
    expect((await shown()).listed).toBe(after.listed)
    expect(updates).toBeGreaterThan(0)
  })

  test.each([9, 225])(
    'what rests on an import of %i actions is named; the rest can be undone',
    async (actions) => {
      await accept(store, large(actions))
      const commandId = await importOf('harbour/1')
      const { id } = await actionAt(store, 'harbour/4')
      const updated = anUpdateOf(id)
      await run('record-update', updated, 'ben')
      const planId = (await store.plans.get('harbour'))?.id ?? ''
      const section = (await store.plans.get('harbour'))?.sections[0]?.id ?? ''
      const added = { commandId: anId(), actionId: anId() }
      const isAdded = await run(
        'add-action',
        { ...added, planId, sectionId: section, words: 'By hand' },
        'ben',
      )
      expect(isAdded).toMatchObject({ ok: true })
      const { answer } = await undo(commandId)
      expect(answer).toMatchObject({
        ok: false,
        error: {
          code: 'import-needed',
          args: {
            dependents: [
              { id: added.actionId, type: 'action-added', actor: 'ben', commandId: added.commandId },
              { id, ref: '4', type: 'update-recorded', actor: 'ben', commandId: updated.commandId },
            ],
            count: 2,
            rest: actions - 1,
          },
        },
      })
      const preview = await store.commands.previewUndo(await documentId(), by('ada', ++seconds))
      expect(preview).toMatchObject({
        ok: true,
        value: {
          commandId,
          undone: false,
          by: { id: 'ada' },
          plans: [{ code: 'harbour', whole: true }],
          actions,
          changed: 0,
          owners: Array.from({ length: 9 }, (_, at) => `Watch ${at}`),
          dependents: [
            { kind: 'action', text: 'By hand', command: 'add-action', by: { id: 'ben' } },
            { kind: 'action', address: 'harbour/4', text: 'Walk quay 4', command: 'record-update' },
          ],
          count: 2,
          rest: actions - 1,
        },
      })
      const rest = await undo(commandId, { rest: true })
      expect(rest.answer).toMatchObject({ ok: true })
      const { rows } = await store.actions.list({ ...everything, plan: 'harbour' })
      expect(rows.map(({ text }) => text).sort()).toEqual(['By hand', 'Walk quay 4'])
      expect((await undo(rest.commandId)).answer).toMatchObject({ ok: true })
      expect((await store.plans.get('harbour'))?.counts.actions).toBe(actions + 1)
    },
  )

  test('an owner that somebody gave work to since stays', async () => {
    await accept(store, large(9))
    const commandId = await importOf('harbour/1')
    const { id } = await actionAt(store, 'pier/2')
    const edit = { commandId: anId(), actionId: id, owners: [{ name: 'Watch 3' }], seen: {} }
    expect(await run('edit-action', edit)).toMatchObject({ ok: true })
    expect(await store.commands.previewUndo(await documentId(), by('ada', ++seconds))).toMatchObject({
      ok: true,
      value: { dependents: [], staying: ['Watch 3'] },
    })
    expect((await undo(commandId)).answer).toMatchObject({ ok: true })
    expect((await shown()).owners).toEqual([
      ['Dock Team', 1],
      ['Watch 3', 1],
    ])
  })

  test('a revision is undone, and the plan has what it had before', async () => {
    const first = await accept(
      store,
      titled('Harbour Delivery Plan', harbour({ ref: '1', text: 'Walk' }, { ref: '2' })),
    )
    const of = first.plans[0]?.id ?? ''
    const draftId = anId()
    const draft = titled('Harbour, again', harbour({ ref: '1', text: 'Walk the quay' }, { ref: '2' }))
    await store.drafts.put({ id: draftId, author: 'ada', now: by('ada').now, draft })
    const commandId = anId()
    const difference = await store.drafts.difference(draftId, 'ada', 'plan-1', of, by('ada').now)
    const rows = difference.ok
      ? difference.value.rows.map(({ row }) => ({ row, choice: 'take' as const }))
      : []
    const as = [{ plan: 'plan-1', as: 'revision', of, rows }]
    expect(await run('accept-draft', { commandId, draftId, as })).toMatchObject({ ok: true })
    expect((await actionAt(store, 'harbour/1')).text).toBe('Walk the quay')
    expect((await undo(commandId)).answer).toMatchObject({ ok: true })
    expect((await actionAt(store, 'harbour/1')).text).toBe('Walk')
    expect((await store.plans.get('harbour'))?.documents).toHaveLength(1)
  })
})
