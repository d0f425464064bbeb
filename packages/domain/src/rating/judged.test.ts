import { aDraft, anAction, aPlan, aRecordOf, aSection, play, type Step } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { foldAction } from '../action/action.ts'
import type { IsoDate } from '../calendar/date.ts'
import { type DraftAction, readTimescale } from '../index.ts'
import { compileRagRules } from '../rag/compile.ts'
import { forceDefault } from '../rag/presets/force-default.ts'
import { intervalOn, type Override, ragTimeline } from '../rag/timeline.ts'
import { type ExternalFacts, factsOf } from './facts-of.ts'

// Invented histories with the level that a programme office expects of the default rules on some days. The
// table was written before the rules were evaluated on it. Every action is of 5 January 2026, owned, in
// progress, due by 30 June 2026, unless the row says otherwise.

type Said = Partial<Omit<Extract<Step, { do: 'update' }>, 'do' | 'on'>>
const on = (day: string, text: string, said: Said = {}): Step => ({ do: 'update', on: day, text, ...said })
const slip = (day: string, to: string, text = 'The hall is not free before then', said: Said = {}): Step =>
  on(day, text, { timescale: to, reason: 'The hall is booked', ...said })

interface History {
  readonly action?: Partial<DraftAction>
  readonly steps: readonly Step[]
  readonly overrides?: readonly Override[]
  readonly elsewhere?: ExternalFacts
  readonly expected: Readonly<Record<IsoDate, string | null>>
}

const starting = (timescale: string): Partial<DraftAction> => ({
  timescale: readTimescale(timescale).timescale,
  stage: null,
})

