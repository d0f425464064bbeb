import { expect, test, vi } from 'vitest'
import type { Store } from '../open.ts'
import { accept, actionAt, anUpdateOf, by, everyForm, everything, freshStore, harbour } from '../testing.ts'

const stored = everyForm.filter(({ form }) => form !== 'in memory')

test.each(stored)('every write of a record $form changes the name of what is committed', async (form) => {
  const store = await freshStore(form)
  await accept(store, harbour({ ref: '1' }, { ref: '2' }))
  const { id } = await actionAt(store, 'harbour/1')
  const parties = (await store.work.parties('ada')).map((party) => party.id)
  expect(parties).not.toEqual([])
  const writes: readonly (() => Promise<unknown>)[] = [
    () => store.commands.run('record-update', anUpdateOf(id), by('ada')),
    () => store.commands.run('record-update', anUpdateOf(id), by('ada')),
    () => store.work.answerFor('ada', parties),
  ]
  for (const write of writes) {
    const before = await store.snapshot()
    await write()
    expect(await store.snapshot()).not.toBe(before)
  }
  await store.close()
})

// Another database of the same PostgreSQL server may commit meanwhile.
test.each(stored.filter(({ file }) => file))('reading a record $form changes nothing', async (form) => {
  const store = await freshStore(form)
  await accept(store, harbour({ ref: '1' }, { ref: '2' }))
  // What is worked off after a command is committed too.
  await vi.waitFor(async () => expect(await readingChanges(store)).toBe(false))
  await store.close()
})

const readingChanges = async (store: Pick<Store, 'snapshot' | 'actions'>): Promise<boolean> => {
  const before = await store.snapshot()
  expect((await store.actions.list(everything)).rows).toHaveLength(2)
  return (await store.snapshot()) !== before
}

test('a record in memory has no name for what is committed', async () => {
  const store = await freshStore({ file: false, thread: false })
  expect(await store.snapshot()).toBeNull()
  await store.close()
})
