import type { ChangePreviewRow } from '@beatbook/contract'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import { accept, actionAt, anId, anUpdateOf, by, forms, freshStore, harbour } from '../testing.ts'

describe.each(forms)('a change of several actions in a record $form', (form) => {
  let store: Store
  let planId: string
  let ids: string[]
  beforeEach(async () => {
    store = await freshStore(form)
    await accept(store, harbour({ ref: '1' }, { ref: '2' }, { ref: '3' }))
    const rows = await Promise.all(['1', '2', '3'].map((ref) => actionAt(store, `harbour/${ref}`)))
    ids = rows.map(({ id }) => id)
    planId = rows[0]?.planId ?? ''
  })
  afterEach(() => store.close())

  const rowsOf = (some: readonly string[] = ids) =>
    some.map((actionId) => ({ actionId, seen: {}, columnsSeen: {} }))
  const change = (given: object, rows: readonly object[] = rowsOf(), minute = 5) =>
    store.commands.run(
      'change-actions',
      { commandId: anId(), planId, rows: [...rows] as never, ...given },
      by('ada', minute),
    )
  const preview = (given: object, rows: readonly object[] = rowsOf()) =>
    store.commands.previewChange(
      { commandId: planId, planId, rows: [...rows] as never, ...given },
      by('ada', 4),
    )
  const sent = (rows: readonly ChangePreviewRow[]) =>
    rows.map(({ actionId, seen, columnsSeen }) => ({ actionId, seen, columnsSeen }))

  test('is previewed and saved as one command with one notice, and undone as one', async () => {
    const given = { level: 'green' as const, owners: [{ name: 'Fleet' }], update: 'Reviewed' }
    const before = await preview(given)
    expect(before.rows).toMatchObject(
      ['1', '2', '3'].map((ref) => ({
        ref,
        before: { level: null },
        after: { level: 'green', owners: [{ name: 'Fleet' }], update: 'Reviewed' },
        refusal: null,
      })),
    )
    // A preview records nothing.
    expect((await actionAt(store, 'harbour/1')).level).toBeNull()
    let notices = 0
    const stop = store.commands.onChange(({ actions }) => {
      notices++
      expect([...actions].sort()).toEqual([...ids].sort())
    })
    const commandId = anId()
    const saved = await change({ ...given, commandId }, sent(before.rows))
    expect(saved).toMatchObject({ ok: true, value: { unchanged: false } })
    expect(notices).toBe(1)
    stop()
    for (const ref of ['1', '2', '3'])
      expect(await actionAt(store, `harbour/${ref}`)).toMatchObject({
        level: 'green',
        owners: [{ name: 'Fleet' }],
        lastUpdate: { text: 'Reviewed' },
      })
    expect((await store.plans.get('harbour'))?.counts.levels).toMatchObject({ green: 3 })
    expect(await change({ level: 'green' }, rowsOf(), 6)).toMatchObject({ value: { unchanged: true } })
    const undo = { commandId: anId(), undoes: commandId }
    expect(await store.commands.run('undo-command', undo, by('ada', 7))).toMatchObject({ ok: true })
    expect((await store.plans.get('harbour'))?.counts.levels).toMatchObject({ green: 0 })
    const redo = { commandId: anId(), undoes: undo.commandId }
    expect(await store.commands.run('undo-command', redo, by('ada', 8))).toMatchObject({ ok: true })
    expect((await store.plans.get('harbour'))?.counts.levels).toMatchObject({ green: 3 })
  })

  test('names what somebody changed in between, saves the rest, and is undone in what nobody changed since', async () => {
    const given = { level: 'green' as const }
    const { rows } = await preview(given)
    const [first = '', second = ''] = ids
    await store.commands.run('record-update', anUpdateOf(first, { level: 'red' }), by('ben', 5))
    expect(await change(given, sent(rows), 6)).toMatchObject({
      error: { code: 'rows-refused', args: { of: 3, rows: [{ id: first, because: { code: 'stale' } }] } },
    })
    const commandId = anId()
    expect(await change({ ...given, commandId }, sent(rows.slice(1)), 7)).toMatchObject({ ok: true })
    const later = anUpdateOf(second, { level: 'amber' })
    await store.commands.run('record-update', later, by('ben', 8))
    const undo = (more: object, minute: number) =>
      store.commands.run('undo-command', { commandId: anId(), undoes: commandId, ...more }, by('ada', minute))
    expect(await undo({}, 9)).toMatchObject({
      error: { code: 'undo-partly', args: { of: 2, rows: [{ id: second, ref: '2' }] } },
    })
    expect(await undo({ rest: true }, 10)).toMatchObject({ ok: true })
    const levels = await Promise.all(
      ['1', '2', '3'].map(async (ref) => (await actionAt(store, `harbour/${ref}`)).level),
    )
    expect(levels).toEqual(['red', 'amber', null])
  })

  test('a party that it added stays where another action has it since', async () => {
    const commandId = anId()
    await change({ commandId, owners: [{ name: 'Fleet' }] }, rowsOf(ids.slice(0, 2)))
    await change({ owners: [{ name: 'Fleet' }] }, rowsOf(ids.slice(2)), 6)
    const undo = { commandId: anId(), undoes: commandId }
    expect(await store.commands.run('undo-command', undo, by('ada', 7))).toMatchObject({ ok: true })
    expect((await actionAt(store, 'harbour/1')).owners).toMatchObject([{ name: 'Engagement Team' }])
    expect((await actionAt(store, 'harbour/3')).owners).toMatchObject([{ name: 'Fleet' }])
  })

  test('an action of another plan is not found, and addresses are given once', async () => {
    expect((await preview({ level: 'green' }, rowsOf([anId()]))).rows).toMatchObject([
      { ref: null, refusal: { code: 'not-found' } },
    ])
    expect(await change({ ref: '7' })).toMatchObject({ ok: true })
    expect((await actionAt(store, 'harbour/7~3')).id).toBe(ids[2])
    expect(
      await change(
        {},
        rowsOf().map((row, at) => ({ ...row, ref: String(3 - at) })),
        6,
      ),
    ).toMatchObject({
      ok: true,
    })
    expect((await actionAt(store, 'harbour/3~2')).id).toBe(ids[0])
  })
})
