import { aDraft, anAction, anUpdate, aPlan, aSection } from '@beatbook/testkit'
import { describe, expect, test } from 'vitest'
import { applyDecisions } from './decisions.ts'
import { holdWhatIsToCome } from './to-come.ts'

const TODAY = '2026-11-21'
const draftOf = (on: string, documentDate = '2026-06-29') =>
  aDraft({
    plans: [
      aPlan({
        documentDate: { on: documentDate, because: 'stated', said: null },
        sections: [
          aSection({
            actions: [
              anAction({
                key: 'a1',
                updates: [anUpdate({ key: 'u1', on, said: '31/12/26', text: 'To be signed.' })],
              }),
            ],
          }),
        ],
      }),
    ],
  })
const updateOf = (draft: ReturnType<typeof aDraft>) => draft.plans[0]?.sections[0]?.actions[0]?.updates[0]

describe('what a document dates after today', () => {
  test('an entry of today stands', () => {
    const draft = draftOf(TODAY)
    expect(holdWhatIsToCome(draft, TODAY)).toBe(draft)
  })

  test('an entry of tomorrow is held undated, its date kept as it was written, and a person may date it', () => {
    const held = holdWhatIsToCome(draftOf('2026-12-31'), TODAY)
    expect(updateOf(held)).toMatchObject({ on: null, said: '31/12/26', text: 'To be signed.' })
    const [finding] = held.findings
    expect(finding).toMatchObject({
      code: 'entry-in-future',
      severity: 'decide',
      args: { on: '2026-12-31' },
      action: 'a1',
      update: 'u1',
    })
    const decided = applyDecisions(held, [
      { finding: finding?.key ?? '', choice: 'another-date', given: '2026-10-31' },
    ])
    expect(updateOf(decided)).toMatchObject({ on: '2026-10-31' })
  })

  test('each thing that is held has a finding of its own', () => {
    const held = holdWhatIsToCome(draftOf('2026-12-31', '2027-01-01'), TODAY)
    expect(held.findings.map(({ key, args }) => [key, args])).toEqual([
      ['to-come-1', { on: '2027-01-01' }],
      ['to-come-2', { on: '2026-12-31' }],
    ])
  })

  test('a document of tomorrow counts from today', () => {
    const held = holdWhatIsToCome(draftOf('2026-01-01', '2027-01-01'), TODAY)
    expect(held.plans[0]?.documentDate).toMatchObject({ on: null, because: 'today' })
    expect(held.findings).toMatchObject([{ code: 'entry-in-future', field: 'documentDate' }])
  })
})

test('an entry to come of which nothing but its day is known keeps the day as its words', () => {
  const draft = aDraft({
    plans: [
      aPlan({
        sections: [
          aSection({ actions: [anAction({ updates: [anUpdate({ on: '2026-12-31', said: null })] })] }),
        ],
      }),
    ],
  })
  expect(updateOf(holdWhatIsToCome(draft, TODAY))).toMatchObject({ on: null, said: '2026-12-31' })
})
