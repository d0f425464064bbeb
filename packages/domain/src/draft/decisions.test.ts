import { aDraft, aFinding, anAction, anUpdate, aPlan, aSection, aTimescale } from '@beatbook/testkit'
import { describe, expect, test } from 'vitest'
import type { Choice, DraftChange } from '../finding/finding.ts'
import { noted } from '../note/note.ts'
import { applyDecisions, checkDecisions, decideAll, decision, openFindings } from './decisions.ts'

const choose = (does: DraftChange, asks?: 'date'): Choice => ({
  code: 'take',
  args: {},
  cautious: false,
  does,
  ...(asks === undefined ? {} : { asks }),
})
const keep: Choice = { code: 'leave', args: {}, cautious: true, does: { change: 'keep' } }

const undated = anAction({ ref: '1', updates: [anUpdate({ on: null })] })
const ambiguous = noted('ambiguous-owner', { said: 'Estates / LPA', count: 2 })
const drafted = (...changes: [DraftChange, 'date'?][]) =>
  aDraft({
    plans: [aPlan({ sections: [aSection({ actions: [undated, anAction({ ref: '2' })] })] })],
    findings: changes.map(([does, asks], at) =>
      aFinding(ambiguous, { key: `f${at + 1}`, choices: [choose(does, asks), keep] }),
    ),
  })
const action = 'action-1'
const take = { finding: 'f1', choice: 'take' }

test.each<[string, DraftChange, object]>([
  [
    'dates an update',
    { change: 'date-update', action, update: 'update-1', on: '2022-06-29' },
    { updates: [anUpdate({ on: '2022-06-29' })] },
  ],
  [
    'sets a timescale',
    { change: 'set-timescale', action, timescale: aTimescale({ said: 'TBC' }) },
    { timescale: { said: 'TBC' } },
  ],
  [
    'splits the owners, with the duty they had',
    { change: 'set-owners', action, names: ['A', 'B'] },
    {
      owners: [
        { name: 'A', duty: 'responsible' },
        { name: 'B', duty: 'responsible' },
      ],
    },
  ],
  ['sets a ref', { change: 'set-ref', action, ref: '1a' }, { ref: '1a', refOrigin: 'read' }],
  ['sets a level', { change: 'set-level', action, level: 'green' }, { level: 'green' }],
  ['sets a stage', { change: 'set-stage', action, stage: 'complete' }, { stage: 'complete' }],
])('a choice %s and does not change the other actions', (_what, does, expected) => {
  const draft = drafted([does])
  const [one, two] = applyDecisions(draft, [take]).plans[0]?.sections[0]?.actions ?? []
  expect(one).toMatchObject(expected)
  expect(two).toBe(draft.plans[0]?.sections[0]?.actions[1])
})

test('a document gets a date, and the reason is that a person chose it', () => {
  const chosen = applyDecisions(drafted([{ change: 'date-document', plan: 'plan-1', on: '2022-07-01' }]), [
    take,
  ])
  expect(chosen.plans[0]?.documentDate).toEqual({ on: '2022-07-01', because: 'chosen', said: null })
})

test('choosing the date that was proposed keeps its reason', () => {
  const chosen = applyDecisions(drafted([{ change: 'date-document', plan: 'plan-1', on: '2022-06-29' }]), [
    take,
  ])
  expect(chosen.plans[0]?.documentDate.because).toBe('latest-entry')
})

test('a choice with a question uses the day in the answer', () => {
  const update = drafted([{ change: 'date-update', action, update: 'update-1', on: null }, 'date'])
  expect(
    applyDecisions(update, [{ ...take, given: '2022-05-04' }]).plans[0]?.sections[0]?.actions[0]?.updates[0]
      ?.on,
  ).toBe('2022-05-04')
  const due = drafted([{ change: 'set-timescale', action, timescale: aTimescale() }, 'date'])
  expect(
    applyDecisions(due, [{ ...take, given: '2022-05-04' }]).plans[0]?.sections[0]?.actions[0]?.timescale,
  ).toMatchObject({
    said: 'Oct 22',
    earliest: '2022-05-04',
    latest: '2022-05-04',
    precision: 'day',
  })
})

test('keep does not change the draft', () => {
  const draft = drafted([{ change: 'set-level', action, level: 'green' }])
  expect(applyDecisions(draft, [{ finding: 'f1', choice: 'leave' }])).toBe(draft)
})

