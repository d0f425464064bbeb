import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import { accept, actionAt, anId, by, everyForm, everything, freshStore, harbour } from '../testing.ts'

const ACTIONS = 225
const OWNER = 'Dock Supt & Inspector'

describe.each(everyForm)('with a record $form', (form) => {
  let store: Store
  let seconds: number
  beforeEach(async () => {
    store = await freshStore(form)
    seconds = 1
    const owners = [{ name: OWNER, duty: 'responsible' as const }]
    await accept(
      store,
      harbour(...Array.from({ length: ACTIONS }, (_, row) => ({ ref: String(row + 1), owners }))),
    )
  })
  afterEach(() => store.close())

  const run = (name: Parameters<Store['commands']['run']>[0], input: object, actor = 'ada') =>
    store.commands.run(name, input as never, by(actor, ++seconds))
  const undo = async (undoes: string, more: object = {}) => {
    const commandId = anId()
    return { answer: await run('undo-command', { commandId, undoes, ...more }), commandId }
  }
  const idOf = async (name: string) => (await store.parties.get(name))?.id ?? ''
  const owned = async () =>
    Object.fromEntries(
      (await store.work.parties('ada')).flatMap(({ name, actions }) =>
        actions > 0 ? [[name, actions]] : [],
      ),
    )
  const ownersOf = async (address: string) => (await actionAt(store, address)).owners.map(({ name }) => name)
  const edited = (actionId: string, names: string[]) =>
    run(
      'edit-action',
      { commandId: anId(), actionId, owners: names.map((name) => ({ name })), seen: {} },
      'ben',
    )
  const asked = async () => ({ commandId: anId(), partyId: await idOf(OWNER), seen: { actions: ACTIONS } })

  test('an owner of many actions is split by one command, undone by one and redone', async () => {
    const split = { ...(await asked()), into: ['Dock Supt', 'Dock Inspector'] }
    expect(await run('split-owner', { ...split, seen: { actions: 3 } })).toMatchObject({
      error: { code: 'stale' },
    })
    const positions: number[] = []
    store.commands.onChange(({ position }) => positions.push(position))
    const done = await run('split-owner', split)
    expect(done).toMatchObject({ ok: true, value: { unchanged: false } })
    expect(positions.length).toBeGreaterThan(3)
    expect(await owned()).toEqual({ 'Dock Supt': ACTIONS, 'Dock Inspector': ACTIONS })
    // The same command once more is the same outcome.
    expect(await run('split-owner', split)).toMatchObject({
      ok: true,
      value: { repeated: true, position: done.ok ? done.value.position : 0 },
    })
    const inspector = await idOf('Dock Inspector')
    const undone = await undo(split.commandId)
    expect(undone.answer).toMatchObject({ ok: true, value: { unchanged: false } })
    expect(await owned()).toEqual({ [OWNER]: ACTIONS })
    expect(await store.parties.get(inspector)).toBeNull()
    expect((await undo(undone.commandId)).answer).toMatchObject({ ok: true })
    expect(await owned()).toEqual({ 'Dock Supt': ACTIONS, 'Dock Inspector': ACTIONS })
  })

  test('many open actions are given over as they were shown, and back but for those that changed since', async () => {
    const { id } = await actionAt(store, 'harbour/7')
    await edited((await actionAt(store, 'harbour/9')).id, ['Night Team'])
    const toId = await idOf('Night Team')
    const given = { commandId: anId(), partyId: await idOf(OWNER), toId, on: '2026-05-01' }
    const shown = await store.commands.previewHandOver({ ...given, seen: {} }, by('ada', ++seconds))
    if (!shown.ok) throw new Error(shown.error.code)
    expect(shown.value).toMatchObject({ count: ACTIONS - 1, rows: { length: 100 } })
    expect(shown.value.rows.every(({ on }) => on === given.on)).toBe(true)
    expect(await run('hand-over', { ...given, seen: { open: shown.value.count } })).toMatchObject({
      ok: true,
    })
    expect(await owned()).toEqual({ 'Night Team': ACTIONS })
    const at = async (asAt: string) =>
      (await store.actions.list({ ...everything, limit: 1, owner: 'Night Team', asAt })).count
    expect([await at('2026-04-30'), await at(given.on)]).toEqual([0, ACTIONS - 1])
    await edited(id, ['Day Team'])
    expect((await undo(given.commandId)).answer).toMatchObject({
      error: { code: 'undo-partly', args: { rows: [{ id }], of: ACTIONS - 1 } },
    })
    expect((await undo(given.commandId, { rest: true })).answer).toMatchObject({ ok: true })
    expect(await owned()).toEqual({ [OWNER]: ACTIONS - 2, 'Night Team': 1, 'Day Team': 1 })
  })

  test('what others decide while the parts are recorded is decided on them, and nothing is lost', async () => {
    const split = { ...(await asked()), into: ['Dock Supt', 'Dock Inspector'] }
    const last = `harbour/${ACTIONS}`
    const { id } = await actionAt(store, last)
    let edits: Promise<unknown> | null = null
    // The first notice is of the command, before its parts.
    store.commands.onChange(() => {
      edits ??= edited(id, ['Dock Supt', 'Night Team'])
    })
    expect(await run('split-owner', split)).toMatchObject({ ok: true })
    expect(await edits).toMatchObject({ ok: true })
    expect(await ownersOf(last)).toEqual(['Dock Supt', 'Night Team'])
    const history = await store.actions.history(last)
    const commands = history.ok ? history.value.map(({ commandId }) => commandId) : []
    expect(commands.indexOf(split.commandId)).toBeGreaterThan(0)
    expect(commands.at(-1)).not.toBe(split.commandId)
    expect(await owned()).toEqual({
      'Dock Supt': ACTIONS,
      'Dock Inspector': ACTIONS - 1,
      'Night Team': 1,
    })
  })

  test('two that concern the same actions at once are one after the other', async () => {
    await edited((await actionAt(store, 'harbour/9')).id, ['Night Team'])
    const partyId = await idOf(OWNER)
    const toId = await idOf('Night Team')
    const [split, given] = await Promise.all([
      run('split-owner', { commandId: anId(), partyId, into: ['Dock Supt', 'Dock Inspector'], seen: {} }),
      run('hand-over', { commandId: anId(), partyId, toId, seen: {} }, 'ben'),
    ])
    expect([split, given]).toMatchObject([{ ok: true }, { ok: true }])
    // Whichever came first took all of them.
    expect([
      { 'Dock Supt': ACTIONS - 1, 'Dock Inspector': ACTIONS - 1, 'Night Team': 1 },
      { 'Night Team': ACTIONS },
    ]).toContainEqual(await owned())
  })
})
