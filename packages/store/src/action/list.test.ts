import type { ActionQuestion } from '@beatbook/contract'
import { commands } from '@beatbook/domain'
import { anUpdate, aTimescale } from '@beatbook/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import { accept, actionAt, anId, anUpdateOf, by, everything, forms, freshStore, harbour } from '../testing.ts'
import { MOST_COUNTED } from './list.ts'

let store: Store
beforeAll(async () => {
  store = await freshStore(forms[0])
  const by = (latest: string) => aTimescale({ said: latest, earliest: latest, latest, precision: 'day' })
  await accept(
    store,
    harbour(
      { ref: '2', level: 'red', timescale: by('2026-12-01'), text: 'Walk the quay 100% of nights' },
      {
        ref: '10',
        level: 'amber',
        timescale: by('2026-06-01'),
        owners: [{ name: 'Dock Team', duty: 'responsible' }],
      },
      {
        ref: '1',
        owners: [],
        stage: 'complete',
        timescale: by('2026-05-01'),
        updates: [anUpdate({ key: 'u1', on: '2026-02-10', text: 'Café opened' })],
      },
      {
        ref: '3',
        level: 'green',
        stage: 'in-progress',
        timescale: aTimescale({ kind: 'ongoing', earliest: null, latest: null }),
      },
    ),
  )
  await accept(store, {
    ...harbour({ ref: 'A1' }, { ref: 'A2' }),
    plans: harbour({ ref: 'A1' }, { ref: 'A2' }).plans.map((plan) => ({ ...plan, title: 'Quarry plan' })),
  })
})
afterAll(() => store.close())

const refs = async (question: Partial<ActionQuestion>) =>
  (await store.actions.list({ ...everything, plan: 'harbour', ...question })).rows.map((row) => row.ref)

test.each<[string, Partial<ActionQuestion>, string[]]>([
  ['nothing', {}, ['2', '10', '1', '3']],
  ['a level', { levels: ['red'] }, ['2']],
  ['several levels, one of them none', { levels: ['red', 'none'] }, ['2', '1']],
  ['a stage', { stages: ['complete'] }, ['1']],
  ['stages not stated', { stages: ['none'] }, ['2', '10']],
  ['an owner by name', { owner: 'dock  TEAM' }, ['10']],
  ['nobody as owner', { owner: 'none' }, ['1']],
  ['nobody as owner, in the past', { owner: 'none', asAt: '2026-07-01' }, ['1']],
  ['words of the text, each of them', { text: 'nights quay' }, ['2']],
  ['a sign that is no pattern', { text: '100%' }, ['2']],
  ['words of the newest update', { text: 'CAFÉ' }, ['1']],
  ['words of an owner', { text: 'dock' }, ['10']],
  ['words found nowhere', { text: 'zebra' }, []],
  ['deadlines that are due and not complete', { dueBy: '2026-06-30' }, ['10']],
  ['what is withdrawn', { withdrawn: 'only' }, []],
  ['a date before any', { asAt: '2026-01-31' }, []],
  ['a date on which only one was there', { asAt: '2026-02-20' }, ['1']],
  ['another plan', { plan: 'quarry' }, ['A1', 'A2']],
  ['no plan that exists', { plan: 'nowhere' }, []],
])('a list narrowed by %s', async (_, question, expected) => {
  expect(await refs(question)).toEqual(expected)
})

test.each<[ActionQuestion['sort'], string[]]>([
  ['place', ['2', '10', '1', '3']],
  ['ref', ['1', '2', '3', '10']],
  ['timescale', ['1', '10', '2', '3']],
  ['level', ['2', '10', '3', '1']],
  ['stage', ['3', '1', '2', '10']],
  ['last-update', ['2', '10', '3', '1']],
])('a list goes by %s, and backwards', async (sort, expected) => {
  expect(await refs({ sort })).toEqual(expected)
  expect(await refs({ sort, descending: true })).toEqual([...expected].reverse())
})

test.each(['place', 'ref', 'timescale', 'level', 'stage', 'last-update'] as const)(
  'pages by %s give every row once, in the order of the complete list',
  async (sort) => {
    for (const descending of [false, true]) {
      for (const asAt of [undefined, '2026-06-01']) {
        const question = { ...everything, sort, descending, asAt }
        const paged: string[] = []
        let cursor: string | undefined
        do {
          const page = await store.actions.list({ ...question, limit: 2, cursor })
          expect(page.count).toBe(6)
          paged.push(...page.rows.map((row) => row.address))
          cursor = page.next ?? undefined
        } while (cursor !== undefined)
        expect(paged).toEqual((await store.actions.list(question)).rows.map((row) => row.address))
      }
    }
  },
)

