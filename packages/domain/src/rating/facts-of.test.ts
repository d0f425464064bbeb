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
import { saidFieldNames } from '../action/fields.ts'
import { addDays, daysBetween } from '../calendar/day-number.ts'
import { type DraftAction, deadline, type LevelCode } from '../index.ts'
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

test('news are words of one’s own and changes; “no change” and a value said again are not', () => {
  const news = (...steps: Step[]) =>
    factsOn(timelinesOf({ level: 'amber', timescale: aTimescale() }, steps), '2023-02-01').daysSinceNews
  const said = (given: object): Step => ({ do: 'update', on: '2022-12-01', text: '', ...given })
  const [first, second] = [daysBetween('2022-06-29', '2023-02-01'), daysBetween('2022-12-01', '2023-02-01')]
  expect(news()).toBe(first)
  expect(news(said({ text: 'Two held' }))).toBe(second)
  expect(news(said({ text: '現場を見た' }))).toBe(second)
  expect(news(said({ text: 'No change: waiting for the council' }))).toBe(second)
  expect(news(said({ level: 'amber', reason: 'The parts are late' }))).toBe(second)
  expect(news(said({ level: 'green' }))).toBe(second)
  expect(news(said({ level: null }))).toBe(second)
  expect(news(said({ progress: 10 }))).toBe(second)
  expect(news(said({ timescale: 'by Dec 2022', reason: 'No change' }))).toBe(second)
  for (const text of ['No change', ' no  change. ', 'N/A', '–', 'Ongoing!', 'Nothing to report'])
    expect(news(said({ text }))).toBe(first)
  expect(news(said({ level: 'amber' }))).toBe(first)
  expect(news(said({ level: 'amber', reason: 'No change' }))).toBe(first)
  expect(news(said({ timescale: 'by the end of October 2022', reason: 'As above' }))).toBe(first)
  expect(news({ do: 'edit', on: '2022-12-01', text: 'Two doorbells', ref: '7' })).toBe(first)
})

test('of a day’s updates what holds at its end is news: a level set and set back is none', () => {
  const set = (level: LevelCode, on = '2022-12-01'): Step => ({ do: 'update', on, text: '', level })
  const since = (...steps: Step[]) =>
    factsOn(timelinesOf({ level: 'amber', updates: [anUpdate({ on: '2022-06-29' })] }, steps), '2023-02-01')
  expect(since(set('red'), set('amber'))).toMatchObject({
    daysSinceNews: daysBetween('2022-06-29', '2023-02-01'),
    daysSinceUpdate: daysBetween('2022-12-01', '2023-02-01'),
    declaredSince: daysBetween('2022-06-29', '2023-02-01'),
  })
  expect(since(set('red'))).toMatchObject({
    daysSinceNews: daysBetween('2022-12-01', '2023-02-01'),
    declaredSince: daysBetween('2022-12-01', '2023-02-01'),
  })
})

test('words that were redacted were news', () => {
  const history = begun({}, [{ do: 'update', on: '2022-12-01', text: 'Two held' }]).map((event) =>
    event.type === 'update-recorded' && event.words.text === 'Two held'
      ? { ...event, words: { ...event.words, text: '' } }
      : event,
  )
  const timelines = factsOf(history)
  expect(timelines && factsOn(timelines, '2022-12-05').daysSinceNews).toBe(4)
})

test('a level is declared from the day it was first said without a break', () => {
  const level = (on: string, said: LevelCode | null): Step => ({ do: 'update', on, text: '', level: said })
  const timelines = timelinesOf({ level: null }, [
    level('2022-08-01', 'red'),
    level('2022-09-01', 'red'),
    level('2022-10-01', null),
    level('2022-11-01', 'red'),
    level('2022-12-01', 'green'),
  ])
  const days = ['2022-07-31', '2022-08-01', '2022-09-15', '2022-10-01', '2022-11-10', '2022-12-02']
  expect(days.map((on) => factsOn(timelines, on).declaredSince)).toEqual([null, 0, 45, null, 9, 1])
})

