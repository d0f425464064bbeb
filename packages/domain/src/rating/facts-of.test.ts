import {
  aDraft,
  anAction,
  anUpdate,
  aPlan,
  aRecordOf,
  aSection,
  aTimescale,
  play,
  type Step,
  someSteps,
} from '@beatbook/testkit'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldAction } from '../action/action.ts'
import { addDays, daysBetween } from '../calendar/day-number.ts'
import { type DraftAction, deadline } from '../index.ts'
import { factNames, factRegistry } from '../rag/fact.ts'
import { factsOn } from '../rag/fact-timeline.ts'
import { type ExternalFacts, factsOf, statesOf } from './facts-of.ts'

const begun = (action: Partial<DraftAction>, steps: readonly Step[] = []) => {
  const { record, actionIds } = aRecordOf(
    aDraft({ plans: [aPlan({ sections: [aSection({ actions: [anAction(action)] })] })] }),
  )
  const id = actionIds[0] ?? ''
  play(record, id, steps)
  return record.history(id)
}
const timelinesOf = (
  action: Partial<DraftAction>,
  steps: readonly Step[] = [],
  elsewhere: ExternalFacts = {},
) => {
  const timelines = factsOf(begun(action, steps), elsewhere)
  if (timelines === null) throw new Error('it never began')
  return timelines
}

test('an action that was never added has no facts', () => {
  expect(factsOf([])).toBeNull()
})

test.each<[string, Partial<DraftAction>, object]>([
  [
    'by',
    { timescale: aTimescale() },
    { daysPastDeadline: 1, daysSinceOpening: null, daysSinceStartDue: null },
  ],
  [
    'between',
    { timescale: aTimescale({ kind: 'between' }) },
    { daysPastDeadline: 1, daysSinceOpening: 31, daysSinceStartDue: null },
  ],
  [
    'from',
    { timescale: aTimescale({ kind: 'from' }) },
    { daysPastDeadline: null, daysSinceOpening: 31, daysSinceStartDue: 1 },
  ],
  [
    'after',
    { timescale: aTimescale({ kind: 'after' }) },
    { daysPastDeadline: null, daysSinceOpening: 0, daysSinceStartDue: null },
  ],
  [
    'ongoing',
    { timescale: aTimescale({ kind: 'ongoing', earliest: null, latest: null }) },
    { daysPastDeadline: null, daysSinceOpening: null },
  ],
])('of October 2022, %s counts these days on 1 November', (kind, action, expected) => {
  expect(factsOn(timelinesOf(action), '2022-11-01')).toMatchObject({ ...expected, timescaleKind: kind })
})

test('silence counts from the last update, and from the first day where there is none', () => {
  expect(factsOn(timelinesOf({}), '2022-07-09').daysSinceUpdate).toBe(10)
  const timelines = timelinesOf({ updates: [anUpdate({ on: '2022-07-04' })] }, [
    { do: 'update', on: '2023-01-01', text: 'Two held' },
  ])
  expect(factsOn(timelines, '2022-12-31').daysSinceUpdate).toBe(daysBetween('2022-07-04', '2022-12-31'))
  expect(factsOn(timelines, '2023-01-02').daysSinceUpdate).toBe(1)
})

test('a new date counts from the day it was agreed, and is one re-dating', () => {
  const moved = timelinesOf({}, [
    { do: 'update', on: '2022-12-01', text: 'Slipped', timescale: 'by June 2027', reason: 'Funding late' },
  ])
  expect(factsOn(moved, '2022-11-30')).toMatchObject({ daysPastDeadline: 30, redated: 0 })
  expect(factsOn(moved, '2022-12-01')).toMatchObject({
    daysPastDeadline: daysBetween('2027-06-30', '2022-12-01'),
    redated: 1,
  })
})

test('no owner, or only somebody to be informed, counts as no owner', () => {
  expect(factsOn(timelinesOf({ owners: [] }), '2022-07-01').ownerKnown).toBe(false)
  expect(
    factsOn(timelinesOf({ owners: [{ name: 'Press Office', duty: 'informed' }] }), '2022-07-01').ownerKnown,
  ).toBe(false)
  expect(factsOn(timelinesOf({}), '2022-07-01').ownerKnown).toBe(true)
})

