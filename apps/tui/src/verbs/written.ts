import type { Verb } from './verb.ts'

// Only the requested verb is loaded; help and error messages need all of them.
const signInVerbs = async () => (await import('./sign-in.ts')).signInVerbs
const withdrawVerb = async () => (await import('./withdraw.ts')).withdrawVerb
const linkVerb = async () => (await import('./link.ts')).linkVerb
const attachmentVerbs = async () => (await import('./attachment.ts')).attachmentVerbs
const overrideVerb = async () => (await import('./override.ts')).overrideVerb
const completionVerb = async () => (await import('./completion.ts')).completionVerb
/** The hand-written verbs, by first word. */
export const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  read: async () => (await import('./read.ts')).readVerb,
  check: async () => (await import('./check.ts')).checkVerb,
  rules: async () => (await import('./rules.ts')).rulesVerb,
  import: async () => (await import('./import.ts')).importVerb,
  export: async () => (await import('./export.ts')).exportVerb,
  bring: async () => (await import('./bring.ts')).bringVerb,
  document: async () => (await import('./document.ts')).documentVerb,
  plans: async () => (await import('./plans.ts')).plansVerb,
  actions: async () => (await import('./actions.ts')).actionsVerb,
  action: async () => (await import('./action.ts')).actionVerb,
  history: async () => (await import('./history.ts')).historyVerb,
  why: async () => (await import('./why.ts')).whyVerb,
  rag: async () => (await import('./rag.ts')).ragVerb,
  forecast: async () => (await import('./forecast.ts')).forecastVerb,
  trends: async () => (await import('./trends.ts')).trendsVerb,
  compare: async () => (await import('./compare.ts')).compareVerb,
  mine: async () => (await import('./mine.ts')).mineVerb,
  owners: async () => (await import('./owners.ts')).ownersVerb,
  attach: attachmentVerbs,
  attachments: attachmentVerbs,
  attachment: attachmentVerbs,
  detach: attachmentVerbs,
  views: async () => (await import('./views.ts')).viewsVerb,
  view: async () => (await import('./views.ts')).viewVerb,
  comments: async () => (await import('./comments.ts')).commentsVerb,
  comment: async () => (await import('./comment.ts')).commentVerb,
  override: overrideVerb,
  lift: overrideVerb,
  link: linkVerb,
  depends: linkVerb,
  update: async () => (await import('./update.ts')).updateVerb,
  bulk: async () => (await import('./bulk.ts')).bulkVerb,
  set: async () => (await import('./set.ts')).setVerb,
  undo: async () => (await import('./undo.ts')).undoVerb,
  withdraw: withdrawVerb,
  restore: withdrawVerb,
  clock: async () => (await import('./clock.ts')).clockVerb,
  feed: async () => (await import('./feed.ts')).feedVerb,
  people: async () => (await import('./people.ts')).peopleVerb,
  audit: async () => (await import('./audit.ts')).auditVerb,
  password: async () => (await import('./password.ts')).passwordVerb,
  changes: async () => (await import('./changes.ts')).changesVerb,
  watch: async () => (await import('./watch.ts')).watchVerb,
  apply: async () => (await import('./apply.ts')).applyVerb,
  completion: completionVerb,
  complete: completionVerb,
  schema: async () => (await import('./schema.ts')).schemaVerb,
  setup: signInVerbs,
  login: signInVerbs,
  logout: signInVerbs,
  whoami: signInVerbs,
}

/** Words with a verb by hand, beside which verbs are derived for commands of two words: `action edit`. */
export const sharedWords: readonly string[] = ['action']