/** An id that no action has. */
const NOBODY = '00000000-0000-7000-8000-000000000000'

test.each(['place', 'level', 'computed'] as const)(
  'pages by %s that pass over rows are those of the complete list, from the top and from a cursor',
  async (sort) => {
    for (const descending of [false, true]) {
      for (const asAt of [undefined, '2026-06-01']) {
        const question = { ...everything, sort, descending, asAt }
        const addresses = async (more: Partial<ActionQuestion>) =>
          (await store.actions.list({ ...question, ...more })).rows.map((row) => row.address)
        const all = await addresses({})
        const first = await store.actions.list({ ...question, limit: 2 })
        for (let skip = 0; skip <= all.length + 1; skip += 1) {
          expect(await addresses({ skip, limit: 2 })).toEqual(all.slice(skip, skip + 2))
          expect(await addresses({ skip, limit: 2, cursor: first.next ?? '' })).toEqual(
            all.slice(2 + skip, 4 + skip),
          )
          expect((await store.actions.list({ ...question, skip })).count).toBe(all.length)
        }
        const whole = (await store.actions.list(question)).rows
        for (const [start, { id }] of whole.entries()) {
          const at = await store.actions.list({ ...question, from: id, limit: 2 })
          expect(at.start).toBe(start)
          expect(at.rows.map((row) => row.address)).toEqual(all.slice(start, start + 2))
        }
        const elsewhere = await store.actions.list({ ...question, from: NOBODY, limit: 2 })
        expect(elsewhere).toMatchObject({ rows: whole.slice(0, 2) })
        expect(elsewhere).not.toHaveProperty('start')
      }
    }
  },
)

test.each([
  '',
  'nonsense',
  Buffer.from('{"a":1}').toString('base64url'),
  Buffer.from('[1]').toString('base64url'),
])('a cursor that is none is refused: %j', async (cursor) => {
  const refusal = { code: 'bad-input', args: { path: 'cursor', rule: 'invalid_format' } }
  const asked = [
    { cursor },
    { cursor, sort: 'computed', asAt: '2026-11-01' },
    { cursor, owner: 'Nobody' },
  ] as const
  for (const question of asked) await expect(refs(question)).rejects.toMatchObject({ refusal })
})

test('matches are counted exactly within a plan, and up to the most beyond', async () => {
  const many = await freshStore(forms[0])
  await accept(
    many,
    harbour(...Array.from({ length: MOST_COUNTED + 5 }, (_, index) => ({ ref: String(index) }))),
  )
  expect(await many.actions.list({ ...everything, limit: 1 })).toMatchObject({
    count: MOST_COUNTED,
    capped: true,
  })
  expect(await many.actions.list({ ...everything, limit: 1, plan: 'harbour' })).toMatchObject({
    count: MOST_COUNTED + 5,
    capped: false,
  })
  for (const question of [{}, { text: 'a' }, { asAt: '2026-06-01' }]) {
    const { count } = await many.actions.list({ ...everything, plan: 'harbour', limit: 1, ...question })
    expect(await many.actions.list({ ...everything, limit: 1, exact: true, ...question })).toMatchObject({
      count,
      capped: false,
    })
  }
  await many.close()
})

test('a list is filtered and sorted by priority, in the order in which the force lists its words', async () => {
  const own = await freshStore(forms[0])
  try {
    await accept(own, harbour({ ref: '1' }, { ref: '2' }, { ref: '3' }, { ref: '4' }))
    const say = async (ref: string, priority: string, on: string) => {
      const { id } = await actionAt(own, `harbour/${ref}`)
      const update = anUpdateOf(id, { priority, on })
      expect(await own.commands.run('record-update', update, by('ada'))).toMatchObject({ ok: true })
    }
    await say('1', 'low', '2026-04-01')
    await say('2', 'high', '2026-04-01')
    await say('4', 'medium', '2026-04-01')
    await say('4', 'low', '2026-05-01')
    const of = async (question: Partial<ActionQuestion>) => {
      const { rows, count } = await own.actions.list({ ...everything, plan: 'harbour', ...question })
      expect(count).toBe(rows.length)
      return rows.map(({ ref, priority }) => `${ref} ${priority}`)
    }
    const sorted = ['2 high', '1 low', '4 low', '3 null']
    expect(await of({ sort: 'priority' })).toEqual(sorted)
    expect(await of({ sort: 'priority', descending: true })).toEqual(sorted.toReversed())
    const [first, second] = [1, 2].map((limit) => ({ ...everything, sort: 'priority' as const, limit }))
    const { next } = await own.actions.list(first ?? everything)
    const rest = await own.actions.list({ ...(second ?? everything), cursor: next ?? '' })
    expect(rest.rows.map(({ ref }) => ref)).toEqual(['1', '4'])
    expect(await of({ priority: ['low'] })).toEqual(['1 low', '4 low'])
    expect(await of({ priority: ['high', 'none'] })).toEqual(['2 high', '3 null'])
    expect(await of({ priority: ['medium'] })).toEqual([])
    expect(await of({ priority: ['medium'], asAt: '2026-04-30' })).toEqual(['4 medium'])
    expect(
      await own.commands.run(
        'change-settings',
        { commandId: anId(), priorities: ['low', 'high'], seen: {} },
        by('ada'),
      ),
    ).toMatchObject({ ok: true })
    expect(await of({ sort: 'priority' })).toEqual(['1 low', '4 low', '2 high', '3 null'])
    const { id } = await actionAt(own, 'harbour/3')
    expect(
      await own.commands.run('record-update', anUpdateOf(id, { priority: 'medium' }), by('ada')),
    ).toEqual({
      ok: false,
      error: {
        code: 'not-in-settings',
        args: { field: 'priority', said: 'medium', words: ['low', 'high'] },
      },
    })
  } finally {
    await own.close()
  }
})