test('progress is the stated share divided by the share of planned time passed, and unknown before a day has passed or without a deadline', () => {
  const by = timelinesOf({
    progress: 50,
    timescale: aTimescale({ earliest: '2022-10-07', latest: '2022-10-07' }),
  })
  expect(factsOn(by, '2022-06-29').progressRatio).toBeNull()
  expect(factsOn(by, '2022-08-18').progressRatio).toBe(1)
  expect(factsOn(by, '2022-10-07').progressRatio).toBe(0.5)
  expect(factsOn(by, '2023-10-07').progressRatio).toBe(0.5)
  expect(
    factsOn(timelinesOf({ progress: 50, timescale: aTimescale({ kind: 'from' }) }), '2022-08-18')
      .progressRatio,
  ).toBeNull()
  expect(factsOn(timelinesOf({}), '2022-08-18').progressRatio).toBeNull()
  const between = timelinesOf({ progress: 50, timescale: aTimescale({ kind: 'between' }) })
  expect(factsOn(between, '2022-10-01').progressRatio).toBeNull()
  expect(factsOn(between, '2022-10-16').progressRatio).toBe(1)
})

test('work due on the day it begins has that one day', () => {
  const due = { earliest: '2022-06-29', latest: '2022-06-29' }
  const facts = timelinesOf({ progress: 50, timescale: aTimescale(due) })
  expect(['2022-06-29', '2022-06-30', '2022-07-30'].map((on) => factsOn(facts, on).progressRatio)).toEqual([
    null,
    0.5,
    0.5,
  ])
})

test('each stated progress is valid from its day', () => {
  const timelines = timelinesOf({ timescale: aTimescale({ earliest: '2022-10-07', latest: '2022-10-07' }) }, [
    { do: 'update', on: '2022-08-18', text: '', progress: 30 },
    { do: 'update', on: '2022-08-28', text: '', progress: 95 },
  ])
  expect([
    factsOn(timelines, '2022-08-17').progressRatio,
    factsOn(timelines, '2022-08-18').progressRatio,
  ]).toEqual([null, 0.6])
  expect(factsOn(timelines, '2022-08-28').progressRatio).toBeCloseTo(0.95 / 0.6)
})

test('the worst level it depends on is an external fact', () => {
  const timelines = timelinesOf({}, [], { worstDependency: [{ from: '2022-08-01', level: 'red' }] })
  expect([
    factsOn(timelines, '2022-07-31').worstDependency,
    factsOn(timelines, '2022-08-01').worstDependency,
  ]).toEqual([null, 'red'])
})

test('for any history, the facts of a day are those of the state on it', () => {
  fc.assert(
    fc.property(someSteps(), (steps) => {
      const history = begun({ updates: [anUpdate()] }, steps)
      const timelines = factsOf(history)
      for (let on = '2021-01-01'; on < '2027-01-01'; on = addDays(on, 29)) {
        const state = foldAction(history, on)
        if (state === null || timelines === null) continue
        const facts = factsOn(timelines, on)
        const due = deadline(state.timescale)
        expect(facts).toMatchObject({
          stage: state.stage,
          declaredLevel: state.level,
          redated: state.redated,
          timescaleKind: state.timescale.kind,
        })
        expect(facts.daysPastDeadline).toBe(due === null ? null : daysBetween(due, on))
        expect(facts.daysSinceUpdate).toBe(daysBetween(state.updates.at(-1)?.on ?? state.since, on))
        expect(timelines.gone.some(({ from, to }) => from <= on && (to === null || on < to))).toBe(
          state.withdrawn,
        )
      }
    }),
    { numRuns: 60 },
  )
})

test('an action has one state a day, the last that was said of it', () => {
  const history = begun({ stage: 'in-progress', level: 'amber', updates: [anUpdate({ on: '2022-06-29' })] }, [
    { do: 'update', on: '2022-08-01', text: 'One held' },
    { do: 'update', on: '2022-08-01', text: 'Two held' },
  ])
  expect(statesOf(history).map(({ from, state }) => [from, state.updates.at(-1)?.text])).toEqual([
    ['2022-06-29', null],
    ['2022-08-01', 'Two held'],
  ])
})

test.each(factNames)('between two events %s moves as its definition states', (fact) => {
  const action = { stage: 'in-progress', level: 'amber', progress: 50 } as const
  const elsewhere = { worstDependency: [{ from: '2022-08-01', level: 'red' }] }
  const segments = (['by', 'between', 'from'] as const).flatMap(
    (kind) => timelinesOf({ ...action, timescale: aTimescale({ kind }) }, [], elsewhere).facts[fact] ?? [],
  )
  const moves = segments.flatMap((segment) => {
    if ('since' in segment) return ['rises']
    if ('done' in segment) return ['falls']
    return segment.value === null ? [] : ['constant']
  })
  expect([...new Set(moves)]).toEqual([factRegistry[fact].moves])
})
