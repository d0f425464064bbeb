import type { ActionFilter } from '@beatbook/contract'
import { readTimescale } from '@beatbook/domain'
import { anUpdate, TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { accept, actionAt, anUpdateOf, by, everything, forms, freshStore, harbour } from '../testing.ts'

const filters: readonly Partial<ActionFilter>[] = [
  {},
  { levels: ['red', 'none'] },
  { levels: ['green'], owner: 'Dock Team' },
  { stages: ['complete'] },
  { owner: 'Dock Team' },
  { owner: 'Nobody' },
  { text: 'nearly there' },
  { dueBy: '2026-12-31' },
  { dueFrom: '2026-06-01' },
  { silentOver: 42 },
  { silentOver: 10, levels: ['none'] },
  { computed: ['red'] },
  { computed: ['green', 'none'], stages: ['none'] },
  { disagrees: true },
  { disagrees: false },
  { evidence: false },
  { tags: ['none'] },
  { withdrawn: 'only' },
  { withdrawn: 'with' },
]
const days = [undefined, '2026-01-31', '2026-02-15', '2026-03-10', '2026-04-20', '2026-11-18']

test.each(forms)('a list, its ids and the trends agree on every filter and day, $form', async (form) => {
  const store = await freshStore(form)
  const owners = [{ name: 'Dock Team', duty: 'responsible' as const }]
  const due = (words: string) => readTimescale(words).timescale
  await accept(
    store,
    harbour(
      {
        ref: '1',
        timescale: due('by 31 March 2026'),
        owners,
        level: 'green',
        updates: [anUpdate({ on: '2026-02-02' })],
      },
      { ref: '2', timescale: due('by 31 December 2026'), owners },
      { ref: '3', level: 'red', stage: 'in-progress' },
      { ref: '4', stage: 'complete', updates: [anUpdate({ key: 'u4', on: '2026-03-05', text: 'Opened' })] },
    ),
  )
  const second = await actionAt(store, 'harbour/2')
  await store.commands.run(
    'record-update',
    anUpdateOf(second.id, { on: '2026-11-18', text: 'Nearly there' }),
    by('ada', 5),
  )
  const found = new Set<number>()
  for (const asAt of days) {
    for (const filter of filters) {
      const where = `${JSON.stringify(filter)} on ${asAt}`
      const question = { ...everything, plan: 'harbour', ...filter, ...(asAt === undefined ? {} : { asAt }) }
      const { rows } = await store.actions.list(question)
      const { sort: _, descending: __, limit: ___, ...asked } = question
      found.add(rows.length)
      const ids = await store.actions.matching(asked)
      expect(ids.toSorted(), where).toEqual(rows.map(({ id }) => id).toSorted())

      const on = asAt ?? TODAY
      const trend = { ...asked, plan: 'harbour', from: on, to: on }
      // A plan that did not exist on the day has no trends.
      const declared = await store.rating.trends({ ...trend, by: 'declared' })
      expect(declared?.points[0]?.actions ?? 0, where).toBe(rows.length)
      const computed = await store.rating.trends({ ...trend, by: 'computed' })
      expect(computed?.points[0]?.actions ?? 0, where).toBe(
        rows.filter((row) => row.computed !== null && !row.withdrawn).length,
      )

      const until = '2027-12-31'
      const all = await store.rating.turning({ plan: 'harbour', until, asAt })
      const turning = await store.rating.turning({ ...asked, plan: 'harbour', until })
      expect(turning, where).toEqual(all.filter(({ id }) => ids.includes(id)))
    }
  }
  // The filters are told apart by what is in the record.
  expect([...found].sort()).toEqual([0, 1, 2, 3, 4])
  await store.close()
})

test('a trend counts on each day those that match then, and ahead those that match today', async () => {
  const store = await freshStore(forms[0])
  await accept(
    store,
    harbour(
      { ref: '1', level: 'red', timescale: readTimescale('by 31 December 2026').timescale },
      { ref: '2' },
    ),
  )
  const first = await actionAt(store, 'harbour/1')
  await store.commands.run(
    'record-update',
    anUpdateOf(first.id, { on: '2026-06-15', level: 'green', reason: 'The crane came', text: 'Here' }),
    by('ada', 5),
  )
  const counted = async (filter: Partial<ActionFilter>, on: string) =>
    (await store.rating.trends({ ...filter, plan: 'harbour', from: on, to: on, by: 'computed' }))?.points[0]
  expect((await counted({ levels: ['red'] }, '2026-06-14'))?.actions).toBe(1)
  expect((await counted({ levels: ['red'] }, '2026-06-15'))?.actions).toBe(0)
  expect(await counted({ levels: ['green'] }, '2027-03-01')).toMatchObject({
    forecast: true,
    actions: 1,
    counts: { red: 1 },
  })
  expect((await counted({ levels: ['red'] }, '2027-03-01'))?.actions).toBe(0)
  await store.close()
})
