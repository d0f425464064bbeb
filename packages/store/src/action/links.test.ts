import { givenLinkKinds } from '@beatbook/domain'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import { accept, actionAt, anId, at, by, forms, freshStore, harbour } from '../testing.ts'

let store: Store
let ids: readonly string[]
beforeEach(async () => {
  store = await freshStore(forms[0])
  await accept(store, harbour({ ref: '1' }, { ref: '2' }, { ref: '3' }))
  ids = await Promise.all(['1', '2', '3'].map(async (ref) => (await actionAt(store, `harbour/${ref}`)).id))
})
afterEach(() => store.close())

const link = (
  command: 'add-link' | 'remove-link',
  [from, kind, to]: readonly [number, (typeof givenLinkKinds)[number], number],
  seconds: number,
) =>
  store.commands.run(
    command,
    { commandId: anId(), actionId: ids[from - 1] ?? '', kind, to: ids[to - 1] ?? anId() },
    by('ada', seconds),
  )
const linksAt = async (address: string, when?: Parameters<typeof actionAt>[2]) =>
  (await actionAt(store, address, when)).links.map(
    ({ kind, direction, address }) => `${kind} ${direction} ${address}`,
  )

test.each(givenLinkKinds)('links of the kind %s cannot form a loop', async (kind) => {
  expect(await link('add-link', [1, kind, 2], 1)).toMatchObject({ ok: true })
  expect(await link('add-link', [2, kind, 3], 2)).toMatchObject({ ok: true })
  const other = givenLinkKinds.find((each) => each !== kind) ?? 'serves'
  for (const end of [1, 3] as const)
    expect(await link('add-link', [3, kind, end], 3)).toEqual({
      ok: false,
      error: { code: 'dependency-loop', args: { kind, on: ids[end - 1] } },
    })
  expect(await link('add-link', [3, other, 1], 4)).toMatchObject({ ok: true })
})

test('an action has its own links and those of others to it, as valid on a date and known at an instant', async () => {
  await link('add-link', [1, 'serves', 3], 1)
  await link('add-link', [1, 'depends-on', 2], 2)
  await link('add-link', [2, 'serves', 1], 3)
  await link('remove-link', [1, 'serves', 3], 4)
  expect(await linksAt('harbour/1')).toEqual(['depends-on to harbour/2', 'serves from harbour/2'])
  expect(await linksAt('harbour/2')).toEqual(['depends-on from harbour/1', 'serves to harbour/1'])
  expect(await linksAt('harbour/3')).toEqual([])
  expect(await linksAt('harbour/3', { knownAt: at(3) })).toEqual(['serves from harbour/1'])
  expect(await linksAt('harbour/2', { asAt: '2026-06-01' })).toEqual([])
})

test('an existing link is not added again, and a missing one is not removed', async () => {
  await link('add-link', [1, 'serves', 2], 1)
  expect(await link('add-link', [1, 'serves', 2], 2)).toMatchObject({ ok: true, value: { unchanged: true } })
  expect(await link('remove-link', [1, 'depends-on', 2], 3)).toEqual({
    ok: false,
    error: { code: 'not-found', args: { what: 'link', id: ids[1] } },
  })
  expect(await link('add-link', [1, 'serves', 4], 4)).toMatchObject({
    ok: false,
    error: { code: 'not-found', args: { what: 'action' } },
  })
})
