import { aContext, countedIds } from '@beatbook/testkit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Pending, Recorded } from '../stream/event.ts'
import { standing } from '../stream/standing.ts'
import { decideArchivePlan, decideRestorePlan } from './archive.ts'
import {
  addPlan,
  addSection,
  archivePlan,
  editPlan,
  moveSection,
  removeSection,
  renameSection,
} from './commands.ts'
import {
  decideAddPlan,
  decideAddSection,
  decideEditPlan,
  decideRemoveSection,
  decideRenameSection,
} from './edit.ts'
import type { PlanEvent } from './events.ts'
import { type PlanDecision, refusalOfSection, refusalToFollowInPlan } from './one-event.ts'
import { decideMoveSection } from './order.ts'
import { readPeriod } from './period.ts'
import { evolvePlan, foldPlan, type PlanState } from './plan.ts'

const nobody = { actions: 0, later: null }

/** A plan of 1 March 2026, typed by a person, and commands on it. */
const aPlanInUse = (given: object = {}) => {
  const newId = countedIds(3)
  const planId = newId()
  const context = aContext({ newId })
  const history: Recorded<PlanEvent>[] = []
  const base = () => ({ commandId: newId(), planId })
  const commit = (decided: PlanDecision): PlanState | null => {
    if (!decided.ok) throw new Error(JSON.stringify(decided.error))
    for (const event of decided.value as Pending<PlanEvent>[])
      history.push({
        ...event,
        position: history.length + 1,
        recordedAt: '2026-11-20T12:00:00.000Z',
        actor: context.actor,
        commandId: newId(),
      })
    return foldPlan(history)
  }
  const on = (title: string) => foldPlan(history)?.sections.find((each) => each.title === title)?.id ?? ''
  const ask = {
    add: (more: object, codes: string[] = []) =>
      decideAddPlan(
        history,
        addPlan.input.parse({ ...base(), title: 'Walks', ...more }),
        new Set(codes),
        context,
      ),
    edit: (more: object, codes: string[] = []) =>
      decideEditPlan(history, editPlan.input.parse({ ...base(), ...more }), new Set(codes), context),
    section: (title: string, more: object = {}) =>
      decideAddSection(
        history,
        addSection.input.parse({ ...base(), sectionId: newId(), title, ...more }),
        context,
      ),
    move: (title: string, more: object) =>
      decideMoveSection(
        history,
        moveSection.input.parse({ ...base(), sectionId: on(title), ...more }),
        context,
      ),
    rename: (from: string, title: string, more: object = {}) =>
      decideRenameSection(
        history,
        renameSection.input.parse({ ...base(), sectionId: on(from), title, ...more }),
        context,
      ),
    remove: (title: string, use: Parameters<typeof decideRemoveSection>[2] = nobody, more: object = {}) =>
      decideRemoveSection(
        history,
        removeSection.input.parse({ ...base(), sectionId: on(title), ...more }),
        use,
        context,
      ),
  }
  commit(ask.add({ on: '2026-03-01', code: 'walks', ...given }))
  return { history, ask, commit, planId, newId, on, context, state: () => foldPlan(history) }
}

describe('a new plan', () => {
  test('has its code, kind, sponsor and period, and the rules and workflow of an import of its kind', () => {
    const { history, state } = aPlanInUse({ sponsor: 'Head of Policing', period: '2026/27' })
    expect(history.map(({ type }) => type)).toEqual(['plan-added', 'rag-rules-pinned'])
    expect(state()).toMatchObject({
      code: 'walks',
      kind: 'action-plan',
      title: 'Walks',
      sponsor: 'Head of Policing',
      period: { start: '2026-04-01', end: '2027-03-31', said: '2026/27' },
      workflow: 'simple',
      pins: [{ code: 'force-default', version: 2 }],
      sections: [],
      since: '2026-03-01',
    })
    expect(aPlanInUse({ kind: 'recommendations' }).state()).toMatchObject({
      workflow: 'inspectorate',
      pins: [{ code: 'inspection-log', version: 1 }],
    })
  })

  test('has the description, update period and workflow that are given', () => {
    const given = { description: 'Walks by night', updatePeriod: 'month', workflow: 'inspectorate' } as const
    const { history, state } = aPlanInUse(given)
    expect(state()).toMatchObject({ ...given, workflowVersion: 1, kind: 'action-plan' })
    expect(history.map(({ type }) => type)).toEqual(['plan-added', 'rag-rules-pinned', 'plan-revised'])
    expect(aPlanInUse({ description: '' }).history).toHaveLength(2)
  })

  test.each([
    ['id-reused', {}],
    ['code-taken', { code: 'charter', planId: countedIds(9)() }],
    ['period-not-understood', { period: 'some day', planId: countedIds(9)() }],
    ['effective-in-future', { on: '2026-11-21', planId: countedIds(9)() }],
  ])('is refused with %s: %j', (code, given) => {
    const { ask, history } = aPlanInUse()
    const decided =
      'planId' in given
        ? decideAddPlan(
            [],
            addPlan.input.parse({ commandId: countedIds(8)(), title: 'Walks', ...given }),
            new Set(['charter']),
            aContext(),
          )
        : ask.add(given)
    expect(history.length).toBe(2)
    expect(decided).toMatchObject({ ok: false, error: { code } })
  })

  test('gets a code that no plan has or had', () => {
    const input = addPlan.input.parse({ commandId: countedIds(8)(), planId: countedIds(9)(), title: 'Walks' })
    const decided = decideAddPlan([], input, new Set(['walks', 'walks-2']), aContext())
    expect(decided).toMatchObject({ ok: true, value: [{ facts: { code: 'walks-3' } }, {}] })
  })
})