const histories: Readonly<Record<string, History>> = {
  'on track, written about every month': {
    steps: [
      on('2026-02-02', 'Venue found'),
      on('2026-03-02', 'Posters printed'),
      on('2026-04-01', 'Half held'),
    ],
    expected: { '2026-01-05': 'green', '2026-02-15': 'green', '2026-04-15': 'green' },
  },
  'declared red with a bad update, and re-dated': {
    steps: [slip('2026-03-02', 'by 30 September 2026', 'Fairs stalled: no venue', { level: 'red' })],
    expected: { '2026-03-01': 'amber', '2026-03-02': 'red', '2026-05-01': 'red', '2026-12-01': 'red' },
  },
  'declared red, then a hopeful update that declares nothing': {
    steps: [on('2026-02-02', 'No venue', { level: 'red' }), on('2026-03-02', 'Venue found')],
    expected: { '2026-02-10': 'red', '2026-03-05': 'red' },
  },
  'declared red, then declared green with words': {
    steps: [
      on('2026-02-02', 'No venue', { level: 'red' }),
      on('2026-03-02', 'Venue found', { level: 'green' }),
    ],
    expected: { '2026-02-10': 'red', '2026-03-05': 'green' },
  },
  'declared red, and the level taken away again': {
    steps: [
      on('2026-02-02', 'No venue', { level: 'red' }),
      on('2026-03-02', 'Meant for another action', { level: null }),
    ],
    expected: { '2026-02-10': 'red', '2026-03-05': 'green' },
  },
  'a bad update that is undone': {
    steps: [on('2026-02-02', 'No venue', { level: 'red' }), { do: 'undo', nth: 0 }],
    expected: { '2026-02-10': 'green', '2026-02-20': 'amber' },
  },
  'declared amber, and then nothing': {
    steps: [on('2026-02-02', 'The supplier is late', { level: 'amber' })],
    expected: { '2026-02-02': 'amber', '2026-06-30': 'amber', '2026-07-01': 'red' },
  },
  'declared amber before its time to begin': {
    action: starting('from July 2026'),
    steps: [on('2026-02-02', 'The grant is not sure', { level: 'amber' })],
    expected: { '2026-01-10': 'not-due', '2026-02-10': 'amber', '2026-06-01': 'amber' },
  },
  'declared red before its time to begin': {
    action: starting('from July 2026'),
    steps: [on('2026-02-02', 'The grant was withdrawn', { level: 'red' })],
    expected: { '2026-02-10': 'red' },
  },
  'not begun when it had to': {
    action: starting('from July 2026'),
    steps: [],
    expected: { '2026-03-01': 'not-due', '2026-08-15': 'amber' },
  },
  'only “No change” for a quarter': {
    steps: [
      on('2026-01-06', 'Begun', { level: 'green' }),
      on('2026-02-02', 'No change'),
      on('2026-03-02', 'no change.'),
      on('2026-04-01', 'No change this month'),
    ],
    expected: { '2026-02-10': 'green', '2026-03-10': 'amber', '2026-04-05': 'amber' },
  },
  'the same level said again every month, without a word': {
    steps: [
      on('2026-02-02', '', { level: 'green' }),
      on('2026-03-02', '', { level: 'green' }),
      on('2026-04-01', '', { level: 'green' }),
      on('2026-05-01', '', { level: 'green' }),
    ],
    expected: { '2026-03-10': 'green', '2026-04-05': 'amber', '2026-05-05': 'amber' },
  },
  'the same level said again, with why': {
    steps: [
      on('2026-02-02', 'All well', { level: 'green' }),
      on('2026-03-10', '', { level: 'green', reason: 'The council signed' }),
    ],
    expected: { '2026-04-10': 'green', '2026-04-30': 'amber' },
  },
  'an update that is only a dash': {
    steps: [on('2026-02-02', 'Venue found'), on('2026-03-02', '–'), on('2026-04-01', 'N/A')],
    expected: { '2026-03-10': 'green', '2026-04-05': 'amber' },
  },
  'no change, and why': {
    steps: [on('2026-02-10', 'No change: waiting for the training date of 3 March')],
    expected: { '2026-03-20': 'green', '2026-03-25': 'amber' },
  },
  'only the share of work done moves': {
    steps: [
      on('2026-02-02', '', { progress: 10 }),
      on('2026-03-02', '', { progress: 30 }),
      on('2026-04-01', '', { progress: 45 }),
    ],
    expected: { '2026-03-30': 'green', '2026-05-01': 'green', '2026-05-14': 'amber' },
  },
  'only the words of the action are edited': {
    steps: [{ do: 'edit', on: '2026-02-10', text: 'Two doorbells', ref: '1' }],
    expected: { '2026-02-10': 'green', '2026-02-20': 'amber' },
  },
  'slipped once, with news since': {
    steps: [
      slip('2026-02-02', 'by 31 August 2026'),
      on('2026-03-02', 'Venue found'),
      on('2026-04-01', 'Held'),
    ],
    expected: { '2026-02-01': 'green', '2026-02-02': 'amber', '2026-03-16': 'amber', '2026-04-05': 'green' },
  },
  'slipped three times, always declared green': {
    steps: [
      slip('2026-02-02', 'by 31 July 2026', 'Soon', { level: 'green' }),
      slip('2026-03-02', 'by 31 August 2026', 'Soon', { level: 'green' }),
      slip('2026-04-01', 'by 30 September 2026', 'Soon', { level: 'green' }),
      on('2026-05-11', 'Nearly there', { level: 'green' }),
      on('2026-06-15', 'Nearly there', { level: 'green' }),
    ],
    expected: { '2026-02-10': 'amber', '2026-05-20': 'amber', '2026-07-15': 'amber', '2026-10-01': 'red' },
  },
  'brought forward': {
    steps: [slip('2026-02-02', 'by 31 May 2026', 'The hall is free earlier')],
    expected: { '2026-02-10': 'green' },
  },
  'the same day said in other words': {
    steps: [slip('2026-02-02', 'by the end of June 2026', 'As agreed')],
    expected: { '2026-02-10': 'green' },
  },
  'late, and given a new day on the day after': {
    steps: [
      on('2026-06-15', 'Nearly there'),
      slip('2026-07-02', 'by 31 December 2026'),
      on('2026-08-10', 'Venue found'),
    ],
    expected: { '2026-07-01': 'red', '2026-07-02': 'amber', '2026-08-10': 'amber', '2026-08-20': 'green' },
  },
  'its day taken away, and given again later': {
    steps: [
      slip('2026-02-02', 'within 3 months of the review'),
      slip('2026-03-02', 'by 30 September 2026'),
      on('2026-04-01', 'Venue found'),
      on('2026-05-04', 'Posters printed'),
    ],
    expected: { '2026-02-10': 'amber', '2026-03-10': 'amber', '2026-05-05': 'green' },
  },
  'moved later by mistake, and back the next day': {
    steps: [
      slip('2026-02-02', 'by 30 June 2027'),
      slip('2026-02-03', 'by 30 June 2026', 'The year was wrong'),
    ],
    expected: { '2026-02-02': 'amber', '2026-02-04': 'green' },
  },
  'moved later, and partly back': {
    steps: [
      slip('2026-02-02', 'by 31 October 2026'),
      slip('2026-02-16', 'by 31 August 2026', 'A hall is found'),
    ],
    expected: { '2026-02-20': 'amber', '2026-03-20': 'green' },
  },
  'declared blue, and silent': {
    steps: [on('2026-02-02', 'Done well before its time', { level: 'blue' })],
    expected: { '2026-02-10': 'green', '2026-04-01': 'amber' },
  },
  'red in the document that began it': {
    action: { level: 'red' },
    steps: [on('2026-02-02', 'Venue found'), on('2026-03-02', 'Posters printed')],
    expected: { '2026-01-05': 'red', '2026-03-05': 'red' },
  },
  'red recorded late, for a day before a green': {
    steps: [
      on('2026-03-02', 'Venue found', { level: 'green' }),
      on('2026-02-02', 'No venue', { level: 'red' }),
    ],
    expected: { '2026-01-20': 'green', '2026-02-10': 'red', '2026-03-05': 'green' },
  },
  'late, declared green with an excuse': {
    steps: [on('2026-07-05', 'Nearly there', { level: 'green' })],
    expected: { '2026-06-30': 'amber', '2026-07-10': 'red' },
  },
  'complete without a word': {
    steps: [on('2026-05-01', '', { stage: 'complete' })],
    expected: { '2026-05-01': 'complete', '2026-12-31': 'complete' },
  },
  'complete after red': {
    steps: [on('2026-03-02', 'No venue', { level: 'red' }), on('2026-08-03', 'Held', { stage: 'complete' })],
    expected: { '2026-07-10': 'red', '2026-08-03': 'complete' },
  },
  'complete, and opened again': {
    steps: [
      on('2026-05-01', 'Held', { stage: 'complete' }),
      on('2026-06-01', 'Half of them did not come', { stage: 'in-progress', reason: 'Counted again' }),
    ],
    expected: { '2026-05-20': 'complete', '2026-06-02': 'green', '2026-07-01': 'red' },
  },
  'nobody owns it, declared green': {
    action: { owners: [] },
    steps: [on('2026-02-02', 'All well', { level: 'green' })],
    expected: { '2026-02-10': 'amber' },
  },
  'an ongoing duty that is only “ongoing”': {
    action: { timescale: readTimescale('ongoing').timescale },
    steps: [on('2026-02-02', 'Ongoing'), on('2026-03-02', 'Ongoing'), on('2026-04-01', 'Work ongoing')],
    expected: { '2026-02-10': 'green', '2026-02-20': 'amber', '2026-04-05': 'amber' },
  },
  'declared green, and silent': {
    steps: [on('2026-01-06', 'Begun', { level: 'green' })],
    expected: { '2026-02-17': 'green', '2026-02-18': 'amber' },
  },
  'declared between red and amber': {
    steps: [on('2026-02-02', 'No venue yet', { level: 'amber-red' })],
    expected: { '2026-02-10': 'amber-red', '2026-05-01': 'amber-red', '2026-07-01': 'red' },
  },
  'declared between amber and green': {
    steps: [on('2026-02-02', 'A venue in sight', { level: 'amber-green' })],
    expected: { '2026-02-10': 'amber-green', '2026-05-01': 'amber' },
  },
  'declared between amber and green before its time to begin': {
    action: starting('from July 2026'),
    steps: [on('2026-02-02', 'The grant is likely', { level: 'amber-green' })],
    expected: { '2026-01-10': 'not-due', '2026-02-10': 'amber-green' },
  },
  'withdrawn while red, and restored': {
    steps: [
      on('2026-02-02', 'No venue', { level: 'red' }),
      { do: 'withdraw', on: '2026-03-02' },
      { do: 'restore', on: '2026-04-01' },
    ],
    expected: { '2026-02-10': 'red', '2026-03-10': null, '2026-04-05': 'red' },
  },
  'set to amber until a day by a person, while declared red': {
    steps: [on('2026-02-02', 'No venue', { level: 'red' })],
    overrides: [{ from: '2026-02-10', until: '2026-03-31', level: 'amber', reason: 'A venue is offered' }],
    expected: { '2026-02-09': 'red', '2026-03-31': 'amber', '2026-04-01': 'red' },
  },
  'what it depends on is red for a while': {
    steps: [on('2026-02-02', 'Venue found'), on('2026-03-02', 'Posters printed')],
    elsewhere: {
      worstDependency: [
        { from: '2026-02-16', level: 'red' },
        { from: '2026-03-09', level: 'green' },
      ],
    },
    expected: { '2026-02-10': 'green', '2026-02-20': 'amber', '2026-03-10': 'green' },
  },
}

test.each(Object.entries(histories))('%s', (_, { action = {}, steps, overrides, elsewhere, expected }) => {
  const plan = aPlan({
    documentDate: { on: '2026-01-05', because: 'stated', said: '5 January 2026' },
    sections: [
      aSection({
        actions: [
          anAction({
            stage: 'in-progress',
            level: null,
            owners: [{ name: 'Dock Team', duty: 'responsible' }],
            timescale: readTimescale('by 30 June 2026').timescale,
            ...action,
          }),
        ],
      }),
    ],
  })
  const { record, actionIds } = aRecordOf(aDraft({ plans: [plan] }))
  const id = actionIds[0] ?? ''
  expect(play(record, id, steps).filter((refused) => refused !== null)).toEqual([])
  const history = record.history(id)
  const timelines = factsOf(history, elsewhere)
  if (timelines === null) throw new Error('it never began')
  const intervals = ragTimeline(
    timelines,
    [{ from: '2026-01-05', ragRules: compileRagRules(forceDefault) }],
    overrides ?? foldAction(history)?.overrides,
  )
  const found = Object.fromEntries(
    Object.keys(expected).map((day) => [day, intervalOn(intervals, day)?.level ?? null]),
  )
  expect(found).toEqual(expected)
})
