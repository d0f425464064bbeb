import {
  type ActionEvent,
  decideOverrideLevel,
  forceDefault,
  type Recorded,
  ragPresets,
  readTimescale,
} from '@beatbook/domain'
import {
  aContext,
  aDraft,
  anAction,
  aPlan,
  aRecordOf,
  aSection,
  countedIds,
  play,
  type Step,
  someDay,
  someSteps,
  TODAY,
} from '@beatbook/testkit'
import * as fc from 'fast-check'
import { rated, writeTable } from './table.ts'

// `node --conditions development packages/domain/test/permanent/testing/make.ts NAME SEED` freezes a new
// table of 200 random histories and their ratings, for facts and rules added after the existing tables. Those
// are never regenerated.

const said = [
  ...[
    'by 31 March 2022',
    'by June 2023',
    'Oct 2022',
    'Q3 2022',
    'between May and September 2022',
    'from July 2022',
    'after the review',
    'ongoing',
  ],
  ...[
    'monthly from May 2022',
    'within 3 months',
    'completed in March 2022',
    'TBC',
    'as soon as possible',
    'by the end of 2026',
    'summer 2027',
  ],
]
/** Reports with and without news, and deadlines that move. */
const someReport: fc.Arbitrary<Step> = fc.record(
  {
    do: fc.constant('update' as const),
    on: someDay(),
    text: fc.constantFrom('', 'No change', 'ongoing.', 'No change: the parts are late'),
    level: fc.constantFrom('red', 'amber', 'green', 'amber-red', 'amber-green'),
    timescale: fc.constantFrom('by 31 March 2023', 'by 30 June 2023', 'by 30 September 2023', 'by June 2026'),
    reason: fc.constantFrom('Funding late', 'As before'),
  },
  { requiredKeys: ['do', 'on', 'text'] },
)
/** Any rules, and half of the time the newest default. */
const someRules = fc.oneof(
  fc.nat({ max: ragPresets.length - 1 }),
  fc.constant(ragPresets.indexOf(forceDefault)),
)
const someHistory = fc.record({
  said: fc.constantFrom(...said),
  owned: fc.boolean(),
  level: fc.constantFrom('red', 'amber', 'green', null),
  stage: fc.constantFrom('not-started', 'in-progress', 'complete', null),
  steps: fc.tuple(someSteps(), fc.array(someReport, { maxLength: 6 })).map((both) => both.flat()),
  override: fc.option(
    fc.record({
      level: fc.constantFrom('red', 'amber', 'green'),
      until: fc.constantFrom('2026-12-31', '2027-06-30', TODAY),
    }),
  ),
  pins: fc.uniqueArray(fc.record({ from: someDay(), of: someRules }), {
    minLength: 1,
    maxLength: 3,
    selector: ({ from }) => from,
  }),
})

const [, , name, seed] = process.argv
if (name === undefined || !Number.isInteger(Number(seed)))
  throw new Error('give the name of the new table and a seed')

writeTable(
  name,
  fc
    .sample(someHistory, { numRuns: 200, seed: Number(seed) })
    .map(({ said: timescale, owned, level, stage, steps, override, pins }) => {
      const owners = owned ? [{ name: 'Dock Team', duty: 'responsible' as const }] : []
      const action = anAction({ timescale: readTimescale(timescale).timescale, owners, level, stage })
      const plan = aPlan({
        documentDate: { on: '2021-01-05', because: 'stated', said: '5 January 2021' },
        sections: [aSection({ actions: [action] })],
      })
      const { record, actionIds } = aRecordOf(aDraft({ plans: [plan] }))
      const [id = ''] = actionIds
      play(record, id, steps)
      if (override !== null) {
        const command = {
          commandId: countedIds(5)(),
          actionId: id,
          reason: 'The parts came late',
          ...override,
        }
        const decided = decideOverrideLevel(
          record.history(id),
          command,
          aContext({ newId: countedIds(6) }),
          forceDefault,
        )
        if (decided.ok) record.append(decided.value)
      }
      const rules = pins
        .sort((a, b) => (a.from < b.from ? -1 : 1))
        .map(({ from, of }) => ({ from, ...codeOf(of) }))
      const events = JSON.parse(JSON.stringify(record.history(id))) as Recorded<ActionEvent>[]
      return { events, pins: rules, ratings: rated({ events, pins: rules }) }
    }),
)

function codeOf(of: number) {
  const { code, version } = ragPresets[of] ?? forceDefault
  return { code, version }
}
