import type {
  ActionRow,
  ActionView,
  BackTestView,
  Computed,
  PlanSummary,
  PlanView,
  Ribbon,
  ShownLevel,
  Turning,
  WhatIfView,
  Why,
} from '@beatbook/contract'
import {
  type ActionAt,
  type Comparison,
  comparePlans,
  currentOf,
  evaluate,
  type Facts,
  forceDefault,
  forceDefault1,
  type HistoryEntry,
  noTimescale,
  type PlanAt,
  readTimescale,
  touchable,
  whatWouldTurn,
} from '@beatbook/domain'
import type { Listed } from '../screens/plan/listed.ts'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const none = { red: 0, 'amber-red': 0, amber: 0, 'amber-green': 0, green: 0, blue: 0, none: 0 }

/** An action row with readable defaults. */
export const aRow = (row: Partial<ActionRow> = {}): ActionRow => ({
  id: id(1),
  address: 'charter/32',
  planId: id(2),
  planCode: 'charter',
  sectionId: id(3),
  section: 'Visibility',
  ref: '32',
  refOrigin: 'read',
  text: 'Doorbells and clear signs at every police station',
  ownerSaid: 'Estates',
  owners: [{ partyId: id(4), name: 'Estates', duty: 'responsible' }],
  ...currentOf([], { timescale: readTimescale('by June 2027').timescale }),
  columns: {},
  redated: 0,
  stage: 'in-progress',
  level: 'amber',
  withdrawn: false,
  updates: 1,
  lastUpdate: { on: '2026-09-02', text: '19 of 21 are fitted.' },
  computed: null,
  success: null,
  tags: [],
  attached: { count: 0, evidence: 0 },
  disagrees: false,
  ...row,
})

/** A complete action with readable defaults. */
export const anActionView = (view: Partial<ActionView> = {}): ActionView => ({
  ...aRow(),
  planTitle: 'Community charter',
  workflow: 'simple',
  workflowVersion: 1,
  areaId: null,
  originalTimescale: noTimescale,
  details: [],
  override: null,
  holders: [],
  links: [],
  attachments: [],
  dates: { original: noTimescale, agreed: noTimescale, current: aRow().timescale },
  touched: Object.fromEntries(touchable.map((field) => [field, 1])) as ActionView['touched'],
  columnsTouched: {},
  document: null,
  previous: null,
  next: null,
  ...view,
})

/** An update in a history. */
export const anEntry = (entry: Partial<HistoryEntry> = {}): HistoryEntry => ({
  eventId: id(5),
  type: 'update-recorded',
  on: '2026-09-02',
  dated: true,
  recordedAt: '2026-09-02T13:01:00.000Z',
  actor: { id: id(6), name: 'Programme office' },
  text: '19 of 21 are fitted.',
  reason: null,
  updateId: id(7),
  changes: [{ field: 'level', from: 'amber', to: 'green' }],
  undoes: null,
  redone: null,
  commandId: '00000000-0000-7000-8000-0000000000c1',
  undone: null,
  document: null,
  ...entry,
})

/** A plan as a row of the list. */
export const aPlan = (plan: Partial<PlanSummary> = {}): PlanSummary => ({
  id: id(2),
  code: 'charter',
  title: 'Community charter delivery plan',
  kind: 'delivery-plan',
  archived: false,
  workflow: 'simple',
  workflowVersion: 1,
  areaId: null,
  sponsor: null,
  dated: null,
  period: null,
  counts: {
    actions: 3,
    withdrawn: 0,
    levels: { ...none, red: 1, amber: 1, none: 1 },
    stages: {
      'not-started': 0,
      'in-progress': 2,
      'awaiting-review': 0,
      'being-progressed': 0,
      complete: 1,
      none: 0,
    },
    bar: { ...none, red: 1, amber: 1, complete: 1 },
  },
  lastUpdate: '2026-09-02',
  ragRules: null,
  computed: { levels: [], none: 3 },
  disagreements: 0,
  recalculating: null,
  ...plan,
})

export const aPlanView = (): PlanView => ({
  ...aPlan(),
  sections: [],
  documents: [],
  severities: {},
  owners: [],
  description: null,
  updatePeriod: null,
})

const shown = (code: string): ShownLevel => {
  const {
    letter = '?',
    word = code,
    shape = '?',
  } = forceDefault.levels.find((level) => level.code === code) ?? {}
  return { level: code, letter, word, shape }
}

/** A level by the default rules. */
export const byRules = (code: string, computed: Partial<Computed> = {}): Computed => ({
  ...shown(code),
  rule: code,
  since: '2026-09-23',
  turns: null,
  overridden: false,
  ...computed,
})

const silent: Facts = {
  daysSinceUpdate: 102,
  daysPastDeadline: -221,
  stage: 'in-progress',
  ownerKnown: true,
  timescaleKind: 'by',
  declaredLevel: 'green',
}

