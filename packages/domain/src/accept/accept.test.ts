import {
  aContext,
  accepted,
  aDraft,
  aFinding,
  anAction,
  anUpdate,
  aPlan,
  aRecord,
  aSection,
  aTimescale,
  countedIds,
  kept,
  TODAY,
} from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { type ActionState, foldAction } from '../action/action.ts'
import type { Draft, DraftAction, DraftPlan } from '../draft/draft.ts'
import { noted } from '../note/note.ts'
import { personEvent } from '../person/events.ts'
import { aggregateOf } from '../registry/aggregates.ts'
import { type AcceptInput, decideAcceptDraft } from './accept.ts'

const documentId = '00000000-0000-7000-8000-00000000d0c0'

const accept = (draft: Draft, given: Partial<AcceptInput> = {}) =>
  decideAcceptDraft(
    {
      draft,
      decisions: [],
      documentId,
      as: [],
      parties: new Map(),
      codes: new Set(),
      plans: new Map(),
      ...given,
    },
    aContext(),
  )

const refused = (draft: Draft, given: Partial<AcceptInput> = {}) => {
  const result = accept(draft, given)
  return result.ok ? null : result.error
}

const withActions = (actions: DraftAction[], plan: Partial<DraftPlan> = {}): Draft =>
  aDraft({ plans: [aPlan({ sections: [aSection({ actions })], ...plan })] })

/** The only action of a draft, as it is at a date. */
const stateOn = (
  action: Partial<DraftAction>,
  asAt?: string,
  plan: Partial<DraftPlan> = {},
): ActionState | null => {
  const record = aRecord()
  record.append(accepted(withActions([anAction(action)], plan)).events)
  const added = record.events.find((event) => event.type === 'action-added')
  return added === undefined ? null : foldAction(record.history(added.stream.id), asAt)
}

test('a plan, its sections, actions and parties exist from the document’s date', () => {
  const { events, plans, unchanged } = accepted(aDraft())
  expect(events.map((event) => [event.stream.kind, event.type, event.effectiveOn])).toEqual([
    ['party', 'party-added', '2022-06-29'],
    ['plan', 'plan-added', '2022-06-29'],
    ['plan', 'rag-rules-pinned', '2022-06-29'],
    ['plan', 'section-added', '2022-06-29'],
    ['action', 'action-added', '2022-06-29'],
    ['plan', 'document-accepted', '2022-06-29'],
  ])
  expect(plans).toEqual([{ key: 'plan-1', id: expect.any(String), code: 'charter', events: 5 }])
  expect(unchanged).toBe(false)
})

test('every event matches its schema', () => {
  const level = anAction({
    ref: '2',
    level: 'amber',
    stage: 'in-progress',
    updates: [anUpdate()],
    stages: [{ on: '2022-01-01', stage: 'not-started', said: '', from: [] }],
  })
  for (const event of accepted(withActions([anAction(), level])).events) {
    const schema = aggregateOf(event.stream.kind)?.event ?? personEvent
    const { error, data } = schema.safeParse(event)
    expect(error).toBeUndefined()
    expect({ ...event, ...data }).toEqual(event)
  }
})

test('a stated progress is effective on the document’s date, in one entry with level and stage', () => {
  const stated = {
    level: 'amber' as const,
    stage: 'in-progress' as const,
    progress: 40,
    updates: [anUpdate({ on: '2022-06-01' })],
  }
  expect([stateOn(stated, '2022-06-28')?.progress, stateOn(stated)?.progress]).toEqual([null, 40])
  expect(stateOn(stated)?.updates.at(-1)).toMatchObject({
    on: '2022-06-29',
    dated: false,
    level: 'amber',
    stage: 'in-progress',
    progress: 40,
  })
  expect(stateOn({})?.updates).toEqual([])
})

test('a log from 2018 shows its state in 2018', () => {
  const log = {
    stage: 'complete' as const,
    stages: [
      { on: '2018-03-22', stage: 'awaiting-review' as const, said: 'Awaiting review', from: [] },
      { on: '2018-05-08', stage: 'being-progressed' as const, said: 'Being progressed', from: [] },
      { on: '2019-01-04', stage: 'complete' as const, said: 'Complete', from: [] },
    ],
  }
  const plan = {
    documentDate: { on: '2019-01-04', because: 'latest-entry' as const, said: null },
    workflow: 'inspectorate' as const,
  }
  const at = (asAt: string) => stateOn(log, asAt, plan)
  expect(at('2018-03-21')).toBeNull()
  expect(at('2018-04-30')?.stage).toBe('awaiting-review')
  expect(at('2018-12-31')?.stage).toBe('being-progressed')
  expect(at('2019-01-04')?.stage).toBe('complete')
  expect(at('2019-01-04')?.updates).toHaveLength(3)
})

