import { anAction, anUpdate, aPlan, aReadPlan, aSection, aTimescale, kept, TODAY } from '@beatbook/testkit'
import { describe, expect, test } from 'vitest'
import type { DraftAction, DraftPlan } from '../draft/draft.ts'
import { aggregateOf } from '../registry/aggregates.ts'
import { proposeRevision } from './propose.ts'

const surgery = anAction({ ref: '1', level: 'amber', stage: 'in-progress' })
const cadets = anAction({
  ref: '2',
  text: 'Recruit forty cadets from the schools on the estate',
  level: 'red',
})
const signs = anAction({ ref: '3', text: 'Replace the worn Neighbourhood Watch signs' })
const planOf = (actions: DraftAction[], given: Partial<DraftPlan> = {}): DraftPlan =>
  aPlan({ sections: [aSection({ actions })], ...given })
const october = { documentDate: { on: '2022-10-14', because: 'stated' as const, said: null } }

const rowOf = (plan: ReturnType<typeof kept>, draft: DraftPlan, row: string) =>
  plan.difference(draft).rows.find((r) => r.row === row)

describe('an action that people moved to another plan', () => {
  const moved = () => {
    const plan = kept(planOf([surgery, cadets, signs]))
    plan.move('2', 'estates')
    return plan
  }
  const changed = { ...cadets, text: 'Recruit fifty cadets from the schools on the estate' }

  test('is named where it is now, and not added again unless that is chosen', () => {
    const plan = moved()
    const draft = planOf([surgery, changed, signs])
    expect(plan.difference(draft).rows.map((row) => [row.ref, row.kind, row.proposed])).toEqual([
      ['1', 'same', 'leave'],
      ['2', 'moved', 'leave'],
      ['3', 'same', 'leave'],
    ])
    const row = plan.difference(draft).rows[1]
    expect(row).toMatchObject({ matched: 'ref', needsConfirming: false, action: { address: 'estates/2' } })
    expect(plan.revise(draft).events.filter(({ stream }) => stream.kind === 'action')).toEqual([])
    const again = moved()
    const added = again.revise(draft, { [row?.row ?? '']: 'add' })
    expect(added.events.filter(({ type }) => type === 'action-added')).toHaveLength(1)
    expect(moved().revision(draft, { [row?.row ?? '']: 'take' })).toMatchObject({
      ok: false,
      error: { code: 'unknown-choice' },
    })
  })

  test('a document that says of it what it said before changes nothing', () => {
    expect(moved().difference(planOf([surgery, cadets, signs]))).toMatchObject({
      unchanged: true,
      rows: [{ kind: 'same' }, { kind: 'moved', matched: 'exact', proposed: 'leave' }, { kind: 'same' }],
    })
  })

  test('another action under its number is new', () => {
    const other = anAction({ ref: '2', text: 'Paint the railings' })
    expect(rowOf(moved(), planOf([surgery, other, signs]), 'action-2')).toMatchObject({
      kind: 'new',
      proposed: 'add',
    })
  })
})

