import { expect, test } from 'vitest'
import type { ComparedRow } from '../compare/comparison.ts'
import { becomings, type FieldChange } from '../compare/comparison.ts'
import { noTimescale, type Timescale } from '../timescale/timescale.ts'
import { becomingTitle, comparedSentences, comparisonLine, markedWords, planSentences } from './compare.ts'

const row = (given: Partial<ComparedRow>): ComparedRow => ({
  id: 'a',
  ref: '1',
  text: 'Hold a beat surgery',
  became: [],
  action: null,
  changes: [],
  updates: null,
  silent: null,
  ...given,
})
const by = (said: string, latest: string): Timescale => ({
  ...noTimescale,
  said,
  kind: 'by',
  earliest: latest,
  latest,
  precision: 'day',
})
const [october, december, march] = [
  by('31/10/26', '2026-10-31'),
  by('31/12/26', '2026-12-31'),
  by('31/3/27', '2027-03-31'),
]

test.each(becomings)('%s has a title', (became) => {
  expect(becomingTitle(became)).toMatch(/^[A-Z]/)
})

test.each<[FieldChange, string[]]>([
  [{ field: 'ref', before: '1', after: '1a' }, ['Its ref was 1 and is 1a.']],
  [{ field: 'section', before: 's1', after: 's2' }, ['It moved from “Trust” to “s2”.']],
  [
    {
      field: 'text',
      before: 'Hold a talk',
      after: 'Hold two talks',
      words: [
        { is: 'same', text: 'Hold ' },
        { is: 'removed', text: 'a talk' },
        { is: 'added', text: 'two talks' },
      ],
    },
    ['Its words changed: Hold [-a talk-]{+two talks+}'],
  ],
  [
    { field: 'owners', before: [], after: [{ name: 'Hub', duty: 'responsible' }] },
    ['Its owners were nobody and are “Hub”.'],
  ],
  [
    { field: 'timescale', before: october, after: december, days: 61, original: october },
    ['Its timescale was by 31 October 2026 and is by 31 December 2026, 61 days later.'],
  ],
  [
    { field: 'timescale', before: december, after: march, days: 90, original: october },
    [
      'Its timescale was by 31 December 2026 and is by 31 March 2027, 90 days later. At first it was by 31 October 2026.',
    ],
  ],
  [{ field: 'stage', before: null, after: 'complete' }, ['Its stage was not stated and is complete.']],
  [{ field: 'level', before: 'red', after: null }, ['Its declared level was Red and is not set.']],
  [{ field: 'computed', before: 'amber', after: 'red' }, ['By the rules it was Amber and is Red.']],
  [{ field: 'computed', before: 'amber', after: null }, []],
  [{ field: 'withdrawn', before: false, after: true }, ['It was withdrawn.']],
  [
    { field: 'details', before: [{ heading: 'Outcome', text: 'Trust' }], after: [] },
    ['Its other columns changed: “Outcome”.'],
  ],
  [
    {
      field: 'columns',
      before: { 'unit-cost': { kind: 'money', value: 90 }, ward: { kind: 'choice', value: 'North' } },
      after: { 'unit-cost': { kind: 'money', value: 1250 }, ward: { kind: 'choice', value: 'North' } },
    },
    ['“Unit cost” was £90 and is £1,250.'],
  ],
  [
    { field: 'columns', before: undefined, after: { note: { kind: 'text', value: 'Two quotes' } } },
    ['“Note” was empty and is Two quotes.'],
  ],
  [
    {
      field: 'attachments',
      before: [
        { id: 'a', title: 'Minutes', evidence: null },
        { id: 'b', title: 'Photo', evidence: '2026-06-30' },
        { id: 'c', title: 'Draft', evidence: null },
      ],
      after: [
        { id: 'a', title: 'Board minutes', evidence: '2026-07-01' },
        { id: 'b', title: 'Photo', evidence: null },
        { id: 'd', title: 'Register', evidence: '2026-07-02' },
        { id: 'e', title: 'Letter', evidence: null },
      ],
    },
    [
      '“Minutes” is called “Board minutes” now. “Board minutes” was no evidence and is evidence of 1 July 2026. ' +
        '“Photo” was evidence of 30 June 2026 and is no evidence. “Register” was attached as evidence of 2 July 2026. ' +
        '“Letter” was attached. “Draft” is attached no more.',
    ],
  ],
  [{ field: 'redated', before: 0, after: 1 }, []],
])('a change is a sentence: %#', (change, sentences) => {
  expect(comparedSentences(row({ changes: [change] }), new Map([['s1', 'Trust']]))).toEqual(sentences)
})

