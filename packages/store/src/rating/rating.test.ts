import type { Computed } from '@beatbook/contract'
import {
  type ActionState,
  addDays,
  compileRagRules,
  evolveAction,
  factsOfStates,
  forceDefault,
  intervalOn,
  ragTimeline,
  readTimescale,
} from '@beatbook/domain'
import { anUpdate, TODAY } from '@beatbook/testkit'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { actionReader } from '../action/reader.ts'
import { draftKeeper } from '../draft/keeper.ts'
import { streamOf } from '../stream/events.ts'
import { versionsOf } from '../stream/versions.ts'
import {
  accept,
  actionAt,
  anId,
  anUpdateOf,
  at,
  by,
  everything,
  forms,
  freshStore,
  harbour,
} from '../testing.ts'
import { writeInThread } from '../thread/in-thread.ts'

type Open = Awaited<ReturnType<typeof freshStore>>
const due = readTimescale('by 31 March 2026').timescale
const owners = [{ name: 'Dock Team', duty: 'responsible' as const }]

/**
 * A plan of 1 March 2026 with one action due 15 May 2027: on the day of the tests 60 per cent of that time
 * has passed.
 */
const tillMay2027 = (() => {
  const draft = harbour({ ref: '1', owners, timescale: readTimescale('by 15 May 2027').timescale })
  return { ...draft, plans: draft.plans.map((plan) => ({ ...plan, title: 'Tug plan' })) }
})()

const levelAt = async (
  store: Open,
  address: string,
  asAt?: string,
  knownAt?: string,
): Promise<string | null> => (await actionAt(store, address, { asAt, knownAt })).computed?.level ?? null

