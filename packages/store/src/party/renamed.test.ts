import { addDays, type IsoDate } from '@beatbook/domain'
import { TODAY } from '@beatbook/testkit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import { accept, actionAt, anId, by, everything, forms, freshStore, harbour } from '../testing.ts'

describe.each(forms)('with a record $form', (form) => {
  let store: Store
  let day: IsoDate
  let partyId: string
  let seconds: number
  const NEXT = addDays(TODAY, 3)
  beforeEach(async () => {
    day = TODAY
    seconds = 1
    store = await freshStore(form, { today: () => day })
    const owners = (name: string) => ({ owners: [{ name, duty: 'responsible' as const }] })
    await accept(store, harbour({ ref: '1', ...owners('Dock Team') }, { ref: '2', ...owners('Quay Team') }))
    partyId = (await store.parties.get('Quay Team'))?.id ?? ''
  })
  afterEach(() => store.close())

  const rename = async (name: string, on: IsoDate, seen: object = {}) => {
    const commandId = anId()
    const context = { ...by('ada', ++seconds), today: day }
    const answer = await store.commands.run('rename-party', { commandId, partyId, name, on, seen }, context)
    return { answer, commandId, recordedAt: context.now }
  }
  const turn = (today: IsoDate) => {
    day = today
    return store.submit({ write: 'turn-day', today } as Parameters<Store['submit']>[0])
  }
  const shown = async (at: { asAt?: IsoDate; knownAt?: string } = {}) => {
    const rows = await store.actions.list({ ...everything, ...at, owner: partyId })
    const listed = await store.parties.list({ sort: 'name', descending: false, limit: 100, ...at })
    return [
      (await actionAt(store, 'harbour/2', at)).owners.map(({ name }) => name).join(),
      rows.rows.map(({ owners }) => owners.map(({ name }) => name).join()).join(),
      listed.rows.map(({ name }) => name).join(),
      (await store.parties.get(partyId, at))?.name,
    ]
  }
  const quay = ['Quay Team', 'Quay Team', 'Dock Team,Quay Team', 'Quay Team']
  const basin = ['Basin Team', 'Basin Team', 'Basin Team,Dock Team', 'Basin Team']

  test('a name from a day ahead is shown from that day on, and found before', async () => {
    const { answer, recordedAt } = await rename('Basin Team', NEXT, { name: 'Quay Team' })
    expect(answer).toMatchObject({ ok: true })
    expect(await shown()).toEqual(quay)
    expect(await shown({ knownAt: recordedAt })).toEqual(quay)
    expect(await shown({ asAt: addDays(NEXT, -1) })).toEqual(quay)
    expect(await shown({ asAt: NEXT })).toEqual(basin)
    expect((await store.parties.get('Basin Team'))?.names).toEqual([
      { name: 'Quay Team', from: '2026-03-01' },
      { name: 'Basin Team', from: NEXT },
    ])
    expect((await store.actions.list({ ...everything, owner: 'Basin Team' })).count).toBe(1)

    const changes: string[] = []
    store.commands.onChange(({ others }) => changes.push(...others))
    await turn(NEXT)
    expect(changes).toEqual([`party/${partyId}`])
    expect(await shown()).toEqual(basin)
    expect(await shown({ knownAt: recordedAt })).toEqual(basin)
    expect(await shown({ asAt: TODAY })).toEqual(quay)
    // A clock that was ahead is set right.
    await turn(TODAY)
    expect(await shown()).toEqual(quay)
  })

  test('it is undone before its day and after, and known before it was recorded it is not there', async () => {
    const first = await rename('Basin Team', NEXT)
    const before = new Date(Date.parse(first.recordedAt) - 1).toISOString()
    await turn(NEXT)
    expect(await shown({ knownAt: before, asAt: NEXT })).toEqual(quay)
    const undo = { commandId: anId(), undoes: first.commandId }
    expect(
      await store.commands.run('undo-command', undo, { ...by('ada', ++seconds), today: day }),
    ).toMatchObject({ ok: true })
    expect(await shown()).toEqual(quay)
    // Back-dated as before.
    expect((await rename('Mole Team', addDays(TODAY, -5))).answer).toMatchObject({ ok: true })
    expect((await shown())[0]).toBe('Mole Team')
    expect((await shown({ asAt: addDays(TODAY, -6) }))[0]).toBe('Quay Team')
  })
})