test('a completion known to the month is effective on the month’s last day, and the action exists from then', () => {
  const done = {
    stage: 'complete' as const,
    timescale: aTimescale({ kind: 'completed', earliest: '2022-04-01', latest: '2022-04-30' }),
  }
  expect(stateOn(done, '2022-04-29')).toBeNull()
  expect(stateOn(done, '2022-04-30')?.stage).toBe('complete')
})

test('a completion later in the month than the document’s date is effective on the document’s date', () => {
  const done = {
    stage: 'complete' as const,
    timescale: aTimescale({ kind: 'completed', earliest: '2022-06-01', latest: '2022-06-30' }),
  }
  expect(stateOn(done, '2022-06-29')?.stage).toBe('complete')
})

test('a stage that is not stated remains not stated', () => {
  expect(stateOn({ level: 'red' })?.stage).toBeNull()
  expect(stateOn({ level: 'red' })?.level).toBe('red')
})

test('an undated level, stage or update gets the document’s date and is marked undated', () => {
  const state = stateOn({
    level: 'amber',
    stage: 'in-progress',
    updates: [anUpdate({ on: null, said: null })],
  })
  expect(
    state?.updates.map(({ on, dated, text, stage, level }) => ({ on, dated, text, stage, level })),
  ).toEqual([
    { on: '2022-06-29', dated: false, text: 'First two surgeries held', stage: undefined, level: undefined },
    { on: '2022-06-29', dated: false, text: null, stage: 'in-progress', level: 'amber' },
  ])
})

test('a date that could not be read remains in front of the update’s words', () => {
  expect(
    stateOn({ updates: [anUpdate({ on: null, said: '296023', text: 'Doorbells fitted' })] })?.updates[0]
      ?.text,
  ).toBe('296023 – Doorbells fitted')
  expect(stateOn({ updates: [anUpdate({ on: null, said: '296023', text: '' })] })?.updates[0]?.text).toBe(
    '296023',
  )
})

test('an action exists from its first dated entry, and its plan from the first entry of all its actions', () => {
  const draft = withActions([anAction(), anAction({ ref: '2', updates: [anUpdate({ on: '2021-02-03' })] })])
  const { events } = accepted(draft)
  expect(events.find((event) => event.type === 'plan-added')?.effectiveOn).toBe('2021-02-03')
  expect(events.filter((event) => event.type === 'action-added').map((event) => event.effectiveOn)).toEqual([
    '2022-06-29',
    '2021-02-03',
  ])
})

test('a document without a date gets the day it is accepted', () => {
  const { events } = accepted(
    withActions([anAction()], { documentDate: { on: null, because: 'today', said: null } }),
  )
  expect(new Set(events.map((event) => event.effectiveOn))).toEqual(new Set([TODAY]))
})

test('the same name is the same party, within the draft and with the record', () => {
  const known = countedIds(7)()
  const owned = (ref: string, name: string) => anAction({ ref, owners: [{ name, duty: 'responsible' }] })
  const { events } = accepted(
    withActions([owned('1', 'Ward  Officers'), owned('2', 'WARD OFFICERS'), owned('3', 'Prevention Hub')]),
    {
      parties: new Map([['prevention hub', known]]),
    },
  )
  expect(events.filter((event) => event.type === 'party-added').map((event) => event.words.name)).toEqual([
    'Ward  Officers',
  ])
  const owners = events.flatMap((event) =>
    event.type === 'action-added' ? event.facts.owners.map((owner) => owner.partyId) : [],
  )
  expect(owners).toEqual([owners[0], owners[0], known])
})

test('a duplicate ref is unchanged and gets an address of its own', () => {
  const { events } = accepted(withActions([anAction({ ref: '20' }), anAction({ ref: '20', key: 'second' })]))
  const added = events.flatMap((event) =>
    event.type === 'action-added' ? [[event.facts.ref, event.facts.slug]] : [],
  )
  expect(added).toEqual([
    ['20', '20'],
    ['20', '20~2'],
  ])
})

