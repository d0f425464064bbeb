import type { Change } from '@beatbook/contract'
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

describe.each(everyForm)('with a record $form', (form) => {
  let store: Store
  let id: string
  beforeEach(async () => {
    store = await freshStore(form)
    await accept(store, harbour({ ref: '1' }, { ref: '2' }))
    id = (await actionAt(store, 'harbour/1')).id
  })
  afterEach(() => store.close())

  test('an update is visible at once, and the action before it does not change', async () => {
    const outcome = await store.commands.run(
      'record-update',
      anUpdateOf(id, { on: '2026-05-01', level: 'green' }),
      by('ada', 5),
    )
    expect(outcome).toMatchObject({ ok: true, value: { repeated: false, unchanged: false } })
    expect(await actionAt(store, 'harbour/1')).toMatchObject({
      level: 'green',
      updates: 1,
      lastUpdate: { on: '2026-05-01', text: 'Two walks a week' },
    })
    expect(await actionAt(store, 'harbour/1', { asAt: '2026-04-30' })).toMatchObject({
      level: null,
      updates: 0,
      lastUpdate: null,
    })
  })

  test('an update is known from the instant at which it was recorded, not a millisecond earlier', async () => {
    const recordedAt = by('ada', 5).now
    await store.commands.run('record-update', anUpdateOf(id, { level: 'green' }), by('ada', 5))
    const before = new Date(Date.parse(recordedAt) - 1).toISOString()
    expect(await actionAt(store, 'harbour/1', { knownAt: recordedAt })).toMatchObject({
      level: 'green',
      updates: 1,
    })
    expect(await actionAt(store, 'harbour/1', { knownAt: before })).toMatchObject({ level: null, updates: 0 })
  })

  test('a command sent twice happens once', async () => {
    const update = anUpdateOf(id)
    const first = await store.commands.run('record-update', update, by('ada'))
    const second = await store.commands.run('record-update', update, by('ada', 9))
    expect(first.ok && second).toEqual({ ok: true, value: { ...(first.ok && first.value), repeated: true } })
    expect((await actionAt(store, 'harbour/1')).updates).toBe(1)
  })

  test.each([
    ['with other content', {}, { text: 'Three walks a week' }, 'ada'],
    ['by somebody else', {}, {}, 'ben'],
  ])('a command id that comes again %s is refused', async (_, first, then, actor) => {
    const update = anUpdateOf(id, first)
    await store.commands.run('record-update', update, by('ada'))
    expect(await store.commands.run('record-update', { ...update, ...then }, by(actor))).toMatchObject({
      ok: false,
      error: { code: 'command-reused' },
    })
    expect(await actionAt(store, 'harbour/1')).toMatchObject({
      updates: 1,
      lastUpdate: { text: 'Two walks a week' },
    })
  })

  test('two people who change the same field never overwrite each other in silence', async () => {
    const seen = { level: (await actionAt(store, 'harbour/1')).touched.level }
    const [ada, ben] = await Promise.all([
      store.commands.run('record-update', anUpdateOf(id, { level: 'green', seen }), by('ada')),
      store.commands.run('record-update', anUpdateOf(id, { level: 'red', seen }), by('ben')),
    ])
    expect(ada).toMatchObject({ ok: true })
    expect(ben).toMatchObject({ ok: false, error: { code: 'stale', args: { fields: ['level'] } } })
    expect((await actionAt(store, 'harbour/1')).level).toBe('green')
  })

  test('two people who add words to the same action do not conflict', async () => {
    const both = await Promise.all(
      ['ada', 'ben'].map((actor) =>
        store.commands.run('record-update', anUpdateOf(id, { text: `Said by ${actor}` }), by(actor)),
      ),
    )
    expect(both).toMatchObject([{ ok: true }, { ok: true }])
    expect((await actionAt(store, 'harbour/1')).updates).toBe(2)
  })

  test('a refusal among commands sent together fails alone', async () => {
    const [first, refused, last] = await Promise.all([
      store.commands.run('record-update', anUpdateOf(id), by('ada')),
      store.commands.run('record-update', anUpdateOf(anId()), by('ada')),
      store.commands.run('record-update', anUpdateOf(id), by('ada')),
    ])
    expect([first, refused, last]).toMatchObject([
      { ok: true },
      { ok: false, error: { code: 'not-found' } },
      { ok: true },
    ])
    expect((await actionAt(store, 'harbour/1')).updates).toBe(2)
  })

  test('a failure among commands sent together stores nothing and does not affect the others', async () => {
    // An event id is unique: the second command violates that constraint in the database.
    const poisoned = { ...by('ada'), actor: null as unknown as string }
    const [first, failed, last] = await Promise.allSettled([
      store.commands.run('record-update', anUpdateOf(id), by('ada')),
      store.commands.run('record-update', anUpdateOf(id), poisoned),
      store.commands.run('record-update', anUpdateOf(id), by('ada')),
    ])
    expect([first.status, failed.status, last.status]).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect((await actionAt(store, 'harbour/1')).updates).toBe(2)
  })

  test('listeners are notified of what each command changed, but not of a repeat or a refusal', async () => {
    const changes: Change[] = []
    const stop = store.commands.onChange((change) => changes.push(change))
    const update = anUpdateOf(id)
    const done = await store.commands.run('record-update', update, by('ada', 3))
    await store.commands.run('record-update', update, by('ada', 4))
    await store.commands.run('record-update', anUpdateOf(id, { text: '' }), by('ada', 5))
    stop()
    await store.commands.run('record-update', anUpdateOf(id), by('ada', 6))
    const [plan] = await store.plans.list()
    expect(changes).toEqual([
      {
        position: done.ok && done.value.position,
        recordedAt: by('ada', 3).now,
        plans: [plan?.id],
        actions: [id],
        others: [],
      },
    ])
  })

  test('undoing an update restores the action, and the history remains', async () => {
    const update = anUpdateOf(id, { level: 'green' })
    await store.commands.run('record-update', update, by('ada'))
    const undo = { commandId: anId(), undoes: update.commandId, reason: 'Meant for another' }
    expect(await store.commands.run('undo-command', undo, by('ben'))).toMatchObject({ ok: true })
    expect(await actionAt(store, 'harbour/1')).toMatchObject({ level: null, updates: 0, lastUpdate: null })
    const history = await store.actions.history('harbour/1')
    expect(history.ok && history.value.at(1)).toMatchObject({
      type: 'update-recorded',
      undone: { actor: { id: 'ben' }, reason: 'Meant for another' },
    })
  })

  test('a withdrawn action is not in the list and its counts, and can still be read', async () => {
    await store.commands.run(
      'withdraw-action',
      { commandId: anId(), actionId: id, reason: 'Merged with 2', seen: {} },
      by('ada'),
    )
    expect((await store.actions.list(everything)).rows.map((row) => row.ref)).toEqual(['2'])
    expect(await actionAt(store, 'harbour/1')).toMatchObject({ withdrawn: true })
    expect(await store.plans.list()).toMatchObject([{ counts: { actions: 1, withdrawn: 1 } }])
    await store.commands.run('restore-action', { commandId: anId(), actionId: id, seen: {} }, by('ada'))
    expect((await store.actions.list(everything)).count).toBe(2)
  })
})