test('updates and silence have their days', () => {
  const update = { id: 'u', on: '2026-06-29', dated: true, text: 'Two held' }
  expect(
    comparedSentences(
      row({ updates: { added: [update], removed: [{ ...update, text: null }], changed: [], order: ['u'] } }),
    ),
  ).toEqual(['On 29 June 2026: “Two held”'])
  expect(comparedSentences(row({ silent: { since: '2026-06-29', days: 93 } }))).toEqual([
    'Nothing was said of it since 29 June 2026, 93 days ago.',
  ])
  expect(comparedSentences(row({ silent: { since: null, days: null } }))).toEqual([
    'Nothing was ever said of it.',
  ])
})

test('a comparison is one line', () => {
  const none = Object.fromEntries(becomings.map((became) => [became, 0])) as Record<
    (typeof becomings)[number],
    number
  >
  const bare = {
    v: 1 as const,
    from: '2026-06-29',
    to: '2026-09-30',
    about: null,
    sections: null,
    rows: [],
    same: 4,
    order: [],
  }
  expect(comparisonLine({ ...bare, counts: none })).toBe(
    'From 29 June 2026 to 30 September 2026: nothing differs.',
  )
  expect(comparisonLine({ ...bare, counts: { ...none, added: 3, silent: 1 } })).toBe(
    'From 29 June 2026 to 30 September 2026: 3 added, 1 silent; 4 actions the same.',
  )
})

test('changed text is marked without colour', () => {
  expect(
    markedWords([
      { is: 'same', text: 'by ' },
      { is: 'added', text: 'June' },
    ]),
  ).toBe('by {+June+}')
})

test('differences of the plan itself have sentences', () => {
  const about = {
    id: 'p',
    code: 'charter',
    title: 'Charter plan',
    kind: 'delivery-plan',
    sponsor: null,
    dated: 'June 2026',
    period: { start: null, end: null, said: '2026/27' },
  } as const
  const [trust, youth] = [
    { id: 's1', ref: null, title: 'Trust' },
    { id: 's2', ref: null, title: 'Youth' },
  ]
  const after = { ...about, title: 'Charter', sponsor: 'The chief', dated: null, period: null }
  expect(planSentences({ about: null, sections: null })).toEqual([])
  expect(
    planSentences({ about: { before: about, after }, sections: { before: [trust], after: [youth] } }),
  ).toEqual([
    'The plan was called “Charter plan” and is called “Charter”.',
    'Its sponsor was not stated and is “The chief”.',
    'Its date as written was “June 2026” and is not stated.',
    'Its period was “2026/27” and is not stated.',
    'The section “Youth” was added.',
    'The section “Trust” is there no more.',
  ])
})

test('a changed owner text is reported only where the owners are the same', () => {
  const said: FieldChange = { field: 'ownerSaid', before: null, after: 'Hub (lead)' }
  expect(comparedSentences(row({ changes: [said] }))).toEqual([
    'Its owner as written was not stated and is “Hub (lead)”.',
  ])
  const owners: FieldChange = { field: 'owners', before: [], after: [{ name: 'Hub', duty: 'responsible' }] }
  expect(comparedSentences(row({ changes: [said, owners] }))).toEqual([
    'Its owners were nobody and are “Hub”.',
  ])
})