describe('an unchanged document', () => {
  test('writes nothing', () => {
    const plan = kept(planOf([surgery, cadets]))
    expect(plan.difference(planOf([surgery, cadets]))).toMatchObject({
      unchanged: true,
      rows: [1, 2].map(() => ({ kind: 'same', matched: 'exact', similarity: 1 })),
    })
    expect(plan.revise(planOf([surgery, cadets]))).toMatchObject({
      events: [],
      unchanged: true,
      plans: [{ key: 'plan-1', id: plan.of, code: 'charter', events: 0 }],
    })
  })

  test('writes nothing over what people changed since', () => {
    const plan = kept(planOf([surgery, cadets]))
    plan.update('1', { level: 'green', text: 'On track' })
    plan.withdraw('2')
    const again = planOf([surgery, cadets])
    expect(
      plan.difference(again).rows.map((row) => [row.fields.map((f) => [f.field, f.changedBy]), row.proposed]),
    ).toEqual([
      [[['level', 'people']], 'leave'],
      [[], 'leave'],
    ])
    expect(plan.revise(again).unchanged).toBe(true)
  })

  test('writes nothing though its owners were split and its updates dated by decisions', () => {
    const split = {
      ownerSaid: 'A / B',
      owners: ['A', 'B'].map((name) => ({ name, duty: 'responsible' as const })),
    }
    const plan = kept(
      planOf([anAction({ ...split, updates: [anUpdate({ on: '2022-06-29', said: '296023' })] })]),
    )
    const cautious = anAction({
      ownerSaid: 'A / B',
      owners: [{ name: 'A / B', duty: 'responsible' }],
      updates: [anUpdate({ on: null, said: '296023' })],
    })
    expect(plan.revise(planOf([cautious])).unchanged).toBe(true)
  })

  test('is proposed for the plan whose document states the same', () => {
    const plan = kept(planOf([surgery, cadets]))
    expect(
      proposeRevision(aReadPlan(planOf([surgery, cadets], { title: 'Another title' })), [plan.content()]),
    ).toMatchObject({
      of: plan.of,
      because: 'equal-content',
      matched: 2,
      actions: 2,
    })
  })
})

describe('what a document states about the plan', () => {
  const about = {
    title: 'Charter plan',
    sponsor: 'The chief',
    dated: 'June 2022',
    period: { start: '2022-06-01', end: '2023-05-31', said: '2022/23' },
  }
  const other = {
    title: 'Another title',
    sponsor: 'The deputy',
    dated: 'October 2022',
    period: { start: '2022-10-01', end: '2023-09-30', said: 'October 2022 to September 2023' },
  }

  test.each(Object.keys(other) as (keyof typeof other)[])(
    'is taken where only its %s changed, and nothing else with it',
    (field) => {
      const plan = kept(planOf([surgery], about))
      const before = plan.record.plan(plan.of)
      const { events } = plan.revise(planOf([surgery], { ...about, [field]: other[field], ...october }))
      expect(events.map((event) => [event.type, event.effectiveOn])).toEqual([
        ['plan-revised', '2022-10-14'],
        ['document-accepted', '2022-10-14'],
      ])
      const [revised] = events
      expect({ ...revised?.facts, ...revised?.words }).toEqual({ [field]: other[field] })
      expect({ ...plan.record.plan(plan.of), documents: [] }).toEqual({
        ...before,
        [field]: other[field],
        documents: [],
      })
    },
  )
})