test('a deadline has slipped as often as it was moved later, also when it was taken away in between', () => {
  const to = (on: string, timescale: string): Step => ({
    do: 'update',
    on,
    text: '',
    timescale,
    reason: 'Funding late',
  })
  const slips = (...steps: Step[]) => {
    const { timesSlipped, daysSinceSlip } = factsOn(
      timelinesOf({ timescale: aTimescale() }, steps),
      '2023-02-01',
    )
    return [timesSlipped, daysSinceSlip]
  }
  const january = daysBetween('2023-01-01', '2023-02-01')
  expect(slips()).toEqual([0, null])
  expect(slips(to('2023-01-01', 'by September 2022'))).toEqual([0, null])
  expect(slips(to('2023-01-01', 'by 31 October 2022'))).toEqual([0, null])
  expect(slips(to('2023-01-01', 'by November 2022'))).toEqual([1, january])
  expect(slips(to('2022-12-01', 'by May 2023'), to('2023-01-01', 'by June 2023'))).toEqual([2, january])
  expect(slips(to('2022-12-01', 'ongoing'), to('2023-01-01', 'by June 2023'))).toEqual([1, january])
  expect(slips(to('2022-12-01', 'ongoing'), to('2023-01-01', 'by October 2022'))).toEqual([0, null])
  expect(slips(to('2022-12-01', 'by June 2023'), to('2023-01-01', 'by October 2022'))).toEqual([1, null])
  expect(slips(to('2022-12-01', 'by June 2023'), to('2023-01-01', 'by November 2022'))).toEqual([
    1,
    daysBetween('2022-12-01', '2023-02-01'),
  ])
  expect(slips(to('2023-01-01', 'by June 2023'), to('2023-01-01', 'by October 2022'))).toEqual([0, null])
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

test('for any history, news, declarations and slips of a day are those that its events tell day by day', () => {
  fc.assert(
    fc.property(someSteps(), fc.constantFrom(null, 'amber' as const), (steps, level) => {
      const history = begun({ level, timescale: aTimescale(), updates: [anUpdate()] }, steps)
      const timelines = factsOf(history)
      const days = [...new Set(history.map((event) => event.effectiveOn))].sort()
      for (const last of [...days, '2027-01-01']) {
        for (const on of [last, addDays(last, 17)]) {
          const facts = timelines && factsOn(timelines, on)
          expect({ on, ...dayByDay(history, days, on) }).toEqual({
            on,
            daysSinceNews: facts?.daysSinceNews,
            declaredSince: facts?.declaredSince,
            timesSlipped: facts?.timesSlipped,
            daysSinceSlip: facts?.daysSinceSlip,
          })
        }
      }
    }),
    { numRuns: 100 },
  )
})

/** The same facts from the folded state of each day with events up to `on`, compared with the one before. */
const dayByDay = (history: ReturnType<typeof begun>, days: readonly string[], on: string) => {
  const states = days
    .filter((day) => day <= on)
    .flatMap((day) => {
      const state = foldAction(history, day)
      return state === null ? [] : [{ day, state }]
    })
  const pairs = states.map((each, at) => ({ ...each, before: states[at - 1]?.state ?? null }))
  const since = (day: string | undefined) => (day === undefined ? null : daysBetween(day, on))
  const news = pairs.findLast(({ state, before, day }) =>
    state.updates.some(
      (update) =>
        update.on === day &&
        ((update.text ?? '') !== '' ||
          update.reason !== undefined ||
          saidFieldNames.some(
            (field) =>
              update[field] !== undefined &&
              JSON.stringify(state[field]) !==
                JSON.stringify(
                  before === null ? (field === 'timescale' ? state.originalTimescale : null) : before[field],
                ),
          )),
    ),
  )
  const declared = pairs.findLast(({ state, before }) => state.level !== (before?.level ?? null))
  const dues = pairs.flatMap(({ day, state }) => {
    const due = deadline(state.timescale)
    return due === null ? [] : [{ day, due }]
  })
  const slips = dues.flatMap(({ day, due }, at) => {
    const was = dues[at - 1]?.due
    const later = dues.slice(at).every((each) => each.due > (was ?? ''))
    return was !== undefined && due > was ? [{ day, later }] : []
  })
  const slip = slips.at(-1)
  return {
    daysSinceNews: since((news ?? pairs[0])?.day),
    declaredSince: pairs.at(-1)?.state.level == null ? null : since(declared?.day),
    timesSlipped: slips.length,
    daysSinceSlip: slip?.later ? since(slip.day) : null,
  }
}

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
  const slip: Step = { do: 'update', on: '2022-12-01', text: '', timescale: 'by June 2027', reason: 'Late' }
  const segments = (['by', 'between', 'from'] as const).flatMap(
    (kind) =>
      timelinesOf({ ...action, timescale: aTimescale({ kind }) }, [slip], elsewhere).facts[fact] ?? [],
  )
  const moves = segments.flatMap((segment) => {
    if ('since' in segment) return ['rises']
    if ('done' in segment) return ['falls']
    return segment.value === null ? [] : ['constant']
  })
  expect([...new Set(moves)]).toEqual([factRegistry[fact].moves])
})
