import type { CommandName } from '@beatbook/domain'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import { accept, actionAt, anId, anUpdateOf, by, everything, forms, freshStore, harbour } from '../testing.ts'

describe.each(forms)('with a record $form', (form) => {
  let store: Store
  let ids: readonly string[]
  let seconds: number
  beforeEach(async () => {
    store = await freshStore(form)
    seconds = 0
    const owners = [{ name: 'Estates', duty: 'responsible' as const }]
    await accept(store, harbour({ ref: '1', owners }, { ref: '2' }))
    ids = [(await actionAt(store, 'harbour/1')).id, (await actionAt(store, 'harbour/2')).id]
  })
  afterEach(() => store.close())

  const run = (name: CommandName, input: object) =>
    store.commands.run(name, input as never, by('ada', ++seconds))
  const edit = async (at: number, given: object) => {
    const commandId = anId()
    const answer = await run('edit-action', { commandId, actionId: ids[at], seen: {}, ...given })
    return { answer, commandId }
  }
  const undo = (undoes: string, more: object = {}) => {
    const commandId = anId()
    return run('undo-command', { commandId, undoes, ...more }).then((answer) => ({ answer, commandId }))
  }
  const partyNames = async () =>
    (await store.work.parties('ada')).flatMap(({ name }) => (name === 'Engagement Team' ? [] : [name]))

  test('owners are parties: an existing one by its name, a new one added by the same command', async () => {
    const { answer } = await edit(1, {
      owners: [{ name: 'ESTATES', duty: 'accountable' }, { name: 'Dock Team' }, { name: 'TBC' }],
    })
    expect(answer).toMatchObject({ ok: true, value: { unchanged: false } })
    expect((await actionAt(store, 'harbour/2')).owners.map(({ name, duty }) => [name, duty])).toEqual([
      ['Estates', 'accountable'],
      ['Dock Team', 'responsible'],
    ])
    expect(await partyNames()).toEqual(['Dock Team', 'Estates'])
    expect((await store.actions.list({ ...everything, owner: 'Dock Team' })).count).toBe(1)
  })

  test('a command sent twice happens once, and one that changes nothing records nothing', async () => {
    const input = { commandId: anId(), actionId: ids[1], owners: [{ name: 'Dock Team' }], seen: {} }
    const first = await run('edit-action', input)
    expect(await run('edit-action', input)).toMatchObject({
      ok: true,
      value: { repeated: true, position: first.ok && first.value.position },
    })
    expect(await run('edit-action', { ...input, commandId: anId() })).toMatchObject({
      ok: true,
      value: { unchanged: true, position: first.ok && first.value.position },
    })
  })

  test('the action is found at its new address, at its former ones, and by its address at another date', async () => {
    await edit(0, { ref: '7', on: '2026-05-01' })
    await edit(0, { ref: '8' })
    for (const address of ['harbour/8', 'harbour/7', 'harbour/1', 'HARBOUR/1', '7', ids[0] ?? ''])
      expect((await actionAt(store, address)).address, address).toBe('harbour/8')
    expect((await actionAt(store, 'harbour/8', { asAt: '2026-04-30' })).address).toBe('harbour/1')
    expect((await actionAt(store, 'harbour/1', { asAt: '2026-04-30' })).address).toBe('harbour/1')
    expect(await store.actions.get('charter/1')).toMatchObject({ ok: false, error: { code: 'not-found' } })
  })

  test('an address is never given to another action, and may be taken again by its own', async () => {
    await edit(0, { ref: '7' })
    await edit(1, { ref: '1' })
    expect((await actionAt(store, 'harbour/1~2')).id).toBe(ids[1])
    expect((await actionAt(store, 'harbour/1')).id).toBe(ids[0])
    await edit(0, { ref: '1' })
    expect(await actionAt(store, 'harbour/1')).toMatchObject({ id: ids[0], address: 'harbour/1' })
    expect((await actionAt(store, 'harbour/7')).id).toBe(ids[0])
  })

  test('an edit is undone with the party it added, and redone', async () => {
    const before = await actionAt(store, 'harbour/2')
    const { commandId } = await edit(1, { owners: [{ name: 'Dock Team' }], ref: '9', text: 'Held weekly' })
    const after = await actionAt(store, 'harbour/2')
    const undone = await undo(commandId)
    expect(undone.answer).toMatchObject({ ok: true })
    const seen = ({ touched: _, ...shown }: typeof before) => shown
    expect(seen(await actionAt(store, 'harbour/2'))).toEqual(seen(before))
    expect(await partyNames()).toEqual(['Estates'])
    expect((await actionAt(store, 'harbour/9')).address).toBe('harbour/2')
    expect((await undo(undone.commandId)).answer).toMatchObject({ ok: true })
    expect(seen(await actionAt(store, 'harbour/9'))).toEqual(seen(after))
    expect(await partyNames()).toEqual(['Dock Team', 'Estates'])
  })

  test('an edit is not undone while another action has its new party, or when the action was edited since', async () => {
    const { commandId } = await edit(1, { owners: [{ name: 'Dock Team' }] })
    const other = await edit(0, { owners: [{ name: 'Dock Team' }] })
    expect((await undo(commandId)).answer).toMatchObject({ error: { code: 'contradicts-later' } })
    expect((await undo(other.commandId)).answer).toMatchObject({ ok: true })
    const again = await edit(1, { owners: [] })
    expect((await undo(commandId)).answer).toMatchObject({ error: { code: 'contradicts-later' } })
    expect((await undo(again.commandId)).answer).toMatchObject({ ok: true })
    expect((await undo(commandId)).answer).toMatchObject({ ok: true })
  })

  test('an edit whose owner was undone meanwhile is not restored alone', async () => {
    const { commandId } = await edit(1, { owners: [{ name: 'Dock Team' }] })
    const again = await edit(1, { owners: [] })
    const events = await store.actions.events('harbour/2')
    if (!events.ok) throw new Error(events.error.code)
    const party = (await store.work.parties('ada')).find(({ name }) => name === 'Dock Team')
    expect(party).toBeDefined()
    const first = events.value.events.find((event) => event.commandId === commandId)
    // The action itself does not have the party today, so only what is undone next decides.
    const undone = await undo(commandId, { eventIds: [first?.id ?? ''] })
    expect(undone.answer).toMatchObject({ error: { code: 'contradicts-later' } })
    expect((await undo(again.commandId)).answer).toMatchObject({ ok: true })
    const whole = await undo(commandId)
    expect(whole.answer).toMatchObject({ ok: true })
    const alone = await store.actions.events('harbour/2')
    const undo1 = alone.ok
      ? alone.value.events.find((event) => event.commandId === whole.commandId)
      : undefined
    expect((await undo(whole.commandId, { eventIds: [undo1?.id ?? ''] })).answer).toMatchObject({
      error: { code: 'contradicts-later' },
    })
  })

  test('a stale edit is refused, and an edit before a later one is judged at its day', async () => {
    const seen = { text: (await actionAt(store, 'harbour/1')).touched.text }
    await edit(0, { text: 'Held weekly' })
    expect((await edit(0, { text: 'Held daily', seen })).answer).toMatchObject({
      error: { code: 'stale', args: { fields: ['text'] } },
    })
    await run('withdraw-action', {
      commandId: anId(),
      actionId: ids[1],
      on: '2026-05-01',
      reason: 'x',
      seen: {},
    })
    await run('restore-action', { commandId: anId(), actionId: ids[1], on: '2026-06-01', seen: {} })
    expect((await edit(1, { text: 'Held daily', on: '2026-05-15' })).answer).toMatchObject({
      error: { code: 'withdrawn' },
    })
    await run('record-update', anUpdateOf(ids[1] ?? '', { on: '2026-07-01' }))
    expect((await edit(1, { text: 'Held daily', on: '2026-04-15' })).answer).toMatchObject({ ok: true })
  })
})
