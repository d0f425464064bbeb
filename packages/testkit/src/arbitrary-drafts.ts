import {
  type DraftAction,
  type DraftPlan,
  type DraftUpdate,
  levelCodes,
  newestPin,
  readTimescale,
  stagesOf,
} from '@beatbook/domain'
import * as fc from 'fast-check'
import { anAction, anUpdate, aPlan, aSection } from './drafts.ts'

/**
 * Draft plans of a few sections and actions: doubled refs and texts, missing owners, undated updates and
 * equal days among them.
 */
export const someDraftPlan = (): fc.Arbitrary<DraftPlan> =>
  fc
    .record({
      on: fc.option(someDay()),
      sections: fc.array(fc.array(someDraftAction(), { maxLength: 5 }), { minLength: 1, maxLength: 3 }),
    })
    .map(({ on, sections }) =>
      aPlan({
        documentDate: { on, because: on === null ? 'today' : 'stated', said: null },
        sections: sections.map((actions, s) =>
          aSection({
            key: `section-${s}`,
            title: `Strand ${s}`,
            actions: actions.map((action, a) => ({ ...action, key: `action-${s}-${a}` })),
          }),
        ),
      }),
    )

/** A day of 2021 to 2023: few enough that several things happen on one. */
export const someDay = (): fc.Arbitrary<string> =>
  fc.constantFrom('2021-01-05', '2021-11-30', '2022-06-29', '2022-06-30', '2022-10-14', '2023-02-28')

const someDraftAction = (): fc.Arbitrary<DraftAction> =>
  fc
    .record({
      ref: fc.constantFrom('1', '2', '3', '4a', '20'),
      refOrigin: fc.constantFrom('read', 'restored', 'generated'),
      text: someWords(),
      owners: fc.subarray(['Ward Officers', 'Prevention Hub', 'Engagement Team']),
      timescale: fc
        .constantFrom(
          '',
          'Oct 22',
          'By Jan 23',
          'TBC',
          'Ongoing',
          'Completed April 2022',
          'Q3 2022/23',
          'within six months',
        )
        .map((said) => readTimescale(said).timescale),
      level: fc.option(fc.constantFrom(...levelCodes)),
      stage: fc.option(fc.constantFrom(...stagesOf(newestPin('simple')))),
      progress: fc.option(fc.constantFrom(0, 30, 100)),
      stages: fc.array(
        fc.record({
          on: fc.option(someDay()),
          stage: fc.constantFrom(...stagesOf(newestPin('simple'))),
          said: fc.constant(''),
          from: fc.constant<number[]>([]),
        }),
        {
          maxLength: 2,
        },
      ),
      updates: fc.array(someDraftUpdate(), { maxLength: 3 }),
      details: fc.constantFrom<DraftAction['details']>(
        [],
        [{ heading: 'Outcome', text: 'Fewer thefts', from: [] }],
      ),
    })
    .map(({ owners, updates, ...action }) =>
      anAction({
        ...action,
        ownerSaid: owners.length === 0 ? null : owners.join('; '),
        owners: owners.map((name) => ({ name, duty: 'responsible' as const })),
        updates: updates.map((update, at) => ({ ...update, key: `update-${at}` })),
      }),
    )

const someDraftUpdate = (): fc.Arbitrary<DraftUpdate> =>
  fc
    .record({ on: fc.option(someDay()), said: fc.constantFrom(null, '296023'), text: someWords() })
    .map((given) => anUpdate(given))

const someWords = (): fc.Arbitrary<string> =>
  fc
    .array(
      fc.constantFrom(
        'hold',
        'a',
        'beat',
        'surgery',
        'in',
        'every',
        'ward',
        'recruit',
        'cadets',
        'signs',
        'schools',
        'Β',
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map((words) => words.join(' '))