test('the last decision about a finding counts, and an empty one cancels it', () => {
  const draft = drafted([{ change: 'set-level', action, level: 'green' }])
  expect(applyDecisions(draft, [take, { finding: 'f1', choice: 'leave' }])).toBe(draft)
  expect(applyDecisions(draft, [take, { finding: 'f1', choice: '' }])).toBe(draft)
})

test('findings are open until they are decided', () => {
  const draft = drafted([{ change: 'keep' }], [{ change: 'keep' }])
  expect(openFindings(draft, [])).toEqual(['f1', 'f2'])
  expect(openFindings(draft, [take])).toEqual(['f2'])
  expect(openFindings(draft, [take, { finding: 'f1', choice: '' }])).toEqual(['f1', 'f2'])
})

test('only findings that need a decision are open', () => {
  expect(openFindings(aDraft({ findings: [aFinding(noted('missing-rag'))] }), [])).toEqual([])
})

test('the same choice is made for every finding of a code that offers it', () => {
  const draft = drafted([{ change: 'keep' }], [{ change: 'keep' }])
  const other = aFinding(noted('undated-update', {}), { choices: [choose({ change: 'keep' })] })
  const bare = aFinding(ambiguous, { key: 'bare' })
  expect(
    decideAll({ ...draft, findings: [...draft.findings, other, bare] }, 'ambiguous-owner', 'take'),
  ).toEqual([take, { finding: 'f2', choice: 'take' }])
})

describe('a decision that matches nothing', () => {
  const asks = drafted([{ change: 'date-update', action, update: 'update-1', on: null }, 'date'])
  test.each([
    [
      'names no finding',
      { finding: 'f9', choice: 'take' },
      { code: 'unknown-choice', args: { finding: 'f9', choice: 'take' } },
    ],
    [
      'names no choice',
      { finding: 'f1', choice: 'split' },
      { code: 'unknown-choice', args: { finding: 'f1', choice: 'split' } },
    ],
    [
      'gives no day',
      { finding: 'f1', choice: 'take' },
      { code: 'bad-date', args: { finding: 'f1', given: '' } },
    ],
    [
      'gives a day no calendar has',
      { finding: 'f1', choice: 'take', given: '2022-02-30' },
      { code: 'bad-date', args: { finding: 'f1', given: '2022-02-30' } },
    ],
  ])('%s: it is refused, and changes nothing', (_why, decision, refusal) => {
    expect(checkDecisions(asks, [decision])).toEqual(refusal)
    expect(applyDecisions(asks, [decision])).toBe(asks)
  })

  test('a matching one, and one that was cancelled, are not refused', () => {
    expect(checkDecisions(asks, [{ finding: 'f1', choice: 'take', given: '2022-02-28' }])).toBeNull()
    expect(checkDecisions(asks, [{ finding: 'f1', choice: '' }])).toBeNull()
  })
})

test.each([
  ['finding', 200],
  ['choice', 200],
  ['given', 2_000],
] as const)('the %s of a decision has at most %i characters', (field, most) => {
  const fits = (length: number) => decision.safeParse({ ...take, [field]: 'x'.repeat(length) }).success
  expect([fits(most), fits(most + 1)]).toEqual([true, false])
})

test('owners that are split keep their single duty, and are responsible where there were several', () => {
  const split = (...duties: ('accountable' | 'consulted')[]) => {
    const owners = duties.map((duty, at) => ({ name: `${at}`, duty }))
    const draft = {
      ...drafted([{ change: 'set-owners', action, names: ['A', 'B'] }]),
      plans: [aPlan({ sections: [aSection({ actions: [anAction({ owners })] })] })],
    }
    return applyDecisions(draft, [take]).plans[0]?.sections[0]?.actions[0]?.owners.map(({ duty }) => duty)
  }
  expect(split('consulted')).toEqual(['consulted', 'consulted'])
  expect(split('consulted', 'consulted')).toEqual(['consulted', 'consulted'])
  expect(split('accountable', 'consulted')).toEqual(['responsible', 'responsible'])
  expect(split()).toEqual(['responsible', 'responsible'])
})

test('a ref that is set on an action without one is restored, on another it is read', () => {
  const origin = (refOrigin: 'read' | 'generated') => {
    const draft = {
      ...drafted([{ change: 'set-ref', action, ref: '7' }]),
      plans: [aPlan({ sections: [aSection({ actions: [anAction({ refOrigin })] })] })],
    }
    return applyDecisions(draft, [take]).plans[0]?.sections[0]?.actions[0]?.refOrigin
  }
  expect([origin('generated'), origin('read')]).toEqual(['restored', 'read'])
})