describe('an edit of a plan', () => {
  test('changes the fields it states from its day, and clears what is null', () => {
    const { ask, commit, state, history } = aPlanInUse({ sponsor: 'Head of Policing', period: '2026/27' })
    commit(ask.edit({ title: 'More walks', on: '2026-05-01', reason: 'Board' }))
    expect(state()).toMatchObject({ title: 'More walks', sponsor: 'Head of Policing' })
    expect(state()).not.toHaveProperty('reason')
    expect(foldPlan(history.filter(({ effectiveOn }) => effectiveOn < '2026-05-01'))?.title).toBe('Walks')
    commit(ask.edit({ sponsor: null, period: null }))
    expect(state()).toMatchObject({ title: 'More walks', sponsor: null, period: null })
  })

  test('records nothing where nothing changes on its day', () => {
    const { ask, commit } = aPlanInUse({ period: '2026/27' })
    expect(ask.edit({ title: 'Walks', sponsor: null, period: '2026/27' })).toEqual({ ok: true, value: [] })
    commit(ask.edit({ title: 'More walks', on: '2026-05-01' }))
    expect(ask.edit({ title: 'Walks', on: '2026-04-01' })).toEqual({ ok: true, value: [] })
  })

  test('is stale where somebody else changed a field that it changes', () => {
    const { ask, commit } = aPlanInUse()
    commit(ask.edit({ title: 'More walks', sponsor: 'ACC' }))
    const seen = { title: 'Walks', sponsor: null, period: null }
    expect(ask.edit({ title: 'Fewer walks', sponsor: 'DCC', period: '2026/27', seen })).toMatchObject({
      error: { code: 'stale', args: { fields: ['title', 'sponsor'] } },
    })
    expect(ask.edit({ period: '2026/27', seen })).toMatchObject({ ok: true })
    expect(ask.edit({ title: 'More walks', seen })).toEqual({ ok: true, value: [] })
  })

  test.each([
    ['nothing-said', {}],
    ['period-not-understood', { period: 'some day' }],
    ['effective-in-future', { title: 'A', on: '2026-11-21' }],
    ['before-it-exists', { title: 'A', on: '2026-02-28' }],
    ['not-found', { title: 'A', planId: countedIds(9)() }],
  ])('is refused with %s: %j', (code, given) => {
    const { ask } = aPlanInUse()
    const decided =
      code === 'not-found'
        ? decideEditPlan(
            [],
            editPlan.input.parse({ commandId: countedIds(8)(), ...given }),
            new Set(),
            aContext(),
          )
        : ask.edit(given)
    expect(decided).toMatchObject({ ok: false, error: { code } })
  })
})

test('an edit also changes kind, code, description and update period; a former code is the plan’s own', () => {
  const { ask, commit, state, history } = aPlanInUse()
  const fields = { kind: 'strategy', code: 'walks-27', description: 'On foot.', updatePeriod: 'quarter' }
  commit(ask.edit({ ...fields, on: '2026-05-01' }))
  expect(state()).toMatchObject(fields)
  expect(foldPlan(history.filter(({ effectiveOn }) => effectiveOn < '2026-05-01'))).toMatchObject({
    code: 'walks',
    description: null,
    updatePeriod: null,
  })
  expect(ask.edit({ code: 'charter' }, ['charter'])).toMatchObject({ error: { code: 'code-taken' } })
  commit(ask.edit({ code: 'walks', description: '', updatePeriod: null }, ['walks', 'walks-27']))
  expect(state()).toMatchObject({ code: 'walks', description: null, updatePeriod: null, kind: 'strategy' })
  const seen = { code: 'walks-27', description: 'On foot.' }
  expect(ask.edit({ code: 'rounds', description: 'By bicycle.', seen })).toMatchObject({
    error: { code: 'stale', args: { fields: ['code', 'description'] } },
  })
})

