import { readTimescale } from '@beatbook/domain'
import { anUpdate } from '@beatbook/testkit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { accept, actionAt, anId, anUpdateOf, at, by, forms, freshStore, harbour } from '../testing.ts'

const owners = [{ name: 'Dock Team', duty: 'responsible' as const }]

describe.each([forms[0], ...forms.slice(2)])('with a record $form', (form) => {
  let store: Awaited<ReturnType<typeof freshStore>>
  beforeEach(async () => {
    store = await freshStore(form)
    const due = (words: string) => readTimescale(words).timescale
    await accept(
      store,
      harbour(
        ...Array.from({ length: 7 }, (_, index) => ({
          ref: `${index + 1}`,
          owners,
          timescale: due(index % 2 === 0 ? 'by 31 March 2026' : 'by 31 December 2026'),
          ...(index % 3 === 0 ? { level: 'green' as const } : {}),
          updates: [anUpdate({ on: '2026-03-02', text: `Begun ${index}` })],
        })),
      ),
    )
    const { id } = await actionAt(store, 'harbour/2')
    const update = (given: object, seconds: number) =>
      store.commands.run('record-update', anUpdateOf(id, { ...given, seen: {} }), by('ada', seconds))
    await update({ on: '2026-05-01', text: 'Slower', timescale: 'by 31 March 2027', reason: 'Tides' }, 5)
    await update({ on: '2026-06-01', text: 'By mistake', level: 'red', reason: 'Mistake' }, 6)
    const wrong = anUpdateOf(id, { on: '2026-07-01', text: 'Undone again', level: 'green', reason: 'Other' })
    await store.commands.run('record-update', { ...wrong, seen: {} }, by('ada', 7))
    await store.commands.run(
      'undo-command',
      { commandId: anId(), undoes: wrong.commandId, reason: 'Not so' } as never,
      by('ada', 8),
    )
  })
  afterEach(() => store.close())

  const all = async (question: object = {}) =>
    (await store.rating.through({ part: 'levels', limit: 100, ...question })).rows

  test('the levels of every action are those of its ribbon, at any date and as known at any instant', async () => {
    for (const asked of [
      {},
      { asAt: '2026-05-15' },
      { knownAt: at(6) },
      { asAt: '2026-06-15', knownAt: at(5) },
    ]) {
      const rows = await all(asked)
      expect(rows).toHaveLength(7)
      for (const { address, declared, computed } of rows) {
        const ribbon = await store.rating.ribbon(address, asked)
        expect(ribbon).toMatchObject({ ok: true, value: { address, declared, computed } })
      }
    }
  })

  test('an action has its timescales with their days, and the updates that stand', async () => {
    const of = async (part: 'timescales' | 'updates') =>
      (await all({ part })).find(({ address }) => address === 'harbour/2')
    const [row, said] = [await of('timescales'), await of('updates')]
    expect(row?.timescales.map(({ from, to, timescale }) => [from, to, timescale.latest])).toEqual([
      ['2026-03-01', '2026-05-01', '2026-12-31'],
      ['2026-05-01', null, '2027-03-31'],
    ])
    expect(said?.updates.map(({ on, text, reason, level }) => [on, text, reason, level])).toEqual([
      ['2026-03-02', 'Begun 1', null, undefined],
      ['2026-05-01', 'Slower', 'Tides', undefined],
      ['2026-06-01', 'By mistake', 'Mistake', 'red'],
    ])
    expect(said?.updates[1]).toMatchObject({ by: { id: 'ada', name: 'ada' }, recordedAt: at(5), dated: true })
  })

  test('pages have every action once, in the order of their ids', async () => {
    const ids: string[] = []
    let after: string | undefined
    do {
      const page = await store.rating.through({ plan: 'harbour', part: 'levels', limit: 3, after })
      ids.push(...page.rows.map(({ id }) => id))
      after = page.next ?? undefined
    } while (after !== undefined)
    expect(ids).toEqual((await all()).map(({ id }) => id))
    expect(ids).toEqual(ids.toSorted())
    expect(await all({ plan: 'nothing' })).toEqual([])
  })
})
