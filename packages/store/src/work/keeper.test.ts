import { readTimescale } from '@beatbook/domain'
import { anUpdate } from '@beatbook/testkit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { accept, actionAt, anId, anUpdateOf, by, forms, freshStore, harbour } from '../testing.ts'

const by31 = (words: string) => readTimescale(words).timescale
const owners = [{ name: 'Dock Team', duty: 'responsible' as const }]

describe.each([forms[0], ...forms.slice(2)])('with a record $form', (form) => {
  let store: Awaited<ReturnType<typeof freshStore>>
  let party: string
  beforeEach(async () => {
    store = await freshStore(form)
    await accept(
      store,
      harbour(
        {
          ref: '1',
          owners,
          timescale: by31('by 31 October 2026'),
          level: 'green',
          updates: [anUpdate({ on: '2026-03-01' })],
        },
        { ref: '2', owners, timescale: by31('by 30 November 2026') },
        { ref: '3', owners, stage: 'complete', timescale: by31('by 31 March 2026') },
        { ref: '4', owners: [{ name: 'Pilots', duty: 'responsible' }], timescale: by31('by 31 March 2026') },
        { ref: '5', owners, timescale: by31('ongoing') },
      ),
    )
    party = (await store.work.parties('ada')).find(({ name }) => name === 'Dock Team')?.id ?? ''
    for (const ref of ['2', '5'])
      await store.commands.run(
        'record-update',
        anUpdateOf((await actionAt(store, `harbour/${ref}`)).id),
        by('ada', 1),
      )
  })
  afterEach(() => store.close())

  test('nothing waits for somebody who answers for nobody', async () => {
    expect(await store.work.mine('ada')).toMatchObject({
      parties: [],
      late: [],
      due: [],
      silent: [],
      disagreeing: [],
      returned: [],
    })
  })

  test('late, due, silent, disagreeing and returned are distinguished', async () => {
    expect(await store.work.answerFor('ada', [party, party])).toEqual({ ok: true, value: null })
    const { id } = await actionAt(store, 'harbour/3')
    await store.commands.run(
      'record-update',
      anUpdateOf(id, { stage: 'in-progress', reason: 'It broke', on: '2026-11-19' }),
      by('ada', 2),
    )
    const mine = await store.work.mine('ada')
    const listed = (rows: { ref: string; days?: number }[]) => rows.map(({ ref, days }) => [ref, days])
    expect(mine.parties.map(({ name }) => name)).toEqual(['Dock Team'])
    expect(listed(mine.late)).toEqual([
      ['3', 234],
      ['1', 20],
    ])
    expect(listed(mine.due)).toEqual([['2', 10]])
    expect(listed(mine.silent)).toEqual([['1', 264]])
    expect(listed(mine.disagreeing)).toEqual([['1', undefined]])
    expect(listed(mine.returned)).toEqual([['3', undefined]])
    expect((await store.work.mine('ben')).late).toEqual([])
    expect(listed((await store.work.mine('ada', { asAt: '2026-10-31' })).due)).toEqual([['1', 0]])
  })

  test('an unknown party is refused and changes nothing', async () => {
    await store.work.answerFor('ada', [party])
    expect(await store.work.answerFor('ada', [anId()])).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    })
    expect(
      (await store.work.parties('ada'))
        .filter(({ mine }) => mine)
        .map(({ name, actions }) => [name, actions]),
    ).toEqual([['Dock Team', 4]])
  })
})
