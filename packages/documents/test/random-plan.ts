import type { ActionRow, PlanView } from '@beatbook/contract'
import { type DraftAction, duties, levelCodes, newestPin, readTimescale, stagesOf } from '@beatbook/domain'
import fc from 'fast-check'

/** The force, the day and the instant of what is written in tests. */
export const onDay = { force: 'Ardenvale', asAt: '2026-12-01', knownAt: '2026-12-01T09:00:00.000Z' }

let count = 0
const ids = () => {
  count += 1
  return `01a00000-0000-7000-8000-${String(count).padStart(12, '0')}`
}
const words = fc
  .array(
    fc.constantFrom(
      'fit',
      'lamps',
      'on',
      'every',
      'quay',
      '(phase',
      '2)',
      'a|b',
      '*now*',
      '<b>',
      '"so"',
      'R&D',
      '50%',
    ),
    { minLength: 2, maxLength: 9 },
  )
  .chain((parts) =>
    fc
      .constantFrom('Hold', 'Hold', '=SUM(A1) of', '@lead', '+44', "'=x")
      .map((first) => `${first} ${parts.join(' ')}`),
  )
const owner = fc.record({
  name: fc.constantFrom('Ward Officers', 'Prevention Hub', 'Head of Estates'),
  duty: fc.constantFrom(...duties),
})
const action = fc.record({
  text: words,
  owners: fc.uniqueArray(owner, { selector: ({ name }) => name, maxLength: 3 }),
  timescale: fc.constantFrom('by Oct 2027', '31/03/2028', 'Ongoing', 'Q3 2027/28', 'January 2027', ''),
  stage: fc.option(fc.constantFrom(...stagesOf(newestPin('simple')))),
  level: fc.option(fc.constantFrom(...levelCodes)),
  progress: fc.option(fc.constantFrom(0, 40, 100)),
  update: fc.option(fc.record({ on: fc.constantFrom('2026-03-02', '2026-11-30'), text: words })),
})
/** The sections of a plan, each with its actions, with words that a format could take for its own signs. */
export const someSections = fc.array(fc.array(action, { minLength: 1, maxLength: 6 }), {
  minLength: 1,
  maxLength: 3,
})

type Given = typeof someSections extends fc.Arbitrary<infer G> ? G : never

/** The plan and its rows as the API answers them. */
export const planOf = (given: Given): { plan: PlanView; rows: ActionRow[] } => {
  const made = given.map((actions, at) => ({ id: ids(), title: `Strand ${at + 1}`, actions }))
  let ref = 0
  const rows = made.flatMap((section) =>
    section.actions.map((each): ActionRow => {
      ref += 1
      return {
        ...{ id: ids(), planId: ids(), planCode: 'quays', address: `quays/${ref}`, ref: String(ref) },
        ...{ sectionId: section.id, section: section.title, refOrigin: 'read', text: each.text },
        ...{ ownerSaid: null, owners: each.owners.map((one) => ({ partyId: ids(), ...one })) },
        ...{ success: null, tags: [], priority: null, columns: {}, redated: 0, withdrawn: false, updates: 0 },
        ...{ stage: each.stage, level: each.level, progress: each.progress, lastUpdate: each.update },
        timescale: readTimescale(each.timescale).timescale,
        ...{ attached: { count: 0, evidence: 0 }, computed: null, disagrees: false },
      } as ActionRow
    }),
  )
  const plan = {
    ...{ code: 'quays', title: 'Safer quays action plan', sponsor: 'Head of Policing', period: null },
    ...{ ...newestPin('simple'), id: '01a00000-0000-7000-8000-0000000000ff' },
    sections: made.map(({ id, title }) => ({ id, ref: null, title })),
  } as unknown as PlanView
  return { plan, rows }
}

/** What of a row a document says. */
export const factsOf = (row: ActionRow) => ({
  ref: row.ref,
  text: row.text,
  section: row.section,
  owners: row.owners.map(({ name, duty }) => `${name}: ${duty}`).sort(),
  timescale: row.timescale,
  stage: row.stage,
  level: row.level,
  progress: row.progress,
  update: row.lastUpdate === null ? [] : [row.lastUpdate],
})
/** The same of an action that was read. */
export const factsRead = (section: string, read: DraftAction) => ({
  ref: read.ref,
  text: read.text,
  section,
  owners: read.owners.map(({ name, duty }) => `${name}: ${duty}`).sort(),
  timescale: read.timescale,
  stage: read.stage,
  level: read.level,
  progress: read.progress,
  update: read.updates.map(({ on, text }) => ({ on, text })),
})