test('a code in use is not proposed again, and no code is proposed twice within a draft', () => {
  const { plans } = accepted(aDraft({ plans: [aPlan(), aPlan({ key: 'plan-2' })] }), {
    codes: new Set(['charter']),
  })
  expect(plans.map((plan) => plan.code)).toEqual(['charter-2', 'charter-3'])
})

test('a code that a person chose for one plan is not proposed for another plan of the draft', () => {
  const two = aDraft({ plans: [aPlan(), aPlan({ key: 'plan-2' })] })
  const { plans } = accepted(two, { as: [{ plan: 'plan-2', as: 'new', code: 'charter' }] })
  expect(plans.map((plan) => plan.code)).toEqual(['charter-2', 'charter'])
})

test('the code and title a person chose are used', () => {
  const { events, plans } = accepted(aDraft(), {
    as: [{ plan: 'plan-1', as: 'new', code: 'promises', title: 'Our promises' }],
  })
  expect(plans[0]?.code).toBe('promises')
  expect(events.find((event) => event.type === 'plan-added')?.words).toMatchObject({ title: 'Our promises' })
})

test('decisions are recorded with the document', () => {
  const choice = {
    code: 'use-date',
    args: {},
    cautious: false,
    does: { change: 'date-update', action: 'action-1', update: 'update-1', on: '2022-06-29' } as const,
  }
  const draft = aDraft({
    findings: [aFinding(noted('undated-update', {}), { action: 'action-1', choices: [choice] })],
  })
  const { events } = accepted(draft, {
    documentId,
    decisions: [{ finding: 'undated-update', choice: 'use-date' }],
  })
  expect(events.find((event) => event.type === 'document-accepted')?.facts).toMatchObject({
    documentId,
    because: 'latest-entry',
    actions: 1,
    decisions: [{ finding: 'undated-update', code: 'undated-update', choice: 'use-date', does: choice.does }],
  })
})

test('a decision about one plan is recorded with that plan, one about the whole draft with each plan', () => {
  const keep = { code: 'leave', args: {}, cautious: true, does: { change: 'keep' } as const }
  const about = (key: string, given: object) =>
    aFinding(noted('undated-update', {}), { key, choices: [keep], ...given })
  const plans = ['one', 'two'].map((key) =>
    aPlan({ key, sections: [aSection({ key: `${key}.1`, actions: [anAction({ key: `${key}.1.1` })] })] }),
  )
  const findings = [
    about('of-one', { plan: 'one' }),
    about('of-two', { action: 'two.1.1' }),
    about('of-all', {}),
  ]
  const { events } = accepted(aDraft({ plans, findings }), {
    decisions: findings.map(({ key }) => ({ finding: key, choice: 'leave' })),
  })
  const recorded = events.flatMap((event) => (event.type === 'document-accepted' ? [event.facts] : []))
  expect(
    recorded.map(({ planKey, decisions }) => [planKey, decisions.map(({ finding }) => finding)]),
  ).toEqual([
    ['one', ['of-one', 'of-all']],
    ['two', ['of-two', 'of-all']],
  ])
})

test('a report of tables only becomes a document without a plan', () => {
  const table = {
    key: 't',
    title: 'Cadets',
    labelHeading: 'Area',
    columns: [],
    rows: [],
    totals: null,
    computedTotals: {},
    readingDate: null,
    targetDate: null,
    from: [],
  }
  expect(accepted(aDraft({ plans: [], tables: [table] }))).toEqual({
    events: [],
    plans: [],
    unchanged: false,
  })
})

test('only a finding with severity error blocks accepting', () => {
  expect(
    refused(
      aDraft({
        findings: [
          aFinding(noted('document-date', { because: 'today' })),
          aFinding(noted('unknown-level', { said: 'Puce' })),
        ],
      }),
    ),
  ).toBeNull()
})

