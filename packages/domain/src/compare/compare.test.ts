import {
  aDraft,
  anAction,
  anUpdate,
  aPlan,
  aRecordOf,
  aSection,
  aTimescale,
  kept,
  play,
  someDay,
  someDraftPlan,
  someSteps,
} from '@beatbook/testkit'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { previewRevision } from '../accept/preview.ts'
import { foldAction } from '../action/action.ts'
import type { DraftAction, DraftPlan } from '../draft/draft.ts'
import { actionsOf } from '../draft/writing.ts'
import { partyAdded } from '../party/events.ts'
import type { PlanContent } from '../revision/content.ts'
import { readTimescale } from '../timescale/read.ts'
import { applyComparison } from './apply.ts'
import { comparePlans } from './compare.ts'
import { comparison } from './comparison.ts'
import { actionAtOf, type PlanAt, planAt, planAtOf } from './plan-at.ts'

const somePlan = () => someDraftPlan().filter((plan) => actionsOf(plan).length > 0)
const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

type FullPlan = Pick<PlanContent, 'plan' | 'actions'> & { readonly names: ReadonlyMap<string, string> }

/** A draft's plan with steps of people, as complete states on each of some days. */
const statesAfter = (
  plan: DraftPlan,
  steps: Parameters<typeof play>[2],
  days: readonly string[],
): FullPlan[] => {
  const { record, accepted, actionIds } = aRecordOf(aDraft({ plans: [plan] }))
  const state = record.plan(accepted.plans[0]?.id ?? '')
  if (state === null) throw new Error('no plan')
  for (const [at, id] of actionIds.entries()) play(record, id, at % 2 === 0 ? steps : [])
  const names = new Map(
    record.events.flatMap((event) =>
      event.type === 'party-added' ? [[event.stream.id, partyAdded.parse(event).words.name]] : [],
    ),
  )
  return days.map((on) => ({
    plan: state,
    actions: actionIds.flatMap((id) => foldAction(record.history(id), on) ?? []),
    names,
  }))
}

/** The same as of each of the days. */
const plansAfter = (plan: DraftPlan, steps: Parameters<typeof play>[2], days: readonly string[]): PlanAt[] =>
  statesAfter(plan, steps, days).map((full, at) =>
    planAtOn(full, days[at] ?? '', (id) => (id < (days[at] ?? '') ? 'red' : null)),
  )

const planAtOn = (
  { plan, actions, names }: FullPlan,
  on: string,
  computed?: (id: string) => string | null,
): PlanAt =>
  planAtOf(plan, actions, {
    on,
    names: (party) => names.get(party) ?? party,
    ...(computed === undefined ? {} : { computed }),
  })

/** The plan on a day if every row of a draft were taken. */
const afterDraft = (draft: DraftPlan, full: FullPlan, on: string): PlanAt => {
  const preview = previewRevision(aDraft({ plans: [draft] }), draft.key, full, full.names, on)
  if (preview === null) throw new Error('no such plan in the draft')
  return planAtOn(preview, on)
}

test('a comparison applied to the plan before gives the plan after, through JSON and in either direction', () => {
  fc.assert(
    fc.property(somePlan(), someSteps(), someDay(), someDay(), (plan, steps, one, other) => {
      const [a, b] = plansAfter(plan, steps, [one, other]) as [PlanAt, PlanAt]
      const found = comparePlans(a, b)
      expect(comparison.parse(throughJson(found))).toEqual(found)
      expect(applyComparison(a, throughJson(found))).toEqual(b)
      expect(planAt.parse(b)).toEqual(b)
    }),
  )
})

test('so does a comparison with a draft, and with any other plan', () => {
  fc.assert(
    fc.property(somePlan(), somePlan(), someSteps(), someDay(), (plan, other, steps, on) => {
      const [full] = statesAfter(plan, steps, [on]) as [FullPlan]
      const a = planAtOn(full, on, (id) => (id < on ? 'red' : null))
      const [c] = plansAfter(other, [], ['2026-11-20']) as [PlanAt]
      for (const b of [afterDraft(other, full, '2026-11-20'), c])
        expect(applyComparison(a, throughJson(comparePlans(a, b)))).toEqual(b)
    }),
  )
})

test('a plan compared with itself has no differences', () => {
  fc.assert(
    fc.property(somePlan(), someSteps(), (plan, steps) => {
      const [a] = plansAfter(plan, steps, ['2026-11-20']) as [PlanAt]
      expect(comparePlans(a, a)).toMatchObject({
        about: null,
        sections: null,
        rows: [],
        same: a.actions.length,
      })
    }),
  )
})

