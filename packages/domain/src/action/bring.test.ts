import { aContext, aDraft, anAction, aPlan, aRecordOf, aSection, countedIds } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { defaultSettings } from '../area/settings.ts'
import type { PlanEvent } from '../plan/events.ts'
import { foldPlan } from '../plan/plan.ts'
import type { Pending, Recorded } from '../stream/event.ts'
import { foldWords } from '../words/fold.ts'
import { foldAction } from './action.ts'
import { type BringKnown, bringWorkbook, decideBringWorkbook } from './bring.ts'
import { actionSince } from './since.ts'

/** A plan of two actions, and what bringing a workbook back to it decides. */
const aPlanOf = () => {
  const actions = [
    anAction({ key: 'a', ref: '1', text: 'Fit ten lamps' }),
    anAction({ key: 'b', ref: '2', text: 'Walk the quay' }),
  ]
  const sections = [aSection({ key: 's1', title: 'On the street', actions })]
  const { record, actionIds } = aRecordOf(aDraft({ plans: [aPlan({ sections })] }))
  const newId = countedIds(7)
  const context = aContext({ newId })
  const state = (id = '') => foldAction(record.history(id))
  const planId = state(actionIds[0])?.planId ?? ''
  const events = () =>
    record.events.filter(({ stream }) => stream.id === planId) as unknown as Recorded<PlanEvent>[]
  const known = (): BringKnown => {
    const parties = record.events.filter(({ type }) => type === 'party-added')
    return {
      actions: new Map(actionIds.map((id) => [id, actionSince(record.history(id))])),
      taken: new Map(),
      plan: events(),
      ragRules: { levels: [] },
      settings: {
        ...defaultSettings,
        columns: [{ code: 'cost', title: 'Cost', kind: 'money', choices: [] }],
      },
      parties: {
        byName: new Map(parties.map(({ stream, words }) => [foldWords(String(words.name)), stream.id])),
        ids: new Set(parties.map(({ stream }) => stream.id)),
      },
      addresses: new Map(actionIds.map((id) => [state(id)?.slug ?? '', [id]])),
      next: { refs: ['2', '3', '4', '5', '6', '7'], order: 5 },
    }
  }
  const decide = (given: object) =>
    decideBringWorkbook(
      bringWorkbook.input.parse({ commandId: newId(), planId, file: 'quays.xlsx', ...given }),
      known(),
      context,
    )
  const bring = (given: object) => {
    const decided = decide(given)
    if (!decided.ok) throw new Error(JSON.stringify(decided.error))
    record.append(decided.value as Pending[])
    return decided.value
  }
  const [first = '', second = ''] = actionIds
  return { first, second, newId, state, decide, bring, plan: () => foldPlan(events()) }
}

test('rows change their actions, and the name of the file is the reason', () => {
  const { first, state, bring } = aPlanOf()
  const events = bring({ rows: [{ actionId: first, text: 'Fit twelve lamps', level: 'amber' }] })
  expect([state(first)?.text, state(first)?.level]).toEqual(['Fit twelve lamps', 'amber'])
  expect(events.map(({ words }) => (words as { reason?: unknown }).reason)).toEqual([
    'From the workbook “quays.xlsx”',
    'From the workbook “quays.xlsx”',
  ])
})

test('a new row is an action with all that its columns state, and its words are not read for owners', () => {
  const { newId, state, bring, plan } = aPlanOf()
  const [one, other, section] = [newId(), newId(), newId()]
  bring({
    sections: [{ sectionId: section, title: 'In the office' }],
    added: [
      {
        actionId: one,
        text: 'Ask @everyone by June 2030 what helps',
        sectionId: section,
        owners: [{ name: 'Ward Officers' }],
        timescale: 'by March 2028',
        stage: 'in-progress',
        level: 'green',
        progress: 40,
        columns: { cost: 250 },
        update: 'Asked the first ten',
      },
      { actionId: other, text: 'Print the leaflet', owners: [{ name: 'ward officers' }] },
    ],
  })
  const made = state(one)
  expect(made).toMatchObject({
    ...{ text: 'Ask @everyone by June 2030 what helps', sectionId: section, ref: '3' },
    ...{ stage: 'in-progress', level: 'green', progress: 40 },
  })
  expect(made?.timescale.said).toBe('by March 2028')
  expect(made?.columns['cost']).toEqual({ kind: 'money', value: 250 })
  expect(made?.updates.map(({ text }) => text)).toContain('Asked the first ten')
  expect(plan()?.sections.map(({ title }) => title)).toEqual(['On the street', 'In the office'])
  // The second row has the next number and the party that the first added.
  expect(state(other)?.ref).toBe('4')
  expect(state(other)?.owners).toEqual(made?.owners)
})

test('an update has its own day', () => {
  const { first, state, bring } = aPlanOf()
  bring({ rows: [{ actionId: first, update: 'Poles ordered', on: '2026-01-05' }] })
  expect(state(first)?.updates.at(-1)).toMatchObject({ text: 'Poles ordered', on: '2026-01-05' })
})

test('one row that cannot be applied refuses the file, and is named', () => {
  const { first, second, newId, decide } = aPlanOf()
  const bad = newId()
  const decided = decide({
    rows: [
      { actionId: first, text: 'Fit twelve lamps' },
      { actionId: second, level: 'amber', seen: { level: -1 } },
    ],
    added: [{ actionId: bad, text: 'Plan the walk', timescale: 'soonish, perhaps' }],
  })
  if (decided.ok || decided.error.code !== 'rows-refused') throw new Error('it was not refused')
  expect(decided.error.args.of).toBe(3)
  expect(decided.error.args.rows.map(({ id, because }) => [id, because.code])).toEqual([
    [second, 'stale'],
    [bad, 'timescale-not-understood'],
  ])
})

test('a section that the plan has already is not made again, and nothing at all is refused', () => {
  const { newId, decide } = aPlanOf()
  const decided = decide({
    sections: [{ sectionId: newId(), title: 'on the STREET' }],
    added: [{ actionId: newId(), text: 'Plan the walk' }],
  })
  expect(decided.ok || decided.error.code).toBe('section-taken')
  expect(bringWorkbook.input.safeParse({ commandId: newId(), planId: newId(), file: 'a.xlsx' }).success).toBe(
    false,
  )
})
