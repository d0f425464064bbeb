import {
  aDraft,
  aFinding,
  anAction,
  anUpdate,
  aPlan,
  aRecordOf,
  aSection,
  kept,
  someDraftPlan,
  TODAY,
} from '@beatbook/testkit'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DraftPlan, DraftTable } from '../draft/draft.ts'
import { actionsOf } from '../draft/writing.ts'
import { noted } from '../note/note.ts'
import { partyAdded } from '../party/events.ts'
import { subjectOfPlan } from '../validator/subject.ts'
import { validate } from '../validator/validate.ts'
import { foldWords } from '../words/fold.ts'
import { subjectOfDraft } from './subject.ts'

const period = { from: '2022-01-01', to: '2022-10-01' }

/** What validators find in a newly accepted plan, without the ids that only the record has. */
const foundInRecord = (plan: DraftPlan) => {
  const { record, accepted } = aRecordOf(aDraft({ plans: [plan] }))
  const id = accepted.plans[0]?.id ?? ''
  const state = record.plan(id)
  const names = new Map(
    record.events.flatMap((e) =>
      e.type === 'party-added' ? [[e.stream.id, partyAdded.parse(e).words.name] as const] : [],
    ),
  )
  return state === null
    ? []
    : validate(
        subjectOfPlan(state, record.actions(id), (party) => names.get(party) ?? ''),
        { today: TODAY, period },
      )
}

test('validators find the same in a draft as in the plan it becomes', () => {
  fc.assert(
    fc.property(someDraftPlan(), (plan) => {
      fc.pre(actionsOf(plan).length > 0 && plan.documentDate.on !== null)
      const inDraft = validate(subjectOfDraft(aDraft({ plans: [plan] }), TODAY), { today: TODAY, period })
      const bare = (found: typeof inDraft) =>
        found.map(({ code, quote, args }) => ({
          code,
          quote: quote && foldWords(quote),
          args: { ...args, ofAction: undefined },
        }))
      expect(bare(foundInRecord(plan))).toEqual(bare(inDraft))
    }),
  )
})

test('a withdrawn action fails no check, and its section counts as without actions', () => {
  const plan = kept(aPlan({ sections: [aSection({ actions: [anAction({ owners: [], ownerSaid: null })] })] }))
  plan.withdraw('1')
  const { plan: state, actions } = plan.content()
  expect(
    validate(
      subjectOfPlan(state, actions, () => ''),
      { today: TODAY },
    ).map(({ code }) => code),
  ).toEqual(['section-without-actions'])
})

test('words recorded after a level was declared explain it', () => {
  const plan = kept(
    aPlan({ sections: [aSection({ actions: [anAction({ level: 'red', updates: [anUpdate()] })] })] }),
  )
  const codes = () => {
    const { plan: state, actions } = plan.content()
    return validate(
      subjectOfPlan(state, actions, () => ''),
      { today: TODAY },
    ).map(({ code }) => code)
  }
  expect(codes()).toEqual(['level-without-reason'])
  plan.update('1', { text: 'The supplier withdrew' })
  expect(codes()).toEqual([])
})

test.each([
  ['by itself', { levelSaid: 'Red' }, false],
  ['with three words', { levelSaid: 'Red: at risk' }, false],
  ['with four words', { levelSaid: 'Red: supplier has withdrawn' }, true],
  ['beside words of its own day', { updates: [anUpdate({ on: '2022-06-29' })] }, false],
  ['beside words of the day after', { updates: [anUpdate({ on: '2022-06-30' })] }, true],
])('a level that a document states %s is explained: %s', (_how, given, explained) => {
  const plan = aPlan({
    sections: [aSection({ actions: [anAction({ level: 'red', ...given })] })],
    documentDate: { on: '2022-06-29', because: 'stated', said: null },
  })
  const { plans } = subjectOfDraft(aDraft({ plans: [plan] }), TODAY)
  expect(plans.flatMap(({ actions }) => actions.map(({ levelExplained }) => levelExplained))).toEqual([
    explained,
  ])
})

test.each([
  ['a day of its own', { on: '2022-06-29' }, {}, '2022-06-29'],
  ['a day of an update', { on: null }, { updates: [anUpdate({ on: '2022-03-01' })] }, '2022-03-01'],
  [
    'a day of a stage',
    { on: null },
    { stages: [{ on: '2022-03-01', stage: 'in-progress' as const, said: 'started', from: [] }] },
    '2022-03-01',
  ],
  ['no day', { on: null }, { updates: [anUpdate({ on: null })] }, null],
])('of a document with %s a timescale is set on %s %s %s', (_what, { on }, given, day) => {
  const plan = aPlan({
    sections: [aSection({ actions: [anAction(given)] })],
    documentDate: { on, because: on === null ? 'today' : 'stated', said: null },
  })
  const { plans } = subjectOfDraft(aDraft({ plans: [plan] }), TODAY)
  expect(plans.flatMap(({ actions }) => actions.map(({ timescaleSetOn }) => timescaleSetOn))).toEqual([day])
})

const aTable = (key: string): DraftTable => ({
  key,
  title: key,
  labelHeading: 'Area',
  columns: [],
  rows: [],
  totals: null,
  computedTotals: {},
  readingDate: null,
  targetDate: null,
  from: [],
})

test('the percentages that words give for a table become its claims, with the words', () => {
  const written = noted('percentage-text-mismatch', { written: 64, computed: 52.2, column: 'spent' })
  const draft = aDraft({
    source: {
      name: 'fund.txt',
      format: 'text',
      pieces: [' 64 per cent of the fund ', 'is spent'].map((text, at) => ({
        text,
        place: { line: at + 1 },
      })),
    },
    tables: ['fund', 'other'].map(aTable),
    findings: [
      aFinding(written, { table: 'fund', pieces: [0, 1] }),
      aFinding(noted('total-mismatch', { written: 9, computed: 8, column: 'spent', row: 'East' }), {
        table: 'fund',
      }),
    ],
  })
  expect(subjectOfDraft(draft, TODAY).tables.map(({ id, claims }) => [id, claims])).toEqual([
    ['fund', [{ column: 'spent', written: 64, quote: '64 per cent of the fund  is spent' }]],
    ['other', []],
  ])
})