/** Why an action without an update for 102 days is amber under the first default rules. */
export const aWhy = (): Why => ({
  id: id(1),
  address: 'charter/18',
  ref: '18',
  text: 'Grow watch schemes by a fifth',
  asAt: '2026-11-21',
  declared: {
    level: 'green',
    since: '2026-08-11',
    again: null,
    saidOn: '2026-08-11',
    text: 'Summer fairs went well.',
    reason: null,
  },
  completed: null,
  computed: byRules('amber', { rule: 'silent', turns: { on: '2027-07-01', level: 'red' } }),
  byRules: { ...shown('amber'), rule: 'silent' },
  disagrees: true,
  disagreement: 'kinder',
  override: null,
  ragRules: {
    code: 'force-default',
    version: 1,
    title: 'Force default',
    description: '',
    levels: [...forceDefault1.levels],
  },
  evaluation: { ...evaluate(forceDefault1, silent), rules: [...evaluate(forceDefault1, silent).rules] },
  facts: { ...silent },
  about: {
    deadline: '2027-06-30',
    daysPast: -221,
    daysSilent: 102,
    stage: 'in-progress',
    timescale: readTimescale('by June 2027').timescale,
    lastUpdate: '2026-08-11',
    redated: 0,
    owners: ['Estates'],
  },
  toTurn: {
    level: 'green',
    ways: whatWouldTurn(forceDefault1, silent, 'green').map((way) =>
      way.map((change) => ({ ...change, to: wanted(change.to) })),
    ),
  },
})

type Wanted = NonNullable<Why['toTurn']>['ways'][number][number]['to']
const wanted = (to: object): Wanted => structuredClone(to) as Wanted

/** Its levels over time. */
export const aRibbon = (): Ribbon => ({
  id: id(1),
  address: 'charter/18',
  asAt: '2026-11-21',
  declared: [
    { from: '2026-04-01', to: '2026-08-11', level: 'amber' },
    { from: '2026-08-11', to: null, level: 'green' },
  ],
  computed: [
    { ...shown('green'), from: '2026-04-14', to: '2026-09-23', rule: null, because: [], overridden: false },
    {
      ...shown('amber'),
      from: '2026-09-23',
      to: '2027-07-01',
      rule: 'silent',
      because: [],
      overridden: false,
    },
    { ...shown('red'), from: '2027-07-01', to: null, rule: 'late', because: [], overridden: false },
  ],
})

/** A future change of level. */
export const aTurning = (): Turning => ({
  on: '2026-12-01',
  id: id(1),
  address: 'charter/8',
  ref: '8',
  text: 'Give each problem-solving hub a prevention lead and a yearly plan',
  owners: [],
  was: shown('green'),
  becomes: shown('red'),
  rule: 'late',
  because: [{ fact: 'daysPastDeadline', is: 'more', than: 0, value: 1, met: true }],
})

/** What other rules would change in a plan. */
export const aWhatIf = (): WhatIfView => ({
  asAt: '2026-11-21',
  until: '2027-02-20',
  actions: 36,
  changes: [
    {
      id: id(1),
      address: 'charter/18',
      text: 'Grow watch schemes by a fifth',
      today: { is: shown('amber'), would: shown('green') },
      later: [{ from: '2026-12-01', to: '2026-12-20', is: shown('red'), would: shown('amber') }],
    },
  ],
})

/** How rules would have performed over a plan's past. */
export const aBackTest = (): BackTestView => ({
  from: '2026-04-14',
  until: '2026-11-21',
  actions: 36,
  greenThenLate: { cases: 20, late: 3 },
  amberStood: { cases: 4, medianDays: 31, turnedRed: 1, open: 2 },
  declared: { cases: 90, kinder: 30, harsher: 12 },
})

/**
 * A plan on two days: an action with new text, timescale and level, one without an update, and one withdrawn.
 */
export const aComparison = (): Comparison => {
  const before: PlanAt = {
    on: '2026-06-01',
    about: {
      id: id(2),
      code: 'charter',
      title: 'Community charter',
      kind: 'delivery-plan',
      sponsor: null,
      dated: null,
      period: null,
    },
    sections: [{ id: 's', ref: null, title: 'Visibility' }],
    actions: [
      anActionAt('a', '1', 'Fit a doorbell at every station'),
      anActionAt('b', '2', 'Publish the hours'),
      anActionAt('c', '3', 'Paint the gate'),
    ],
  }
  const [doorbell, hours, gate] = before.actions as [ActionAt, ActionAt, ActionAt]
  const changed: ActionAt = {
    ...doorbell,
    text: 'Fit a doorbell at every open station',
    level: 'red',
    redated: 1,
    timescale: readTimescale('by March 2027').timescale,
  }
  return comparePlans(before, {
    ...before,
    on: '2026-11-21',
    actions: [changed, hours, { ...gate, withdrawn: true }],
  })
}

const anActionAt = (key: string, ref: string, text: string): ActionAt => {
  const { timescale } = readTimescale('by Oct 2026')
  const dated = { ...currentOf([], { timescale }), originalTimescale: timescale, redated: 0 }
  const said = {
    ownerSaid: null,
    owners: [],
    computed: null,
    withdrawn: false,
    details: [],
    updates: [],
  }
  return { id: key, ref, section: 's', text, ...dated, ...said }
}

/** A list of these rows, all loaded, in their sections. */
export const aList = (rows: readonly ActionRow[], more: Partial<Listed> = {}): Listed => ({
  count: rows.length,
  at: (index) => rows[index] ?? null,
  headingAt: (index) =>
    rows[index] === undefined || rows[index - 1]?.sectionId === rows[index].sectionId
      ? null
      : rows[index].section,
  ordered: false,
  refWidth: Math.max(3, ...rows.map(({ ref }) => ref.length)),
  note: null,
  error: null,
  ...more,
})