const on = '2022-06-29'
const later = '2022-09-30'
const planOf = (...actions: Partial<DraftAction>[]) =>
  aPlan({
    sections: [
      aSection({
        actions: actions.map((given, at) =>
          anAction({ text: `Hold a beat surgery in ward ${at + 1}`, ref: `${at + 1}`, ...given }),
        ),
      }),
    ],
  })
const planOnDay = (plan: DraftPlan): PlanAt => plansAfter(plan, [], [on])[0] as PlanAt
const statesOnDay = (plan: DraftPlan): FullPlan => statesAfter(plan, [], [on])[0] as FullPlan
const changed = (given: Partial<PlanAt['actions'][number]>) => {
  const before = planOnDay(planOf({}))
  const [action] = before.actions
  if (action === undefined) throw new Error('no action')
  return comparePlans(before, { ...before, actions: [{ ...action, ...given }] }).rows
}

test.each([
  [
    're-worded',
    { text: 'Hold two beat surgeries in ward 1' },
    { words: expect.arrayContaining([{ is: 'added', text: 'two' }]) },
  ],
  [
    're-owned',
    { owners: [{ name: 'Prevention Hub', duty: 'accountable' as const }] },
    { before: [expect.objectContaining({ duty: 'responsible' })] },
  ],
  ['re-dated', { timescale: readTimescale('Dec 22').timescale }, { days: 61, original: aTimescale() }],
  ['re-dated', { timescale: readTimescale('by 15 Oct 22').timescale }, { days: -16 }],
  ['re-dated', { timescale: readTimescale('Ongoing').timescale }, { days: null }],
  ['stage', { stage: 'complete' as const }, { before: null, after: 'complete' }],
  ['declared', { level: 'red' as const }, { before: null, after: 'red' }],
  ['withdrawn', { withdrawn: true }, { after: true }],
  ['moved', { section: 'elsewhere' }, { after: 'elsewhere' }],
  ['renumbered', { ref: '1a' }, { before: '1', after: '1a' }],
  ['details', { details: [{ heading: 'Outcome', text: 'Trust' }] }, { before: [] }],
] as const)('an action that is %s says so, with what it was and is', (became, given, change) => {
  expect(changed(given as never)).toMatchObject([{ became: [became], changes: [change] }])
})

test.each([
  ['on the same day', '2022-06-01', '2022-06-01', 1],
  ['on another day', '2022-06-01', '2022-06-02', 2],
  ['without a day, though the plan has one', '2022-06-01', null, 1],
  ['on a day, though the plan has none', null, '2022-06-01', 1],
])('an update that a draft has %s is the same one or another', (_day, known, drafted, updates) => {
  const inPlan = statesOnDay(planOf({ updates: [anUpdate({ on: known, said: null, text: 'Two held' })] }))
  const inDraft = (text: string) =>
    afterDraft(planOf({ updates: [anUpdate({ on: drafted, said: null, text })] }), inPlan, later)
  expect(inDraft('two  HELD').actions.map((action) => action.updates.length)).toEqual([updates])
  expect(inDraft('Three held').actions.map((action) => action.updates.length)).toEqual([2])
})

test('a computed level that only one side has is not a change', () => {
  const [before, after] = [{ computed: 'amber' }, { computed: 'red' }].map((given) => {
    const plan = planOnDay(planOf({}))
    return { ...plan, actions: plan.actions.map((action) => ({ ...action, ...given })) }
  }) as [PlanAt, PlanAt]
  const unknown = { ...after, actions: after.actions.map((action) => ({ ...action, computed: null })) }
  expect(comparePlans(before, after).counts.computed).toBe(1)
  expect(comparePlans(before, unknown).counts.computed).toBe(0)
})

test('an action without updates between the dates is silent since its last words', () => {
  const before = planOnDay(planOf({}, { updates: [anUpdate()] }, { stage: 'complete' }))
  const found = comparePlans(before, { ...before, on: later })
  expect(found.rows.map(({ ref, silent }) => [ref, silent])).toEqual([
    ['1', { since: null, days: null }],
    ['2', { since: on, days: 93 }],
  ])
  expect([found.counts.silent, found.same]).toEqual([2, 1])
})

test('the comparison includes withdrawn actions and new updates', () => {
  const plan = kept(planOf({}, {}))
  const at = (day: string) => {
    const { plan: state } = plan.content()
    return planAtOf(
      state,
      ['1', '2'].flatMap((ref) => plan.action(ref, day) ?? []),
      { on: day, names: (party) => party },
    )
  }
  plan.withdraw('1')
  plan.update('2', { text: 'Two held' })
  const found = comparePlans(at(on), at('2026-11-20'))
  expect(found.rows.map(({ ref, became }) => [ref, became])).toEqual([
    ['1', ['withdrawn']],
    ['2', ['updated']],
  ])
  expect(found.rows[1]?.updates?.added).toMatchObject([{ text: 'Two held' }])
})

