import { forceDefault, inspectionLog, readTimescale } from '@beatbook/domain'
import { anUpdate } from '@beatbook/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import { accept, actionAt, anUpdateOf, at, by, forms, freshStore, harbour } from '../testing.ts'

let store: Store
beforeAll(async () => {
  store = await freshStore(forms[0])
  const owners = [{ name: 'Dock Team', duty: 'responsible' as const }]
  const due = readTimescale('by 31 March 2026').timescale
  await accept(
    store,
    harbour(
      { ref: '1', timescale: due, owners, level: 'green', updates: [anUpdate({ on: '2026-03-02' })] },
      { ref: '2', timescale: readTimescale('by 31 December 2026').timescale, owners },
    ),
  )
  const { id } = await actionAt(store, 'harbour/2')
  await store.commands.run(
    'record-update',
    anUpdateOf(id, { on: '2026-11-18', text: 'Nearly there' }),
    by('ada', 5),
  )
})
afterAll(() => store.close())

test('a level has every test that was made, and what would change it', async () => {
  const why = await store.rating.why('harbour/1')
  expect(why).toMatchObject({
    ok: true,
    value: {
      address: 'harbour/1',
      asAt: '2026-11-20',
      declared: { level: 'green', since: '2026-03-01', again: null, reason: null },
      completed: null,
      computed: { level: 'red', since: '2026-04-01' },
      byRules: { level: 'red', rule: 'late', letter: 'R' },
      disagrees: true,
      disagreement: 'kinder',
      override: null,
      ragRules: { code: 'force-default', version: 2 },
      about: { deadline: '2026-03-31', daysPast: 234, daysSilent: 263, stage: null },
      toTurn: { level: 'green' },
    },
  })
  if (!why.ok) return
  expect(why.value.evaluation?.rules.map((rule) => rule.id)).toEqual(
    forceDefault.rules.map((rule) => rule.id),
  )
  expect(why.value.evaluation?.rules.find((rule) => rule.id === 'late')?.when).toEqual({
    fact: 'daysPastDeadline',
    is: 'more',
    than: 0,
    value: 234,
    met: true,
  })
  expect(why.value.toTurn?.ways.length).toBeGreaterThan(0)
})

test('the answer differs on the last day before the deadline, and the address must exist', async () => {
  const why = await store.rating.why('harbour/1', { asAt: '2026-03-31' })
  expect(why.ok && [why.value.byRules?.level, why.value.about.daysPast]).toEqual(['green', 0])
  expect(await store.rating.why('harbour/9')).toEqual({ ok: false, error: { code: 'not-found' } })
})

test('a ribbon joins the past and the forecast as of the day asked about', async () => {
  const now = await store.rating.ribbon('harbour/2')
  expect(now.ok && now.value.computed.map(({ from, to, level, rule }) => [from, to, level, rule])).toEqual([
    ['2026-03-01', '2026-04-13', 'green', null],
    ['2026-04-13', '2026-11-18', 'amber', 'silent'],
    ['2026-11-18', '2026-12-31', 'green', null],
    ['2026-12-31', '2027-01-01', 'amber', 'silent'],
    ['2027-01-01', null, 'red', 'late'],
  ])
  const march = await store.rating.ribbon('harbour/2', { asAt: '2026-03-10' })
  expect(march.ok && march.value.computed.map(({ from, level }) => [from, level])).toEqual([
    ['2026-03-01', 'green'],
    ['2026-04-13', 'amber'],
    ['2027-01-01', 'red'],
  ])
  const declared = await store.rating.ribbon('harbour/1')
  expect(declared.ok && declared.value.declared).toEqual([{ from: '2026-03-01', to: null, level: 'green' }])
})

test('changes of level are listed by day, as known then', async () => {
  const next = await store.rating.turning({ plan: 'harbour', until: '2027-06-30' })
  expect(
    next.map(({ on, address, was, becomes, rule }) => [on, address, was.level, becomes.level, rule]),
  ).toEqual([
    ['2026-12-31', 'harbour/2', 'green', 'amber', 'silent'],
    ['2027-01-01', 'harbour/2', 'amber', 'red', 'late'],
  ])
  const rest = await store.rating.turning({ plan: 'harbour', until: '2027-06-30', skip: 1 })
  expect(rest).toEqual(next.slice(1))
  const before = await store.rating.turning({ asAt: '2026-03-10', knownAt: at(2), until: '2026-04-30' })
  expect(before.map(({ on, address, becomes }) => [on, address, becomes.level])).toEqual([
    ['2026-04-01', 'harbour/1', 'red'],
    ['2026-04-13', 'harbour/2', 'amber'],
  ])
})

test('a trend counts levels on each of its days, and marks the forecast ones', async () => {
  const trends = await store.rating.trends({
    plan: 'harbour',
    from: '2026-03-01',
    to: '2027-03-01',
    by: 'computed',
  })
  expect(trends?.points.at(0)).toEqual({
    on: '2026-03-01',
    forecast: false,
    actions: 2,
    counts: { green: 2 },
  })
  expect(trends?.points.at(-1)).toEqual({ on: '2027-03-01', forecast: true, actions: 2, counts: { red: 2 } })
  expect(trends?.points.length).toBeLessThanOrEqual(61)
  expect(trends?.levels.map((level) => level.level)).toEqual(forceDefault.levels.map((level) => level.code))
  const declared = await store.rating.trends({
    plan: 'harbour',
    from: '2026-11-01',
    to: '2026-11-02',
    by: 'declared',
    owner: 'Dock Team',
  })
  expect(declared?.points.at(-1)?.counts).toEqual({ green: 1, none: 1 })
  expect(
    (
      await store.rating.trends({
        plan: 'harbour',
        from: '2026-11-01',
        to: '2026-11-02',
        by: 'computed',
        owner: 'Nobody',
      })
    )?.points[0]?.actions,
  ).toBe(0)
  expect(
    await store.rating.trends({ plan: 'nowhere', from: '2026-11-01', to: '2026-11-02', by: 'computed' }),
  ).toBeNull()
})

test('other rules can be tried without being saved', async () => {
  const tried = await store.rating.whatIf('harbour', { ...inspectionLog, code: 'mine' })
  expect(tried).toMatchObject({ asAt: '2026-11-20', actions: 2 })
  expect(tried?.changes.map(({ address, today }) => [address, today?.is.level, today?.would.level])).toEqual([
    ['harbour/2', 'green', 'not-rated'],
  ])
  expect((await store.plans.list())[0]?.ragRules?.code).toBe('force-default')
})

test('rules are tested against the past, with the number of cases', async () => {
  const result = await store.rating.backTest('harbour', forceDefault)
  expect(result).toMatchObject({ from: '2026-03-01', until: '2026-11-20', actions: 2 })
  expect(result?.greenThenLate.cases).toBeGreaterThan(0)
  expect(result?.declared.kinder).toBeGreaterThan(0)
})

test('all built-in rules are listed, with the plans they rate', async () => {
  const allRagRules = await store.rating.allRagRules()
  expect(
    allRagRules
      .filter((ragRules) => ragRules.plans.length > 0)
      .map(({ code, plans, builtIn }) => [code, plans, builtIn]),
  ).toEqual([['force-default', ['harbour'], true]])
  expect(await store.rating.ragRules('inspection-log')).toEqual(inspectionLog)
  expect(await store.rating.ragRules('none-such')).toBeNull()
})