describe.each(forms.slice(0, 2))('with a record $form', (form) => {
  let store: Open
  beforeEach(async () => {
    store = await freshStore(form)
    await accept(
      store,
      harbour(
        { ref: '1', timescale: due, owners },
        { ref: '2', owners, timescale: readTimescale('ongoing').timescale },
      ),
    )
  })
  afterEach(() => store.close())

  test('the level changes on the day after the latest day, and the row has that day', async () => {
    expect(await levelAt(store, 'harbour/1', '2026-03-31')).toBe('green')
    expect((await actionAt(store, 'harbour/1', { asAt: '2026-03-31' })).computed).toMatchObject({
      turns: { on: '2026-04-01', level: 'red' },
    })
    expect((await actionAt(store, 'harbour/1')).computed).toMatchObject({
      level: 'red',
      rule: 'late',
      since: '2026-04-01',
      turns: null,
      letter: 'R',
    })
  })

  test('before the plan there is no rating', async () => {
    expect((await store.plans.list({ asAt: '2026-02-01' })).length).toBe(0)
  })

  test('a plan counts its levels by the rules, and the declared levels that differ', async () => {
    const { id } = await actionAt(store, 'harbour/1')
    await store.commands.run('record-update', anUpdateOf(id, { level: 'green' }), by('ada', 5))
    const [plan] = await store.plans.list()
    expect(plan).toMatchObject({
      ragRules: { code: 'force-default', version: 2 },
      disagreements: 1,
      recalculating: null,
    })
    expect(plan?.computed.levels.map(({ level, actions }) => [level, actions])).toEqual([
      ['red', 1],
      ['amber-red', 0],
      ['amber', 1],
      ['amber-green', 0],
      ['green', 0],
      ['not-due', 0],
      ['complete', 0],
    ])
    expect((await store.actions.list({ ...everything, disagrees: true })).rows.map((row) => row.ref)).toEqual(
      ['1'],
    )
  })

  test.each([
    ['2026-03-31', ['red'], []],
    ['2026-04-01', ['red'], ['1']],
    ['2026-03-31', ['green'], ['1', '2']],
    ['2026-05-01', ['amber', 'red'], ['1', '2']],
    ['2026-05-01', ['none'], []],
  ])('on %s the levels %j are those of %j', async (asAt, computed, refs) => {
    const page = await store.actions.list({ ...everything, plan: 'harbour', asAt, computed })
    expect(page.rows.map((row) => row.ref)).toEqual(refs)
    expect(page.count).toBe(refs.length)
  })

  test('the order by the rules starts with the worst level, also across pages', async () => {
    const first = await store.actions.list({ ...everything, sort: 'computed', limit: 1 })
    const second = await store.actions.list({
      ...everything,
      sort: 'computed',
      limit: 1,
      cursor: first.next ?? '',
    })
    expect([first, second].map((page) => page.rows.map((row) => [row.ref, row.computed?.level]))).toEqual([
      [['1', 'red']],
      [['2', 'amber']],
    ])
  })

  test('by the computed ratio, the work stated to be done over the time gone rates an action, and undoing it restores the rating', async () => {
    const { plans } = await accept(store, tillMay2027)
    await store.commands.run(
      'pin-rag-rules',
      { commandId: anId(), planId: plans[0]?.id ?? '', code: 'computed-ratio', version: 1 },
      by('ada', 2),
    )
    expect(await levelAt(store, 'tug/1')).toBe('not-rated')
    const { id } = await actionAt(store, 'tug/1')
    await store.commands.run('record-update', anUpdateOf(id, { progress: 30 }), by('ada', 3))
    const why = await store.rating.why('tug/1', {})
    expect(why.ok && why.value.facts.progressRatio).toBe(0.5)
    expect(await actionAt(store, 'tug/1')).toMatchObject({
      progress: 30,
      computed: { level: 'red', rule: 'off-track' },
    })
    const more = anUpdateOf(id, { progress: 95 })
    await store.commands.run('record-update', more, by('ada', 4))
    expect(await actionAt(store, 'tug/1')).toMatchObject({
      progress: 95,
      computed: { level: 'green', rule: 'on-track' },
    })
    await store.commands.run('undo-command', { commandId: anId(), undoes: more.commandId }, by('ada', 5))
    expect(await actionAt(store, 'tug/1')).toMatchObject({ progress: 30, computed: { level: 'red' } })
  })

  test('a late event recalculates its action, and what was known before is still found', async () => {
    const { id } = await actionAt(store, 'harbour/1')
    await store.commands.run(
      'record-update',
      anUpdateOf(id, { on: '2026-03-20', stage: 'complete' }),
      by('ada', 60),
    )
    expect(await levelAt(store, 'harbour/1', '2026-04-01')).toBe('complete')
    expect(await levelAt(store, 'harbour/1', '2026-04-01', at(30))).toBe('red')
    const known = { ...everything, plan: 'harbour', asAt: '2026-04-01', knownAt: at(30), computed: ['red'] }
    expect((await store.actions.list(known)).rows.map((row) => [row.ref, row.stage])).toEqual([['1', null]])
    expect(
      (await store.plans.list({ asAt: '2026-04-01', knownAt: at(30) }))[0]?.computed.levels[0],
    ).toMatchObject({ level: 'red', actions: 1 })
    const history = await store.actions.history('harbour/1', { knownAt: at(30) })
    expect(history.ok && history.value.length).toBe(1)
  })

  test('an override replaces the level, is marked as such, and ends after its day', async () => {
    const { id } = await actionAt(store, 'harbour/1')
    const given = {
      commandId: anId(),
      actionId: id,
      level: 'amber',
      until: '2026-12-01',
      reason: 'The crane comes in November',
    }
    expect(await store.commands.run('override-level', given, by('ada', 5))).toMatchObject({ ok: true })
    expect(await actionAt(store, 'harbour/1')).toMatchObject({
      computed: { level: 'amber', overridden: true, turns: { on: '2026-12-02', level: 'red' } },
      override: { level: 'amber', until: '2026-12-01', reason: 'The crane comes in November' },
    })
    expect(await levelAt(store, 'harbour/1', '2026-12-02')).toBe('red')
    await store.commands.run('lift-override', { commandId: anId(), actionId: id }, by('ada', 9))
    expect(await actionAt(store, 'harbour/1')).toMatchObject({
      computed: { level: 'red', overridden: false },
      override: null,
    })
  })

  test.each([
    [{ level: 'purple', until: '2026-12-01' }, 'level-not-in-rules'],
    [{ level: 'amber', until: '2026-11-01' }, 'override-ended'],
  ])('an override %j is refused with %s', async (given, code) => {
    const { id } = await actionAt(store, 'harbour/1')
    const command = { commandId: anId(), actionId: id, reason: 'Because', ...given }
    expect(await store.commands.run('override-level', command, by('ada'))).toMatchObject({
      ok: false,
      error: { code },
    })
  })

  test('a level that requires a reason is not declared without text', async () => {
    const { id } = await actionAt(store, 'harbour/1')
    const red = anUpdateOf(id, { level: 'red', text: '' })
    expect(await store.commands.run('record-update', red, by('ada'))).toMatchObject({
      ok: false,
      error: { code: 'reason-needed', args: { field: 'level' } },
    })
    expect(
      await store.commands.run('record-update', { ...red, reason: 'No crane' }, by('ada')),
    ).toMatchObject({ ok: true })
  })

  test('an action that depends on a red one is rated held up, until the other is complete', async () => {
    const [one, two] = [await actionAt(store, 'harbour/1'), await actionAt(store, 'harbour/2')]
    await store.commands.run('record-update', anUpdateOf(two.id), by('ada', 1))
    expect(await levelAt(store, 'harbour/2')).toBe('green')
    await store.commands.run(
      'add-link',
      { commandId: anId(), actionId: two.id, kind: 'depends-on', to: one.id },
      by('ada', 2),
    )
    expect(await actionAt(store, 'harbour/2')).toMatchObject({
      computed: { level: 'amber', rule: 'held-up' },
      links: [{ kind: 'depends-on', direction: 'to', address: 'harbour/1', computed: { level: 'red' } }],
    })
    expect(await actionAt(store, 'harbour/1')).toMatchObject({
      links: [{ kind: 'depends-on', direction: 'from', address: 'harbour/2', computed: { level: 'amber' } }],
    })
    await store.commands.run('record-update', anUpdateOf(one.id, { stage: 'complete' }), by('ada', 3))
    expect(await levelAt(store, 'harbour/2')).toBe('green')
    const back = { commandId: anId(), actionId: one.id, kind: 'depends-on' as const, to: two.id }
    expect(await store.commands.run('add-link', back, by('ada', 4))).toMatchObject({
      ok: false,
      error: { code: 'dependency-loop' },
    })
  })

  test('other rules rate from today; the past is still rated by the earlier ones', async () => {
    const [plan] = await store.plans.list()
    const pin = { commandId: anId(), planId: plan?.id ?? '', code: 'inspection-log', version: 1 }
    await store.commands.run('pin-rag-rules', pin, by('ada', 5))
    expect(await store.plans.list()).toMatchObject([
      { ragRules: { code: 'inspection-log' }, recalculating: null },
    ])
    expect(await levelAt(store, 'harbour/2')).toBe('not-rated')
    expect(await levelAt(store, 'harbour/2', '2026-11-19')).toBe('amber')
    expect(await levelAt(store, 'harbour/2', undefined, at(2))).toBe('amber')
    expect((await store.plans.list({ asAt: '2026-11-19' }))[0]?.ragRules).toMatchObject({
      code: 'force-default',
    })
  })

  test('saved rules rate a plan once they are pinned, and a later version only once it is pinned', async () => {
    const [plan] = await store.plans.list()
    const ragRulesId = anId()
    const ragRules = { ...forceDefault, code: 'ours', version: 0, rules: [], otherwise: 'amber' }
    expect(
      await store.commands.run('save-rag-rules', { commandId: anId(), ragRulesId, ragRules }, by('ada', 1)),
    ).toMatchObject({ ok: true })
    const pin = { commandId: anId(), planId: plan?.id ?? '', code: 'ours', version: 1 }
    expect(await store.commands.run('pin-rag-rules', pin, by('ada', 2))).toMatchObject({ ok: true })
    expect(await levelAt(store, 'harbour/1')).toBe('amber')
    const next = { commandId: anId(), ragRulesId, ragRules: { ...ragRules, version: 1, otherwise: 'green' } }
    expect(await store.commands.run('save-rag-rules', next, by('ada', 3))).toMatchObject({ ok: true })
    expect(await levelAt(store, 'harbour/1')).toBe('amber')
    expect(
      (await store.rating.allRagRules())
        .filter(({ builtIn }) => !builtIn)
        .map(({ version, plans }) => [version, plans]),
    ).toEqual([
      [1, ['harbour']],
      [2, []],
    ])
  })

  test('a withdrawn action has no rating', async () => {
    const { id } = await actionAt(store, 'harbour/1')
    await store.commands.run(
      'withdraw-action',
      { commandId: anId(), actionId: id, reason: 'Merged', seen: {} },
      by('ada', 5),
    )
    expect(await levelAt(store, 'harbour/1')).toBeNull()
    expect((await store.plans.list())[0]?.computed).toMatchObject({ none: 0 })
  })
})

