import {
  type AboutFinding,
  type Draft,
  type DraftAction,
  type DraftPlan,
  type DraftSection,
  type DraftUpdate,
  type Finding,
  findingSeverity,
  type Noted,
  noTimescale,
  type ReadPlan,
  readPlan,
  type Timescale,
} from '@beatbook/domain'
import { TODAY } from './clock.ts'

/** A draft with one plan, whose document is dated 29 June 2022. */
export const aDraft = (given: Partial<Draft> = {}): Draft => ({
  source: { name: 'bridewell-charter-2022.txt', format: 'text', pieces: [] },
  plans: [aPlan()],
  tables: [],
  areas: [],
  findings: [],
  ignored: [],
  ...given,
})

/** A delivery plan with one section of one action. */
export const aPlan = (given: Partial<DraftPlan> = {}): DraftPlan => ({
  key: 'plan-1',
  title: 'Bridewell Community Charter Delivery Plan',
  kind: 'delivery-plan',
  workflow: 'simple',
  dated: 'July 2022',
  period: null,
  sponsor: null,
  documentDate: { on: '2022-06-29', because: 'latest-entry', said: null },
  sections: [aSection()],
  from: [],
  ...given,
})

/** A draft's plan as what is compared with the record. */
export const aReadPlan = (plan: DraftPlan): ReadPlan => {
  const read = readPlan(aDraft({ plans: [plan] }), plan.key, TODAY)
  if (read === null) throw new Error('no such plan')
  return read
}

/** A section titled "Listening" with one action. */
export const aSection = (given: Partial<DraftSection> = {}): DraftSection => ({
  key: 'section-1',
  ref: null,
  title: 'Listening',
  actions: [anAction()],
  from: [],
  ...given,
})

/**
 * Action 1, owned by the engagement team, due by October 2022; nothing else is stated. Its key follows its
 * ref.
 */
export const anAction = (given: Partial<DraftAction> = {}): DraftAction => ({
  key: `action-${given.ref ?? '1'}`,
  ref: '1',
  refOrigin: 'read',
  text: 'Hold a beat surgery in every ward each quarter',
  ownerSaid:
    given.owners === undefined ? 'Engagement Team' : given.owners.map((owner) => owner.name).join('; '),
  owners: [{ name: 'Engagement Team', duty: 'responsible' }],
  timescale: aTimescale(),
  level: null,
  levelSaid: null,
  stage: null,
  stageSaid: null,
  progress: null,
  stages: [],
  updates: [],
  details: [],
  from: { ref: [], text: [], owner: [], timescale: [], level: [], stage: [], progress: [] },
  ...given,
})

/** An update of 29 June 2022. */
export const anUpdate = (given: Partial<DraftUpdate> = {}): DraftUpdate => ({
  key: 'update-1',
  on: '2022-06-29',
  said: '290622',
  text: 'First two surgeries held',
  from: [],
  ...given,
})

/** By October 2022. */
export const aTimescale = (given: Partial<Timescale> = {}): Timescale => ({
  ...noTimescale,
  said: 'Oct 22',
  kind: 'by',
  earliest: '2022-10-01',
  latest: '2022-10-31',
  precision: 'month',
  ...given,
})

/** A finding of its code's own severity, without choices. Its key is its code. */
export const aFinding = (what: Noted, given: Partial<AboutFinding> = {}): Finding => ({
  key: what.code,
  severity: findingSeverity[what.code],
  place: null,
  pieces: [],
  choices: [],
  ...given,
  ...what,
})
