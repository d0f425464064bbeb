import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import { accept, actionAt, anUpdateOf, at, by, forms, freshStore, harbour } from '../testing.ts'

let store: Store
beforeAll(async () => {
  store = await freshStore(forms[0])
  await accept(store, harbour({ ref: '1' }))
  const { id } = await actionAt(store, 'harbour/1')
  await store.commands.run(
    'record-update',
    anUpdateOf(id, { on: '2026-11-10', stage: 'in-progress' }),
    by('ada', 60),
  )
  await store.commands.run(
    'record-update',
    anUpdateOf(id, { on: '2026-11-12', stage: 'complete' }),
    by('ada', 120),
  )
})
afterAll(() => store.close())

const stageAt = async (read: { asAt?: string; knownAt?: string }) =>
  (await actionAt(store, 'harbour/1', read)).stage

test.each([
  ['a millisecond before it was recorded', 59.999, null],
  ['at the instant it was recorded', 60, 'in-progress'],
  ['a millisecond before the next was recorded', 119.999, 'in-progress'],
  ['at the instant the next was recorded', 120, 'complete'],
])('an update is known %s: %d s from noon', async (_when, seconds, stage) => {
  expect(await stageAt({ knownAt: at(seconds) })).toBe(stage)
  expect(await stageAt({ asAt: '2026-11-20', knownAt: at(seconds) })).toBe(stage)
})

test.each([
  ['the day before', '2026-11-09', null],
  ['its own day', '2026-11-10', 'in-progress'],
  ['the day before the next', '2026-11-11', 'in-progress'],
  ['the day of the next', '2026-11-12', 'complete'],
])('an update holds from its own day on: %s', async (_which, asAt, stage) => {
  expect(await stageAt({ asAt })).toBe(stage)
})