test.each<[string, Draft, Partial<AcceptInput>, object]>([
  ['an empty draft', aDraft({ plans: [] }), {}, { code: 'nothing-to-accept' }],
  ['a plan without actions', aDraft({ plans: [aPlan({ sections: [] })] }), {}, { code: 'nothing-to-accept' }],
  [
    'a draft with an error',
    aDraft({ findings: [aFinding(noted('stray-row', { said: '7' }), { severity: 'error' })] }),
    {},
    { code: 'draft-has-errors', args: { errors: 1 } },
  ],
  [
    'a code in use',
    aDraft(),
    { as: [{ plan: 'plan-1', as: 'new', code: 'charter' }], codes: new Set(['charter']) },
    { code: 'code-taken', args: { code: 'charter' } },
  ],
  [
    'a choice for a plan that is not there',
    aDraft(),
    { as: [{ plan: 'plan-9', as: 'new' }] },
    { code: 'not-found', args: { what: 'plan', id: 'plan-9' } },
  ],
  [
    'a revision of a plan that is not there',
    aDraft(),
    { as: [{ plan: 'plan-1', as: 'revision', of: documentId, rows: [] }] },
    { code: 'not-found' },
  ],
  [
    'a document dated in the future',
    withActions([anAction()], { documentDate: { on: '2026-11-21', because: 'stated', said: null } }),
    {},
    { code: 'effective-in-future', args: { on: '2026-11-21', today: TODAY } },
  ],
  [
    'an entry dated in the future',
    aDraft({
      source: { name: 'x.txt', format: 'text', pieces: [{ text: '211126', place: { line: 7 } }] },
      plans: [
        aPlan({
          sections: [
            aSection({
              actions: [anAction({ ref: '4', updates: [anUpdate({ on: '2026-11-21', from: [0] })] })],
            }),
          ],
        }),
      ],
    }),
    {},
    { code: 'entry-in-future', args: { on: '2026-11-21', today: TODAY, ref: '4', line: 7 } },
  ],
])('%s is refused', (_what, draft, given, refusal) => {
  expect(refused(draft, given)).toMatchObject(refusal)
})

test('a stage the workflow does not have is a finding, not a refusal', () => {
  expect(stateOn({ stage: 'awaiting-review' })?.stage).toBe('awaiting-review')
})

test('the text of an existing plan cannot become another plan, but can revise one', () => {
  const revision = [{ plan: 'plan-1', as: 'revision' as const, of: documentId, rows: [] }]
  expect(refused(aDraft(), { same: 'charter' })).toEqual({ code: 'same-document', args: { code: 'charter' } })
  expect(
    refused(aDraft(), { same: 'charter', as: [{ plan: 'plan-1', as: 'new', code: 'other' }] }),
  ).toMatchObject({ code: 'same-document' })
  expect(refused(aDraft(), { same: 'charter', as: revision })).toMatchObject({ code: 'not-found' })
  expect(refused(aDraft(), { same: null })).toBeNull()
})

test('actions are numbered through the whole plan in document order, sections separately', () => {
  const sections = ['one', 'two'].map((key) =>
    aSection({ key, title: key, actions: ['a', 'b'].map((ref) => anAction({ key: `${key}.${ref}`, ref })) }),
  )
  const { events } = accepted(aDraft({ plans: [aPlan({ sections })] }))
  const orders = (type: 'action-added' | 'section-added') =>
    events.flatMap((event) => (event.type === type ? [(event.facts as { order: number }).order] : []))
  expect(orders('action-added')).toEqual([0, 1, 2, 3])
  expect(orders('section-added')).toEqual([0, 1])
})

test('an unchanged document leaves its plan unchanged, and a new plan is not unchanged', () => {
  const plan = kept(aPlan())
  expect(plan.revise(aPlan())).toMatchObject({ events: [], unchanged: true })
  expect(accepted(aDraft()).unchanged).toBe(false)
})

test.each([
  ['its stage’s pieces where it says a stage', [5], [5]],
  ['its timescale’s pieces where it says none', [], [7]],
])('a completion that a timescale dates names %s', (_which, stage, pieces) => {
  const action = anAction({
    stage: 'complete',
    timescale: aTimescale({
      said: 'Completed April 2022',
      kind: 'completed',
      earliest: '2022-04-01',
      latest: '2022-04-30',
    }),
    from: { ...anAction().from, stage, timescale: [7] },
  })
  const { events } = accepted(withActions([action]))
  expect(
    events.flatMap((event) =>
      event.type === 'update-recorded' ? [[event.effectiveOn, event.facts.from]] : [],
    ),
  ).toEqual([['2022-04-30', { documentId: expect.any(String), pieces }]])
})