test('the force’s own columns take values, and lists are filtered and sorted by them', async () => {
  const own = await freshStore(forms[0])
  await accept(own, harbour({ ref: '1' }, { ref: '2' }, { ref: '3' }, { ref: '4' }))
  try {
    const run = (name: 'add-column' | 'set-columns', input: object) =>
      own.commands.run(name, commands[name].input.parse({ commandId: anId(), ...input }) as never, by('ada'))
    for (const column of [
      { title: 'Unit cost', kind: 'money' },
      { title: 'Ward', kind: 'choice', choices: ['South', 'North'] },
      { title: 'Reviewed', kind: 'yes-no' },
      { title: 'Seen on', kind: 'date' },
      { title: 'Note', kind: 'text' },
    ])
      expect(await run('add-column', column)).toMatchObject({ ok: true })
    const fill = async (ref: string, values: object, on?: string) => {
      const { id } = await actionAt(own, `harbour/${ref}`)
      expect(await run('set-columns', { actionId: id, values, on })).toMatchObject({ ok: true })
    }
    await fill('1', { 'unit-cost': 900, ward: 'North', reviewed: true, note: 'Two quotes' })
    await fill('2', { 'unit-cost': 12_000, ward: 'South', reviewed: false, 'seen-on': '2026-03-01' })
    await fill('3', { 'unit-cost': 1250.5, 'seen-on': '2025-12-31' }, '2026-05-01')

    const refs = async (question: object) =>
      (await own.actions.list({ ...everything, plan: 'harbour', ...question })).rows.map(({ ref }) => ref)
    expect(await refs({ sort: 'column:unit-cost' })).toEqual(['1', '3', '2', '4'])
    expect(await refs({ sort: 'column:unit-cost', descending: true })).toEqual(['4', '2', '3', '1'])
    expect(await refs({ sort: 'column:ward' })).toEqual(['2', '1', '3', '4'])
    expect(await refs({ sort: 'column:reviewed' })).toEqual(['1', '2', '3', '4'])
    expect(await refs({ sort: 'column:seen-on' })).toEqual(['3', '2', '1', '4'])
    expect(await refs({ sort: 'column:note' })).toEqual(['1', '2', '3', '4'])
    expect(await refs({ sort: 'column:gone' })).toEqual(['1', '2', '3', '4'])
    expect(await refs({ columns: { ward: ['North', 'none'] } })).toEqual(['1', '3', '4'])
    expect(await refs({ columns: { reviewed: ['no'], ward: ['South'] } })).toEqual(['2'])
    expect(await refs({ columns: { 'unit-cost': ['1250.5'] } })).toEqual(['3'])
    expect(await refs({ columns: { 'unit-cost': ['1250.5'] }, asAt: '2026-04-30' })).toEqual([])
    expect(await refs({ text: 'two quotes' })).toEqual(['1'])

    const first = await own.actions.list({
      ...everything,
      plan: 'harbour',
      sort: 'column:unit-cost',
      limit: 2,
    })
    const rest = await own.actions.list({
      ...everything,
      plan: 'harbour',
      sort: 'column:unit-cost',
      limit: 2,
      cursor: first.next ?? '',
    })
    expect([...first.rows, ...rest.rows].map(({ ref }) => ref)).toEqual(['1', '3', '2', '4'])

    const action = await actionAt(own, 'harbour/1')
    expect(action.columns.ward).toEqual({ kind: 'choice', value: 'North' })
    expect(action.columnsTouched).toMatchObject({ ward: expect.any(Number), note: expect.any(Number) })
  } finally {
    await own.close()
  }
})