test('a plan is archived and restored from a day, and only once', () => {
  const { commit, state, history } = aPlanInUse()
  const base = { commandId: countedIds(5)(), planId: history[0]?.stream.id ?? '' }
  const give = (archives: boolean, more: object = {}) =>
    (archives ? decideArchivePlan : decideRestorePlan)(
      history,
      archivePlan.input.parse({ ...base, ...more }),
      aContext({ newId: countedIds(6) }),
    )
  expect(give(false)).toEqual({ ok: true, value: [] })
  commit(give(true, { on: '2026-05-01', reason: 'Its period is over' }))
  expect(state()).toMatchObject({ archived: true })
  expect(give(true)).toEqual({ ok: true, value: [] })
  expect(give(true, { on: '2026-11-21' })).toMatchObject({ error: { code: 'effective-in-future' } })
  expect(give(true, { planId: countedIds(9)() })).toMatchObject({ ok: true })
  commit(give(false))
  expect(state()).toMatchObject({ archived: false })
  expect(foldPlan(history.filter(({ effectiveOn }) => effectiveOn < '2026-11-01'))?.archived).toBe(true)
})

describe('sections', () => {
  test('are moved before and after each other, from a day', () => {
    const { ask, commit, history, state, on } = aPlanInUse()
    for (const title of ['Streets', 'Parks', 'Offices']) commit(ask.section(title, { on: '2026-04-01' }))
    const titles = (plan: PlanState | null) => plan?.sections.map(({ title }) => title)
    const order = () => state()?.sections.map(({ id }) => id) ?? []
    commit(ask.move('Offices', { beforeId: on('Streets'), on: '2026-05-01', seen: { order: order() } }))
    expect(titles(state())).toEqual(['Offices', 'Streets', 'Parks'])
    expect(titles(foldPlan(history.filter(({ effectiveOn }) => effectiveOn < '2026-05-01')))).toEqual([
      'Streets',
      'Parks',
      'Offices',
    ])
    const seen = { order: order() }
    expect(ask.move('Offices', { beforeId: on('Streets') })).toEqual({ ok: true, value: [] })
    commit(ask.move('Offices', { afterId: on('Parks') }))
    commit(ask.section('Roads'))
    expect(titles(state())).toEqual(['Streets', 'Parks', 'Offices', 'Roads'])
    expect(ask.move('Roads', { beforeId: on('Streets'), seen })).toMatchObject({
      error: { code: 'stale', args: { fields: ['order of sections'] } },
    })
    expect(ask.move('Roads', {})).toMatchObject({ error: { code: 'nothing-said' } })
    expect(ask.move('Roads', { beforeId: countedIds(9)() })).toMatchObject({ error: { code: 'not-found' } })
    // A section that is removed before the day of a move cannot be in its order.
    expect(ask.remove('Parks', nobody, { on: '2026-04-15' })).toMatchObject({
      error: { code: 'contradicts-later' },
    })
  })

  test('are added behind the others, renamed and removed from a day', () => {
    const { ask, commit, history, state } = aPlanInUse()
    commit(ask.section('Streets', { on: '2026-04-01', ref: 'A' }))
    commit(ask.section('Offices', { on: '2026-04-01' }))
    commit(ask.rename('Streets', 'On the street', { on: '2026-05-01' }))
    commit(ask.remove('Offices', nobody, { on: '2026-06-01' }))
    commit(ask.section('Parks'))
    expect(state()?.sections).toMatchObject([
      { ref: 'A', title: 'On the street', order: 0 },
      { ref: null, title: 'Parks', order: 2 },
    ])
    const then = foldPlan(history.filter(({ effectiveOn }) => effectiveOn < '2026-05-01'))
    expect(then?.sections.map(({ title }) => title)).toEqual(['Streets', 'Offices'])
    expect(then).not.toHaveProperty('removedSections')
  })

  test('have different titles, also on earlier days', () => {
    const { ask, commit } = aPlanInUse()
    commit(ask.section('Streets', { on: '2026-05-01' }))
    expect(ask.section(' STREETS ')).toMatchObject({ error: { code: 'section-taken' } })
    expect(ask.section('Streets', { on: '2026-04-01' })).toMatchObject({
      error: { code: 'contradicts-later' },
    })
    commit(ask.section('Offices'))
    expect(ask.rename('Offices', 'streets')).toMatchObject({ error: { code: 'section-taken' } })
    expect(ask.rename('Offices', 'Offices')).toEqual({ ok: true, value: [] })
  })

  test('with actions are not removed, nor those that get one later', () => {
    const { ask, commit } = aPlanInUse()
    commit(ask.section('Streets', { on: '2026-04-01' }))
    expect(ask.remove('Streets', { actions: 2, later: null })).toMatchObject({
      error: { code: 'section-not-empty', args: { title: 'Streets', actions: 2 } },
    })
    const later = { id: countedIds(9)(), effectiveOn: '2026-06-01' }
    expect(ask.remove('Streets', { actions: 0, later }, { on: '2026-05-01' })).toMatchObject({
      error: { code: 'contradicts-later', args: { event: later.id } },
    })
  })

  test('that are renamed or removed later are not removed before', () => {
    const { ask, commit } = aPlanInUse()
    commit(ask.section('Streets', { on: '2026-04-01' }))
    commit(ask.rename('Streets', 'On the street', { on: '2026-06-01' }))
    expect(ask.remove('On the street', nobody, { on: '2026-05-01' })).toMatchObject({
      error: { code: 'contradicts-later' },
    })
  })

  test('take no action where they are not there, or are removed later', () => {
    const { ask, commit, history, on } = aPlanInUse()
    commit(ask.section('Streets', { on: '2026-04-01' }))
    const sectionId = on('Streets')
    commit(ask.remove('Streets', nobody, { on: '2026-06-01' }))
    expect(refusalOfSection(history, sectionId, '2026-03-31')?.code).toBe('not-found')
    expect(refusalOfSection(history, sectionId, '2026-05-01')?.code).toBe('contradicts-later')
    expect(refusalOfSection(history, sectionId, '2026-06-01')?.code).toBe('not-found')
  })

  test('unknown ones are not found, a used id is refused, and a stale title too', () => {
    const { ask, commit, on } = aPlanInUse()
    commit(ask.section('Streets'))
    expect(ask.rename('Nowhere', 'A', { sectionId: countedIds(9)() })).toMatchObject({
      error: { code: 'not-found' },
    })
    expect(ask.remove('Nowhere', nobody, { sectionId: countedIds(9)() })).toMatchObject({
      error: { code: 'not-found' },
    })
    expect(ask.section('Parks', { sectionId: on('Streets') })).toMatchObject({ error: { code: 'id-reused' } })
    expect(ask.rename('Streets', 'Parks', { seen: { title: 'Roads' } })).toMatchObject({
      error: { code: 'stale' },
    })
  })
})

