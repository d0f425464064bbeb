import { namesIn } from '@beatbook/contract'
import { historyOf } from '@beatbook/domain'
import { anUpdate } from '@beatbook/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import { accept, actionAt, forms, freshStore, harbour } from '../testing.ts'

let store: Store
beforeAll(async () => {
  store = await freshStore(forms[0])
  const from = { ref: [], text: [], owner: [], timescale: [], level: [], stage: [], progress: [] }
  await accept(
    store,
    harbour(
      { ref: '20', key: 'a', from: { ...from, text: [0] } },
      { ref: '20', key: 'b' },
      { ref: '2b', updates: [anUpdate({ on: '2026-02-10', from: [0] })] },
    ),
  )
  const other = harbour({ ref: '7' }, { ref: '2B' })
  await accept(store, { ...other, plans: other.plans.map((plan) => ({ ...plan, title: 'Quarry plan' })) })
})
afterAll(() => store.close())

test.each([
  ['harbour/20', 'harbour/20'],
  ['harbour/20~2', 'harbour/20~2'],
  ['Harbour/2B', 'harbour/2b'],
  [' 7 ', 'quarry/7'],
  ['20~2', 'harbour/20~2'],
])('the address %j finds %s', async (address, found) => {
  expect((await actionAt(store, address)).address).toBe(found)
})

test.each([
  ['20', ['harbour/20', 'harbour/20~2']],
  ['2b', ['harbour/2b', 'quarry/2b']],
])('the bare ref %j names all it could mean', async (address, candidates) => {
  expect(await store.actions.get(address)).toEqual({
    ok: false,
    error: { code: 'ambiguous-address', candidates },
  })
  expect(await store.actions.history(address)).toEqual({
    ok: false,
    error: { code: 'ambiguous-address', candidates },
  })
})

test.each(['99', 'harbour/99', 'nowhere/20', '', '/', '00000000-0000-7000-8000-999999999999'])(
  'the address %j finds nothing',
  async (address) => {
    expect(await store.actions.get(address)).toEqual({ ok: false, error: { code: 'not-found' } })
  },
)

test('an id finds its action', async () => {
  const { id } = await actionAt(store, 'harbour/20')
  expect((await actionAt(store, id.toUpperCase())).address).toBe('harbour/20')
})

test('an action has the addresses of the actions before and after it in its plan', async () => {
  expect(await actionAt(store, 'harbour/20')).toMatchObject({ previous: null, next: 'harbour/20~2' })
  expect(await actionAt(store, 'harbour/20~2')).toMatchObject({ previous: 'harbour/20', next: 'harbour/2b' })
  expect(await actionAt(store, 'harbour/2b')).toMatchObject({ previous: 'harbour/20~2', next: null })
})

test('an action and its history have the document and place they were read from', async () => {
  expect((await actionAt(store, 'harbour/20')).document).toMatchObject({
    name: 'harbour.txt',
    place: { line: 3 },
  })
  const history = await store.actions.history('harbour/2b')
  expect(history.ok && history.value.map((entry) => [entry.type, entry.on, entry.document?.place])).toEqual([
    ['action-added', '2026-02-10', null],
    ['update-recorded', '2026-02-10', { line: 3 }],
  ])
})

test('a history ends at the date asked for', async () => {
  const history = await store.actions.history('harbour/2b', { asAt: '2026-02-10' })
  expect(history.ok && history.value.length).toBe(2)
  expect(await store.actions.history('harbour/2b', { asAt: '2026-02-09' })).toEqual({
    ok: false,
    error: { code: 'not-found' },
  })
})

test('the events give the same history, as the state before a day and the events since', async () => {
  const { id } = await actionAt(store, 'harbour/2b')
  const all = await store.actions.events('harbour/2b')
  const history = await store.actions.history('harbour/2b')
  if (!all.ok || !history.ok) throw new Error('it was not found')
  expect(all.value).toMatchObject({ whole: true, since: null, state: null })
  expect(historyOf(all.value.events, namesIn(all.value))).toEqual(history.value)
  const types = async (since: string) => {
    const known = await store.actions.events('harbour/2b', { since })
    return known.ok && [known.value.state?.id ?? null, known.value.events.map((event) => event.type)]
  }
  expect(await types('2026-02-10')).toEqual([null, ['action-added', 'update-recorded']])
  expect(await types('2026-02-11')).toEqual([id, []])
  expect(await store.actions.events('harbour/99')).toEqual({ ok: false, error: { code: 'not-found' } })
})
