import type { AreaView } from '@beatbook/domain'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import { anId, at, by, forms, freshStore } from '../testing.ts'

describe.each(forms)('with a record $form', (form) => {
  let store: Store
  beforeEach(async () => {
    store = await freshStore(form)
  })
  afterEach(() => store.close())

  const name = (called: string, seconds: number, from?: string) =>
    store.commands.run('name-force', { commandId: anId(), name: called, from, seen: {} }, by('ada', seconds))
  const called = async (at: object) =>
    ((await store.aggregates.get('area', await store.aggregates.force(), at)) as AreaView | null)?.name ??
    null

  test('there is no area before the force has a name', async () => {
    expect(await store.aggregates.list('area')).toEqual([])
    expect(await called({})).toBeNull()
  })

  test('an area is read as at a day, as known at an instant, and with its events', async () => {
    await name('Bridewell Police', 1, '2020-04-01')
    await name('Arden Vale Police', 5, '2027-04-01')
    expect(await called({})).toBe('Bridewell Police')
    expect(await called({ asAt: '2027-04-01' })).toBe('Arden Vale Police')
    expect(await called({ asAt: '2027-04-01', knownAt: at(3) })).toBe('Bridewell Police')
    expect(await called({ asAt: '2020-03-31' })).toBeNull()
    const history = await store.aggregates.history('area', await store.aggregates.force())
    expect(history.map(({ type, words }) => [type, words])).toEqual([
      ['area-added', {}],
      ['area-named', { name: 'Bridewell Police' }],
      ['area-named', { name: 'Arden Vale Police' }],
    ])
  })

  test('an event is read with the command that recorded it', async () => {
    const commandId = anId()
    await name('Bridewell Police', 1)
    await store.commands.run('name-force', { commandId, name: 'Arden Vale Police', seen: {} }, by('ada', 2))
    const history = await store.aggregates.history('area', await store.aggregates.force())
    expect(history.filter((event) => event.commandId === commandId)).toEqual([history.at(-1)])
  })

  test('a listener is notified of the area that changed', async () => {
    const changes: unknown[] = []
    store.commands.onChange(({ others, plans, actions }) => changes.push({ others, plans, actions }))
    await name('Bridewell Police', 1)
    expect(changes).toEqual([{ others: [`area/${await store.aggregates.force()}`], plans: [], actions: [] }])
  })
})
