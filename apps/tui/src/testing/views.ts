import { type ActionRow, type ActionView, type HistoryEntry, noTimescale, type PlanSummary, type PlanView, readTimescale } from '@beatbook/domain'

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
  timescale: readTimescale('by June 2027').timescale,
  redated: 0,
  stage: 'in-progress',
  level: 'amber',
  withdrawn: false,
  updates: 1,
  lastUpdate: { on: '2026-09-02', text: '19 of 21 are fitted.' },
  computed: null,
  disagrees: false,
  ...row,
})

/** A whole action with readable defaults. */
export const anActionView = (view: Partial<ActionView> = {}): ActionView => ({
  ...aRow(),
  planTitle: 'Community charter',
  workflow: 'simple',
  originalTimescale: noTimescale,
  details: [],
  override: null,
  dependencies: [],
  dates: { original: noTimescale, agreed: noTimescale, current: aRow().timescale },
  touched: { text: 1, owners: 1, timescale: 1, stage: 1, level: 1, section: 1, withdrawn: 1 },
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
  stage: null,
  level: { from: 'amber', to: 'green' },
  timescale: null,
  words: null,
  override: null,
  dependency: null,
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
  workflow: 'simple',
  sponsor: null,
  dated: null,
  period: null,
  counts: {
    actions: 3,
    withdrawn: 0,
    levels: { ...none, red: 1, amber: 1, none: 1 },
    stages: { 'not-started': 0, 'in-progress': 2, 'awaiting-review': 0, 'being-progressed': 0, complete: 1, none: 0 },
    bar: { ...none, red: 1, amber: 1, complete: 1 },
  },
  lastUpdate: '2026-09-02',
  scheme: null,
  computed: { levels: [], none: 3 },
  disagreements: 0,
  recalculating: null,
  ...plan,
})

export const aPlanView = (): PlanView => ({ ...aPlan(), sections: [], documents: [], owners: [] })