test('every event that was allowed still follows in the folded order', () => {
  const days = ['2026-03-02', '2026-05-01', '2026-07-01', undefined]
  const someStep = fc.record({
    do: fc.constantFrom('section', 'rename', 'remove', 'edit', 'move', 'move'),
    title: fc.constantFrom('Streets', 'Parks', 'Offices'),
    to: fc.constantFrom('Streets', 'Parks', 'Roads'),
    on: fc.constantFrom(...days),
  })
  const refused = new Set<string>()
  fc.assert(
    fc.property(fc.array(someStep, { maxLength: 12 }), (steps) => {
      const { ask, commit, history, on } = aPlanInUse()
      for (const step of steps) {
        const more = { on: step.on }
        if (['rename', 'remove', 'move'].includes(step.do) && on(step.title) === '') continue
        const decided = {
          section: () => ask.section(step.title, more),
          rename: () => ask.rename(step.title, step.to, more),
          remove: () => ask.remove(step.title, nobody, more),
          edit: () => ask.edit({ title: step.to, ...more }),
          move: () => ask.move(step.title, { beforeId: on(step.to) || on(step.title), ...more }),
        }[step.do]?.()
        if (decided?.ok) commit(decided)
        else if (decided !== undefined) refused.add(decided.error.code)
      }
      let state: PlanState | null = null
      for (const event of standing(history)) {
        expect(refusalToFollowInPlan(state, event)).toBeNull()
        state = evolvePlan(state, event)
      }
    }),
    { numRuns: 300 },
  )
  expect([...refused]).toEqual(expect.arrayContaining(['section-taken', 'contradicts-later', 'not-found']))
})

test.each([
  ['2026/27', '2026-04-01', '2027-03-31'],
  ['2026', '2026-01-01', '2026-12-31'],
  ['April 2026 to March 2028', '2026-04-01', '2028-03-31'],
  ['from July 2026', '2026-07-01', null],
])('the period %s', (said, start, end) => {
  expect(readPeriod(said)).toEqual({ start, end, said })
})

test.each(['some day', '3 March 2026', 'ongoing', ''])('“%s” is no period', (said) => {
  expect(readPeriod(said)).toBeNull()
})