describe('a row that the document changed', () => {
  const green = { ...surgery, level: 'green' as const }

  test('is written as undated, on the document’s date', () => {
    const plan = kept(planOf([surgery, cadets]))
    plan.revise(planOf([green, cadets], october))
    expect(plan.action('1')?.updates.at(-1)).toMatchObject({ on: '2022-10-14', dated: false, level: 'green' })
  })

  test('is taken, with the document’s date', () => {
    const plan = kept(planOf([surgery, cadets]))
    expect(rowOf(plan, planOf([green, cadets], october), 'action-1')).toMatchObject({
      matched: 'exact',
      proposed: 'take',
      needsConfirming: false,
      fields: [{ field: 'level', base: 'amber', draft: 'green', plan: 'amber', changedBy: 'document' }],
    })
    plan.revise(planOf([green, cadets], october))
    expect(plan.action('1', '2022-10-13')?.level).toBe('amber')
    expect(plan.action('1', '2022-10-14')?.level).toBe('green')
    expect(plan.record.plan(plan.of)?.documents).toHaveLength(2)
  })

  test('has its new progress from the document’s date, over none or over that of the last document', () => {
    const plan = kept(planOf([surgery]))
    plan.revise(planOf([{ ...surgery, progress: 40 }], october))
    expect([plan.action('1', '2022-10-13')?.progress, plan.action('1')?.progress]).toEqual([null, 40])
    plan.update('1', { progress: 60 })
    expect(rowOf(plan, planOf([{ ...surgery, progress: 50 }], october), 'action-1')).toMatchObject({
      needsConfirming: true,
      fields: [{ field: 'progress', base: '40', draft: '50', plan: '60', changedBy: 'both' }],
    })
    expect(plan.revise(planOf([surgery], october)).unchanged).toBe(true)
  })

  test('is left when the person chooses so, and is not proposed again', () => {
    const plan = kept(planOf([surgery, cadets]))
    plan.revise(planOf([green, cadets], october), { 'action-1': 'leave' })
    expect(plan.action('1')?.level).toBe('amber')
    expect(plan.revise(planOf([green, cadets], october)).unchanged).toBe(true)
  })

  test('never reverts what people changed in another field', () => {
    const plan = kept(planOf([surgery]))
    plan.update('1', { level: 'red' })
    plan.revise(
      planOf(
        [
          {
            ...surgery,
            timescale: aTimescale({ said: 'Dec 22', earliest: '2022-12-01', latest: '2022-12-31' }),
          },
        ],
        october,
      ),
    )
    expect(plan.action('1')).toMatchObject({
      level: 'red',
      timescale: { said: 'Dec 22', latest: '2022-12-31' },
      redated: 1,
    })
  })

  test('needs confirmation where people changed the same field, and is left unless it is taken', () => {
    const plan = kept(planOf([surgery]))
    plan.update('1', { level: 'red' })
    const draft = planOf([green], october)
    expect(rowOf(plan, draft, 'action-1')).toMatchObject({
      proposed: 'leave',
      needsConfirming: true,
      fields: [{ changedBy: 'both', plan: 'red' }],
    })
    expect(plan.revision(draft)).toEqual({
      ok: false,
      error: { code: 'rows-unconfirmed', args: { rows: ['action-1'] } },
    })
    plan.revise(draft, { 'action-1': 'take' })
    expect(plan.action('1')?.level).toBe('green')
    expect(plan.action('1', '2026-11-19')?.level).toBe('amber')
  })

  test('has its old words before the document’s date, and the new ones from that date', () => {
    const plan = kept(planOf([surgery]))
    const draft = planOf([{ ...surgery, text: 'Hold a beat surgery in every ward each month' }], october)
    expect(rowOf(plan, draft, 'action-1')).toMatchObject({ matched: 'ref', needsConfirming: true })
    plan.revise(draft, { 'action-1': 'take' })
    expect(plan.action('1', '2022-10-13')?.text).toBe(surgery.text)
    expect(plan.action('1')?.text).toBe('Hold a beat surgery in every ward each month')
  })

  test('moves to a section that is added to the plan, with its new ref and address', () => {
    const plan = kept(planOf([surgery, cadets]))
    const draft = aPlan({
      sections: [
        aSection({ actions: [surgery] }),
        aSection({ key: 'section-2', title: 'Youth', actions: [{ ...cadets, ref: '9' }] }),
      ],
      ...october,
    })
    plan.revise(draft, { 'action-2': 'take' })
    expect(plan.record.plan(plan.of)?.sections.map(({ title, order }) => [title, order])).toEqual([
      ['Listening', 0],
      ['Youth', 1],
    ])
    const youth = plan.record.plan(plan.of)?.sections.find((section) => section.title === 'Youth')
    expect(plan.action('9')).toMatchObject({ slug: '9', sectionId: youth?.id })
  })
})

test.each<[string, Partial<DraftAction>, object]>([
  ['its level', { level: 'green' }, { field: 'level', before: 'amber', after: 'green' }],
  [
    'its words, marked',
    { text: 'Hold a beat surgery in every ward each month' },
    { field: 'text', words: expect.arrayContaining([{ is: 'added', text: 'month' }]) },
  ],
  [
    'its timescale, with the days between',
    { timescale: aTimescale({ said: 'Dec 22', earliest: '2022-12-01', latest: '2022-12-31' }) },
    { field: 'timescale', days: 61, original: aTimescale() },
  ],
  [
    'its owners',
    { ownerSaid: 'Prevention Hub', owners: [{ name: 'Prevention Hub', duty: 'responsible' }] },
    { field: 'owners', after: [{ name: 'Prevention Hub', duty: 'responsible' }] },
  ],
  [
    'how its owners are written',
    { ownerSaid: 'Engagement Team (lead)' },
    { field: 'ownerSaid', before: 'Engagement Team', after: 'Engagement Team (lead)' },
  ],
])('a field that differs has its change in the form of a comparison: %s', (_what, given, change) => {
  const plan = kept(planOf([surgery]))
  expect(rowOf(plan, planOf([{ ...surgery, ...given }], october), 'action-1')?.fields).toMatchObject([
    { change },
  ])
})

