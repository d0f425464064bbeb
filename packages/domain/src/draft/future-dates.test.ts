import { aDraft, anAction, anUpdate, aPlan, aSection } from '@beatbook/testkit'
import { describe, expect, test } from 'vitest'
import { applyDecisions } from './decisions.ts'
import { removeFutureDates } from './future-dates.ts'

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
  test('an entry of today is unchanged', () => {
    const draft = draftOf(TODAY)
    expect(removeFutureDates(draft, TODAY)).toBe(draft)
  })

  test('an entry of tomorrow becomes undated, its date as written remains, and a person can date it', () => {
    const undated = removeFutureDates(draftOf('2026-12-31'), TODAY)
    expect(updateOf(undated)).toMatchObject({ on: null, said: '31/12/26', text: 'To be signed.' })
    const [finding] = undated.findings
    expect(finding).toMatchObject({
      code: 'entry-in-future',
      severity: 'decide',
      args: { on: '2026-12-31' },
      action: 'a1',
      update: 'u1',
    })
    const decided = applyDecisions(undated, [
      { finding: finding?.key ?? '', choice: 'another-date', given: '2026-10-31' },
    ])
    expect(updateOf(decided)).toMatchObject({ on: '2026-10-31' })
  })

  test('each date that was removed has its own finding', () => {
    const undated = removeFutureDates(draftOf('2026-12-31', '2027-01-01'), TODAY)
    expect(undated.findings.map(({ key, args }) => [key, args])).toEqual([
      ['to-come-1', { on: '2027-01-01' }],
      ['to-come-2', { on: '2026-12-31' }],
    ])
  })

  test('a document of tomorrow is dated today', () => {
    const undated = removeFutureDates(draftOf('2026-01-01', '2027-01-01'), TODAY)
    expect(undated.plans[0]?.documentDate).toMatchObject({ on: null, because: 'today' })
    expect(undated.findings).toMatchObject([{ code: 'entry-in-future', field: 'documentDate' }])
  })
})

test('a future entry with only a date has the date as its words', () => {
  const draft = aDraft({
    plans: [
      aPlan({
        sections: [
          aSection({ actions: [anAction({ updates: [anUpdate({ on: '2026-12-31', said: null })] })] }),
        ],
      }),
    ],
  })
  expect(updateOf(removeFutureDates(draft, TODAY))).toMatchObject({ on: null, said: '2026-12-31' })
})
