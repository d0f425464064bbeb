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

type Whole = Omit<PlanContent, 'base'> & { readonly names: ReadonlyMap<string, string> }

/** The plan of a draft, lived in, whole on each of some days. */
const livedIn = (plan: DraftPlan, steps: Parameters<typeof play>[2], days: readonly string[]): Whole[] => {
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

/** The same as it stood on each of the days. */
const lived = (plan: DraftPlan, steps: Parameters<typeof play>[2], days: readonly string[]): PlanAt[] =>
  livedIn(plan, steps, days).map((whole, at) =>
    planAtOn(whole, days[at] ?? '', (id) => (id < (days[at] ?? '') ? 'red' : null)),
  )

const planAtOn = (
  { plan, actions, names }: Whole,
  on: string,
  computed?: (id: string) => string | null,
): PlanAt =>
  planAtOf(plan, actions, {
    on,
    names: (party) => names.get(party) ?? party,
    ...(computed === undefined ? {} : { computed }),
  })

/** What the plan would be on a day if a draft of it were its word. */
const asDrafted = (draft: DraftPlan, whole: Whole, on: string): PlanAt => {
  const preview = previewRevision(aDraft({ plans: [draft] }), draft.key, whole, whole.names, on)
  if (preview === null) throw new Error('no such plan in the draft')
  return planAtOn(preview, on)
}

test('a comparison applied to the plan before gives the plan after, through JSON and in either direction', () => {
  fc.assert(
    fc.property(somePlan(), someSteps(), someDay(), someDay(), (plan, steps, one, other) => {
      const [a, b] = lived(plan, steps, [one, other]) as [PlanAt, PlanAt]
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
      const [whole] = livedIn(plan, steps, [on]) as [Whole]
      const a = planAtOn(whole, on, (id) => (id < on ? 'red' : null))
      const [c] = lived(other, [], ['2026-11-20']) as [PlanAt]
      for (const b of [asDrafted(other, whole, '2026-11-20'), c])
        expect(applyComparison(a, throughJson(comparePlans(a, b)))).toEqual(b)
    }),
  )
})

test('a plan compared with itself is the same throughout', () => {
  fc.assert(
    fc.property(somePlan(), someSteps(), (plan, steps) => {
      const [a] = lived(plan, steps, ['2026-11-20']) as [PlanAt]
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
const standing = (plan: DraftPlan): PlanAt => lived(plan, [], [on])[0] as PlanAt
const standingWhole = (plan: DraftPlan): Whole => livedIn(plan, [], [on])[0] as Whole
const changed = (given: Partial<PlanAt['actions'][number]>) => {
  const before = standing(planOf({}))
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
])('an update a draft has %s is the same one or another', (_day, known, drafted, updates) => {
  const inPlan = standingWhole(planOf({ updates: [anUpdate({ on: known, said: null, text: 'Two held' })] }))
  const inDraft = (text: string) =>
    asDrafted(planOf({ updates: [anUpdate({ on: drafted, said: null, text })] }), inPlan, later)
  expect(inDraft('two  HELD').actions.map((action) => action.updates.length)).toEqual([updates])
  expect(inDraft('Three held').actions.map((action) => action.updates.length)).toEqual([2])
})

test('a computed level that is known on one side only has not changed', () => {
  const [before, after] = [{ computed: 'amber' }, { computed: 'red' }].map((given) => {
    const plan = standing(planOf({}))
    return { ...plan, actions: plan.actions.map((action) => ({ ...action, ...given })) }
  }) as [PlanAt, PlanAt]
  const unknown = { ...after, actions: after.actions.map((action) => ({ ...action, computed: null })) }
  expect(comparePlans(before, after).counts.computed).toBe(1)
  expect(comparePlans(before, unknown).counts.computed).toBe(0)
})

test('an action of which nothing was said between is silent, since its last words', () => {
  const before = standing(planOf({}, { updates: [anUpdate()] }, { stage: 'complete' }))
  const found = comparePlans(before, { ...before, on: later })
  expect(found.rows.map(({ ref, silent }) => [ref, silent])).toEqual([
    ['1', { since: null, days: null }],
    ['2', { since: on, days: 93 }],
  ])
  expect([found.counts.silent, found.same]).toEqual([2, 1])
})

test('withdrawn actions and new updates are in the comparison', () => {
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

test('a draft adds, re-dates and leaves out; what it does not state stays', () => {
  const made = planOf({ level: 'red', updates: [anUpdate()] }, {})
  const before = standing(made)
  const draft = planOf(
    { timescale: readTimescale('Mar 23').timescale, owners: [], ownerSaid: null, updates: [anUpdate()] },
    { ref: '3', text: 'Publish every figure of the fund' },
  )
  const found = comparePlans(before, asDrafted(draft, standingWhole(made), later))
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
      const [whole] = livedIn(plan, [], ['2026-11-20']) as [Whole]
      const { rows } = comparePlans(planAtOn(whole, '2026-11-20'), asDrafted(plan, whole, '2026-11-20'))
      expect(
        rows.flatMap(({ changes }) => changes.filter(({ field }) => !['computed', 'stage'].includes(field))),
      ).toEqual([])
    }),
  )
})

test('columns of the force’s own that were filled in or changed are a difference', () => {
  const [before] = lived(aPlan({ sections: [aSection({ actions: [anAction()] })] }), [], ['2026-06-29'])
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