test('a change of section names the section of the plan, or the draft’s where it has none', () => {
  const sections = [
    aSection({ actions: [surgery] }),
    aSection({ key: 'section-2', title: 'Youth', actions: [cadets] }),
  ]
  const plan = kept(aPlan({ sections }))
  const youth = plan.content().plan.sections.find(({ title }) => title === 'Youth')?.id
  const movedTo = (title: string) =>
    rowOf(
      plan,
      aPlan({ sections: [aSection({ key: 'other', title, actions: [surgery] })] }),
      'action-1',
    )?.fields.map(({ change }) => change.after)
  expect(movedTo('youth')).toEqual([youth])
  expect(movedTo('Schools')).toEqual(['other'])
})

test('taking a row that only people changed restores the document’s words, from today', () => {
  const plan = kept(planOf([surgery]))
  plan.update('1', { level: 'red' })
  plan.revise(planOf([surgery]), { 'action-1': 'take' })
  expect(plan.action('1')?.level).toBe('amber')
})

test('what a document does not state changes nothing', () => {
  const plan = kept(planOf([surgery]))
  const silent = {
    ...surgery,
    level: null,
    stage: null,
    ownerSaid: null,
    owners: [],
    timescale: aTimescale({ said: '', kind: 'none', earliest: null, latest: null, precision: null }),
  }
  expect(plan.revise(planOf([silent])).unchanged).toBe(true)
})

test('new updates are added on their days, existing ones are not', () => {
  const plan = kept(planOf([{ ...surgery, updates: [anUpdate()] }]))
  const draft = planOf(
    [
      {
        ...surgery,
        updates: [
          anUpdate({ text: 'FIRST two  surgeries held' }),
          anUpdate({ key: 'update-2', on: '2022-10-01', text: 'All wards served' }),
        ],
      },
    ],
    october,
  )
  expect(rowOf(plan, draft, 'action-1')).toMatchObject({
    kind: 'changed',
    newUpdates: 1,
    proposed: 'take',
    needsConfirming: false,
  })
  plan.revise(draft)
  expect(
    plan.action('1')?.updates.flatMap((update) => (update.text === null ? [] : [[update.on, update.text]])),
  ).toEqual([
    ['2022-06-29', 'First two surgeries held'],
    ['2022-10-01', 'All wards served'],
  ])
})

test('an update earlier than the first day of the action moves that day, and the plan’s too', () => {
  const plan = kept(planOf([surgery]))
  plan.revise(planOf([{ ...surgery, updates: [anUpdate({ on: '2021-01-05', text: 'Asked for' })] }]))
  expect(plan.action('1', '2021-01-05')).toMatchObject({
    text: surgery.text,
    stage: null,
    updates: [{ text: 'Asked for' }],
  })
  expect(plan.action('1')?.level).toBe('amber')
  expect(plan.record.plan(plan.of)).toMatchObject({ since: '2021-01-05', sections: [{ title: 'Listening' }] })
})

test('a new row is added, unless it is left', () => {
  const plan = kept(planOf([surgery]))
  const draft = planOf([surgery, signs, cadets], october)
  expect(plan.difference(draft).rows.map((row) => [row.kind, row.proposed])).toEqual([
    ['same', 'leave'],
    ['new', 'add'],
    ['new', 'add'],
  ])
  plan.revise(draft, { 'action-2': 'leave' })
  expect(plan.content().actions.map((action) => action.ref)).toEqual(['1', '3'])
  expect(plan.revise(draft).unchanged).toBe(true)
})