test('a draft adds, re-dates and leaves out; what it does not state is unchanged', () => {
  const made = planOf({ level: 'red', updates: [anUpdate()] }, {})
  const before = planOnDay(made)
  const draft = planOf(
    { timescale: readTimescale('Mar 23').timescale, owners: [], ownerSaid: null, updates: [anUpdate()] },
    { ref: '3', text: 'Publish every figure of the fund' },
  )
  const found = comparePlans(before, afterDraft(draft, statesOnDay(made), later))
  expect(found.rows.map(({ ref, became }) => [ref, became])).toEqual([
    ['1', ['re-dated', 'silent']],
    ['3', ['added']],
    ['2', ['removed']],
  ])
  expect(found.rows[0]?.changes).toMatchObject([
    { field: 'timescale', days: 151 },
    { field: 'redated', before: 0, after: 1 },
    { field: 'computed', after: null },
  ])
})

test('the draft that made a plan changes nothing in it', () => {
  fc.assert(
    fc.property(somePlan(), (plan) => {
      fc.pre(
        new Set(actionsOf(plan).map(({ ref, text }) => `${ref} ${text}`)).size === actionsOf(plan).length,
      )
      const [full] = statesAfter(plan, [], ['2026-11-20']) as [FullPlan]
      const { rows } = comparePlans(planAtOn(full, '2026-11-20'), afterDraft(plan, full, '2026-11-20'))
      expect(
        rows.flatMap(({ changes }) => changes.filter(({ field }) => !['computed', 'stage'].includes(field))),
      ).toEqual([])
    }),
  )
})

test('setting or changing values in the force’s own columns is a difference', () => {
  const [before] = plansAfter(aPlan({ sections: [aSection({ actions: [anAction()] })] }), [], ['2026-06-29'])
  const [action] = before?.actions ?? []
  if (before === undefined || action === undefined) throw new Error('no action')
  const costing = (value: number): PlanAt => ({
    ...before,
    actions: [{ ...action, columns: { 'unit-cost': { kind: 'money', value } } }],
  })
  const filled = throughJson(comparePlans(before, costing(90)))
  expect(comparison.safeParse(filled).error).toBeUndefined()
  expect(filled.rows.map(({ became }) => became)).toEqual([['columns']])
  expect(filled.counts.columns).toBe(1)
  expect(applyComparison(before, filled)).toEqual(costing(90))
  expect(comparePlans(costing(90), costing(90)).rows).toEqual([])
  const emptied = throughJson(comparePlans(costing(90), before))
  expect(applyComparison(costing(90), emptied)).toEqual(before)
})

test('an action at a date has columns of the force only where it has values in them', () => {
  const [state] = kept(aPlan()).content().actions
  if (state === undefined) throw new Error('no action')
  const columnsOf = (columns: typeof state.columns) => {
    const at = actionAtOf({ ...state, columns }, (party) => party, null)
    return 'columns' in at ? at.columns : 'none'
  }
  const ward = { kind: 'choice', value: 'North' } as const
  expect([columnsOf({}), columnsOf({ ward })]).toEqual(['none', { ward }])
})

test('files and links that are added, marked or removed are compared, and lead to the plan after', () => {
  const [before] = plansAfter(aPlan({ sections: [aSection({ actions: [anAction()] })] }), [], ['2026-06-29'])
  const [action] = before?.actions ?? []
  if (before === undefined || action === undefined) throw new Error('no action')
  const having = (...evidence: (string | null)[]): PlanAt => ({
    ...before,
    actions: [
      {
        ...action,
        attachments: evidence.map((on, at) => ({
          id: `019a4000-0000-7000-8000-00000000000${at}`,
          title: 'Register',
          evidence: on,
        })),
      },
    ],
  })
  for (const [from, to] of [
    [before, having(null)],
    [having(null), having('2026-06-28')],
    [having(null, '2026-06-28'), before],
  ] as const) {
    const found = throughJson(comparePlans(from, to))
    expect(comparison.safeParse(found).error).toBeUndefined()
    expect(found.rows.map(({ became }) => became)).toEqual([['attachments']])
    expect(applyComparison(from, found)).toEqual(to)
  }
  const [state] = kept(aPlan()).content().actions
  if (state === undefined) throw new Error('no action')
  expect('attachments' in actionAtOf(state, (party) => party, null)).toBe(false)
})