test('the stored rating for any date is the one evaluated from the complete history', async () => {
  const someUpdate = fc.record(
    {
      on: fc.integer({ min: 0, max: 250 }).map((days) => addDays('2026-03-02', days)),
      stage: fc.constantFrom('not-started' as const, 'in-progress' as const, 'complete' as const),
      level: fc.constantFrom('red' as const, 'amber' as const, 'green' as const, null),
      timescale: fc.constantFrom('by May 2026', 'from 1 July 2026', 'ongoing', 'Dec 2026'),
      text: fc.constantFrom('', 'No change', 'Two held'),
    },
    { requiredKeys: ['on'] },
  )
  const ragRules = compileRagRules(forceDefault)
  await fc.assert(
    fc.asyncProperty(fc.array(someUpdate, { maxLength: 6 }), async (updates) => {
      const side = await writeInThread({ location: { in: 'memory' }, newId: anId, onChange: () => {} })
      const store = actionReader(side.db, () => TODAY)
      const drafts = draftKeeper(side.db, side.submit)
      const draftId = anId()
      const draft = harbour(
        { ref: '1', timescale: due, owners, updates: [anUpdate({ on: '2026-03-05' })] },
        { ref: '2' },
      )
      await drafts.put({ id: draftId, author: 'ada', now: at(0), draft })
      await side.submit({
        write: 'command',
        command: { name: 'accept-draft', input: { commandId: anId(), draftId, as: [] } },
        context: by('ada'),
      })
      const found = await store.get('harbour/1')
      const id = found.ok ? found.value.id : ''
      for (const [index, update] of updates.entries()) {
        const input = anUpdateOf(id, { ...update, reason: 'Said so' })
        await side.submit({
          write: 'command',
          command: { name: 'record-update', input },
          context: by('ada', index + 1),
        })
      }
      const states = versionsOf<ActionState, Parameters<typeof evolveAction>[1]>(
        await streamOf(side.db, 'action', id),
        evolveAction,
      )
      const facts = factsOfStates(states)
      const intervals = facts === null ? [] : ragTimeline(facts, [{ from: '2026-03-01', ragRules }])
      for (let day = '2026-02-25'; day < '2027-02-01'; day = addDays(day, 3)) {
        const stored = await store.get('harbour/1', { asAt: day })
        const computed: Computed | null = stored.ok ? stored.value.computed : null
        const direct = intervalOn(intervals, day)
        expect([day, computed?.level ?? null, computed?.rule ?? null]).toEqual([
          day,
          direct?.level ?? null,
          direct?.rule ?? null,
        ])
      }
      await side.close()
    }),
    { numRuns: 15 },
  )
})