test('a row that is missing is unchanged unless it is withdrawn', () => {
  const stays = kept(planOf([surgery, cadets]))
  expect(rowOf(stays, planOf([surgery]), `gone:${stays.idOf('2')}`)).toMatchObject({
    kind: 'gone',
    proposed: 'leave',
    needsConfirming: false,
    matched: 'none',
    similarity: 0,
    newUpdates: 0,
  })
  stays.revise(planOf([surgery]))
  expect(stays.action('2')?.withdrawn).toBe(false)

  const goes = kept(planOf([surgery, cadets]))
  goes.revise(planOf([surgery], october), { [`gone:${goes.idOf('2')}`]: 'withdraw' })
  expect(goes.action('2', '2022-10-13')?.withdrawn).toBe(false)
  expect(goes.action('2')?.withdrawn).toBe(true)
})

test('a withdrawn action that the document has again is restored when it is taken', () => {
  const plan = kept(planOf([surgery]))
  plan.withdraw('1')
  plan.revise(planOf([surgery]), { 'action-1': 'take' })
  expect(plan.action('1')?.withdrawn).toBe(false)
})

test('a row can become a new action instead of the match proposed for it', () => {
  const plan = kept(planOf([surgery]))
  plan.revise(planOf([{ ...surgery, text: 'Hold a beat surgery in every school each quarter' }], october), {
    'action-1': 'add',
  })
  expect(plan.content().actions.map(({ slug, text }) => [slug, text])).toEqual([
    ['1', surgery.text],
    ['1~2', 'Hold a beat surgery in every school each quarter'],
  ])
})

test.each([
  ['a row there is not', { 'action-7': 'take' as const }],
  ['a withdrawal of a row the document has', { 'action-1': 'withdraw' as const }],
])('%s is refused', (_what, rows) => {
  expect(kept(planOf([surgery])).revision(planOf([surgery]), rows)).toMatchObject({
    ok: false,
    error: { code: 'unknown-choice' },
  })
})

test('what the document newly states about the plan is written with it', () => {
  const plan = kept(planOf([surgery]))
  const draft = planOf([surgery], { dated: 'October 2022', sponsor: 'Head of Neighbourhoods' })
  expect(plan.difference(draft)).toMatchObject({
    unchanged: false,
    about: [
      { field: 'sponsor', plan: null },
      { field: 'dated', plan: 'July 2022', draft: 'October 2022' },
    ],
  })
  plan.revise(draft)
  expect(plan.record.plan(plan.of)).toMatchObject({
    dated: 'October 2022',
    sponsor: 'Head of Neighbourhoods',
    title: 'Bridewell Community Charter Delivery Plan',
  })
})

describe('a revision is proposed', () => {
  const plan = kept(planOf([surgery, cadets]))
  test.each<[string, DraftPlan, object | null]>([
    [
      'for a plan of the same title with matched actions',
      planOf([{ ...surgery, level: 'green' }, signs]),
      { because: 'title', matched: 1, actions: 2 },
    ],
    [
      'for a plan that has half its actions',
      planOf([surgery, signs], { title: 'Other' }),
      { because: 'actions', matched: 1 },
    ],
    ['for no plan that shares the title alone', planOf([signs]), null],
    [
      'for no plan that shares less than half',
      planOf([surgery, signs, { ...signs, text: 'Paint the hall' }], { title: 'Other' }),
      null,
    ],
  ])('%s', (_what, draft, expected) => {
    const proposal = proposeRevision(aReadPlan(draft), [plan.content()])
    if (expected === null) expect(proposal).toBeNull()
    else expect(proposal).toMatchObject(expected)
  })
})

test('a revision never dates anything later than today', () => {
  const plan = kept(planOf([surgery]))
  plan.update('1', { level: 'red' })
  const { events } = plan.revise(planOf([{ ...surgery, level: 'green' }], october), { 'action-1': 'take' })
  expect(events.every((event) => event.effectiveOn <= TODAY)).toBe(true)
})

