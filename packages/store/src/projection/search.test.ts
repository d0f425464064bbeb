import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import { accept, actionAt, anUpdateOf, by, everything, forms, freshStore, harbour } from '../testing.ts'

let store: Store
beforeEach(async () => {
  store = await freshStore(forms[0])
})
afterEach(() => store.close())

const found = async (text: string): Promise<string[]> =>
  (await store.actions.list({ ...everything, text })).rows.map((row) => row.ref)

const rows = (most: number) =>
  Array.from({ length: most }, (_, at) => ({ ref: String(at + 1), text: `Paint the ${at + 1}th crossing` }))

test.each([
  ['before enough rows wait to be indexed', 20],
  ['after they are indexed', 450],
])('a search finds words anywhere in a word, %s', async (_when, most) => {
  await accept(store, harbour(...rows(most)))
  const { id } = await actionAt(store, 'harbour/7')
  expect(await found('CROSS 7th')).toContain('7')
  expect(await found('zebra')).toEqual([])
  await store.commands.run(
    'record-update',
    anUpdateOf(id, { text: 'Zebra’s "stripes" done 100%' }),
    by('ada', 5),
  )
  for (const words of ['zebra', 'ebra stripes', '"stripes"', '100%', 'ZEBRA 7th'])
    expect([words, await found(words)]).toEqual([words, ['7']])
  expect(await found('zebra_')).toEqual([])
  await store.commands.run('record-update', anUpdateOf(id, { text: 'Repainted' }), by('ada', 6))
  expect(await found('zebra')).toEqual([])
  expect(await found('repainted')).toEqual(['7'])
})

test('words that many rows have, or that are short, are found in the order of the list', async () => {
  await accept(store, harbour(...rows(1_100)))
  const page = await store.actions.list({ ...everything, text: 'paint crossing' })
  expect(page).toMatchObject({ count: 1_000, capped: true })
  expect(page.rows.map((row) => row.ref).slice(0, 3)).toEqual(['1', '2', '3'])
  expect((await store.actions.list({ ...everything, text: '7t h' })).rows[0]?.ref).toBe('7')
})
