/**
 * Every shape of data that a verb prints, by the verb (with the option that chooses it): the `kind` of its
 * envelope, and the list in its data whose entries are its rows. Without a list the data are one row. No
 * schemas here: a command that prints data does not load them.
 */
export const shapes = {
  plans: { kind: 'plans', rows: 'plans' },
  actions: { kind: 'actions', rows: 'actions' },
  action: { kind: 'action', rows: null },
  history: { kind: 'history', rows: 'history' },
  why: { kind: 'why', rows: null },
  rag: { kind: 'rag', rows: null },
  forecast: { kind: 'forecast', rows: 'turning' },
  trends: { kind: 'trends', rows: 'points' },
  changes: { kind: 'changes', rows: 'changes' },
  watch: { kind: 'change', rows: null },
  apply: { kind: 'applied', rows: 'lines' },
  compare: { kind: 'comparison', rows: 'rows' },
  mine: { kind: 'work', rows: null },
  'mine --parties': { kind: 'parties', rows: 'parties' },
  owners: { kind: 'owners', rows: 'owners' },
  'owners OWNER': { kind: 'owner', rows: null },
  'owners --history': { kind: 'owner-history', rows: 'history' },
  'owners --alike': { kind: 'owners-alike', rows: 'alike' },
  read: { kind: 'reading', rows: null },
  check: { kind: 'check', rows: 'violations' },
  import: { kind: 'import', rows: null },
  'import --dry-run': { kind: 'import-preview', rows: null },
  'document list': { kind: 'documents', rows: 'documents' },
  'document get': { kind: 'document', rows: null },
  'rules list': { kind: 'rag-rules-list', rows: 'ragRules' },
  'rules show': { kind: 'rag-rules', rows: null },
  'rules check': { kind: 'rag-rules-check', rows: null },
  'rules test': { kind: 'rag-rules-test', rows: null },
  'people list': { kind: 'people', rows: 'people' },
  person: { kind: 'person', rows: null },
  audit: { kind: 'audit', rows: 'changes' },
  session: { kind: 'session', rows: null },
  logout: { kind: 'signed-out', rows: null },
  password: { kind: 'password', rows: null },
  bulk: { kind: 'bulk', rows: 'rows' },
  command: { kind: 'command', rows: null },
} as const satisfies Readonly<Record<string, { readonly kind: string; readonly rows: string | null }>>
export type ShapeName = keyof typeof shapes