test('sections and actions that are added to a plan come after the existing ones', () => {
  const listening = aSection({ actions: [surgery, cadets] })
  const schools = aSection({ key: 'section-2', title: 'Schools', actions: [signs] })
  const plan = kept(aPlan({ sections: [listening, schools] }))
  const joins = ['Youth', 'Roads'].map((title, at) =>
    aSection({
      key: title,
      title,
      actions: [anAction({ ref: `${at + 8}`, text: `Visit ${title} in the ward` })],
    }),
  )
  plan.revise(aPlan({ sections: [...joins, listening, schools] }))
  expect(plan.record.plan(plan.of)?.sections.map(({ title, order }) => [title, order])).toEqual([
    ['Listening', 0],
    ['Schools', 1],
    ['Youth', 2],
    ['Roads', 3],
  ])
  expect(plan.content().actions.map(({ ref, order }) => [ref, order])).toEqual([
    ['1', 0],
    ['2', 1],
    ['3', 2],
    ['8', 3],
    ['9', 4],
  ])
})

test('every event of a revision matches its schema', () => {
  const plan = kept(planOf([surgery, cadets, anAction({ ...signs, stage: 'in-progress' })]))
  plan.withdraw('2')
  const draft = aPlan({
    title: 'Charter, second issue',
    sections: [
      aSection({
        actions: [
          {
            ...surgery,
            ref: '7',
            level: 'green',
            stage: 'complete',
            updates: [anUpdate({ on: '2021-01-05', text: 'Asked for' })],
          },
          cadets,
        ],
      }),
      aSection({
        key: 'section-2',
        title: 'Youth',
        actions: [anAction({ ref: '9', text: 'Visit the schools' })],
      }),
    ],
    ...october,
  })
  const gone = `gone:${plan.idOf('3')}`
  const { events } = plan.revise(draft, { 'action-1': 'take', 'action-2': 'take', [gone]: 'withdraw' })
  expect(new Set(events.map(({ type }) => type))).toEqual(
    new Set([
      'plan-added',
      'section-added',
      'plan-revised',
      'action-added',
      'update-recorded',
      'action-revised',
      'action-restored',
      'action-withdrawn',
      'document-accepted',
    ]),
  )
  for (const event of events)
    expect([event.type, aggregateOf(event.stream.kind)?.event.safeParse(event).error]).toEqual([
      event.type,
      undefined,
    ])
})

test('the same owner cell that is now read as two owners is a change of the document', () => {
  const cell = (...names: string[]) =>
    anAction({ ownerSaid: 'Estates / Fleet', owners: names.map((name) => ({ name, duty: 'responsible' })) })
  const plan = kept(planOf([cell('Estates / Fleet')]))
  expect(rowOf(plan, planOf([cell('Estates', 'Fleet')]), 'action-1')?.fields).toMatchObject([
    { field: 'owners', changedBy: 'document', plan: 'Estates / Fleet', draft: 'Estates; Fleet' },
  ])
})

test('an owner cell with words but without owners differs from one that names somebody', () => {
  const plan = kept(planOf([anAction()]))
  expect(rowOf(plan, planOf([anAction({ ownerSaid: 'TBC', owners: [] })]), 'action-1')?.fields).toMatchObject(
    [{ field: 'owners', plan: 'Engagement Team', draft: 'TBC' }],
  )
})

test('of several dated stages the last is the current one, and is not written again', () => {
  const log = (...stages: ['in-progress' | 'complete', string][]) =>
    planOf(
      [
        anAction({
          stage: stages.at(-1)?.[0] ?? null,
          stages: stages.map(([stage, on]) => ({ on, stage, said: stage, from: [] })),
        }),
      ],
      october,
    )
  const plan = kept(planOf([anAction()]))
  plan.revise(log(['in-progress', '2022-07-01'], ['complete', '2022-09-01']))
  expect(plan.action('1')?.updates.map(({ on, stage }) => [on, stage])).toEqual([
    ['2022-07-01', 'in-progress'],
    ['2022-09-01', 'complete'],
  ])
})

test('work that a document states as completed is complete from the stated day', () => {
  const done = aTimescale({
    said: 'Completed Sept 22',
    kind: 'completed',
    earliest: '2022-09-01',
    latest: '2022-09-30',
  })
  const plan = kept(planOf([surgery]))
  plan.revise(planOf([{ ...surgery, stage: 'complete', timescale: done }], october))
  expect(plan.action('1', '2022-09-29')?.stage).toBe('in-progress')
  expect(plan.action('1', '2022-09-30')?.stage).toBe('complete')
  expect(plan.action('1', '2022-10-13')?.timescale.kind).toBe('by')
  expect(plan.action('1')?.timescale.kind).toBe('completed')
})

test('a timescale without words is described by its meaning, and words without a date are stated too', () => {
  const plan = kept(planOf([surgery]))
  const fields = (given: Parameters<typeof aTimescale>[0]) =>
    rowOf(plan, planOf([{ ...surgery, timescale: aTimescale(given) }], october), 'action-1')?.fields.map(
      ({ field, draft }) => [field, draft],
    )
  const none = { earliest: null, latest: null, precision: null, kind: 'none' } as const
  expect(fields({ said: '', earliest: '2022-12-01', latest: '2022-12-31' })).toEqual([
    ['timescale', 'by December 2022'],
  ])
  expect(fields({ ...none, said: 'n/a' })).toEqual([['timescale', 'n/a']])
  expect(fields({ ...none, said: '' })).toEqual([])
})

test('a row with other words under its ref is compared with the document’s earlier version of it', () => {
  const plan = kept(planOf([surgery, cadets]))
  const given = { text: 'Hold a beat surgery in every ward each month', level: 'green' } as const
  expect(rowOf(plan, planOf([{ ...surgery, ...given }, cadets], october), 'action-1')).toMatchObject({
    matched: 'ref',
    fields: [
      { field: 'text', changedBy: 'document', base: surgery.text },
      { field: 'level', changedBy: 'document', base: 'amber', plan: 'amber', draft: 'green' },
    ],
  })
})

test.each([
  ['read as a deadline', { kind: 'unknown', earliest: null, latest: null, precision: null }, ['document']],
  [
    'read as one where it was counted from something',
    { kind: 'relative', earliest: null, latest: null, precision: null, anchor: 'the review' },
    ['document'],
  ],
  ['read as another deadline', { latest: '2022-10-30' }, []],
] as const)(
  'the words of a timescale that are now %s, where nobody changed it, are changed by %j',
  (_how, was, by) => {
    const plan = kept(planOf([anAction({ timescale: aTimescale(was) })]))
    expect(
      rowOf(plan, planOf([anAction({ timescale: aTimescale() })]), 'action-1')?.fields.map(
        ({ changedBy }) => changedBy,
      ),
    ).toEqual(by)
  },
)

test('a row in which only the words changed writes no entry', () => {
  const plan = kept(planOf([surgery, cadets]))
  const { events } = plan.revise(
    planOf([{ ...surgery, text: 'Hold a beat surgery in every ward each month' }, cadets], october),
    { 'action-1': 'take' },
  )
  expect(events[0]?.words).toEqual({ text: 'Hold a beat surgery in every ward each month', reason: null })
  expect(events.map(({ type }) => type)).toEqual(['action-revised', 'document-accepted'])
})

test('other columns that a document changes are taken with their headings', () => {
  const budget = (text: string) => ({ ...surgery, details: [{ heading: 'Budget', text, from: [] }] })
  const plan = kept(planOf([budget('£200')]))
  plan.revise(planOf([budget('£300')], october))
  expect(plan.action('1', '2022-10-13')?.details).toEqual([{ heading: 'Budget', text: '£200' }])
  expect(plan.action('1')?.details).toEqual([{ heading: 'Budget', text: '£300' }])
})
