/**
 * The estimated cost of each procedure for the thread that answers it, in milliseconds on a plan of 5,000
 * actions with the most expensive input its schema accepts. Procedures derived from the registry of
 * aggregates cost 1 and are not listed: commands run on the writer's thread. A test compares the names with
 * the router.
 */
const costs = {
  'session.me': 1,
  'plans.list': 10,
  'plans.get': 8,
  'plans.history': 4,
  'plans.changes': 1_000,
  'plans.compare': 1_000,
  'plans.check': 600,
  'actions.list': 10,
  // It looks through the names of all commands.
  'actions.changes': 100,
  'actions.get': 1,
  'actions.history': 2,
  'actions.events': 2,
  // Up to 200 histories are read and folded.
  'actions.previewChange': 100,
  'rating.why': 4,
  'rating.ribbon': 2,
  'rating.turning': 200,
  'rating.turningTo': 100,
  'rating.trends': 300,
  'ragRules.list': 1,
  'ragRules.get': 1,
  // Ordinary rules are checked in 2 ms, a malicious body of the maximum length is not.
  'ragRules.check': 100,
  'ragRules.whatIf': 600,
  'ragRules.backTest': 600,
  'drafts.list': 1,
  'drafts.get': 1_000,
  'drafts.decide': 1_000,
  'drafts.discard': 1,
  'drafts.difference': 1_200,
  'documents.list': 1,
  'documents.get': 300,
  // All histories of the import are read.
  'documents.previewUndo': 800,
  'parties.list': 15,
  'parties.get': 15,
  'parties.history': 2,
  'parties.alike': 15,
  'parties.vacant': 15,
  // All histories of the owner’s open actions are read.
  'parties.previewHandOver': 800,
  'conversations.ofAction': 8,
  'conversations.ofPlan': 8,
  'conversations.counts': 10,
  'conversations.mentionable': 8,
  'work.mentions': 15,
  'work.markRead': 1,
  'forms.list': 1,
  'forms.get': 1,
  'forms.keep': 1,
  'forms.forget': 1,
  'views.list': 2,
  'views.save': 1,
  'views.remove': 1,
  'views.layout': 1,
  'views.keepLayout': 1,
  'work.mine': 500,
  'work.parties': 8,
  'work.answerFor': 1,
  // These have more input than other commands.
  'commands.acceptDraft': 2,
  'commands.saveRagRules': 2,
  'feeds.list': 2,
  'feeds.everybody': 4,
  'feeds.make': 10,
  'feeds.end': 1,
  'people.list': 1,
  'people.add': 1,
  'people.rename': 1,
  'people.changePassword': 1,
  'people.audit': 4,
  'people.setRole': 1,
  'people.setPassword': 1,
  'people.remove': 1,
  'live.changes': 1,
} as const

/**
 * The most a request may cost to be answered on the serving thread, in milliseconds; others go to a worker.
 */
export const MOST_SERVED = 20

/** The most the calls of one batch may cost in total, in milliseconds. A single call may cost anything. */
export const MOST_TOGETHER = 200

const known: ReadonlyMap<string, number> = new Map(Object.entries(costs))

/** The procedures in the table. */
export const costed: readonly string[] = [...known.keys()]

/**
 * As `costs`, for questions about another date or instant: those are counted and rated over all versions, in a
 * record of 100,000 actions.
 */
const dated: ReadonlyMap<string, number> = new Map([
  ['plans.list', 150],
  ['actions.list', 60],
  ['parties.list', 250],
  ['parties.get', 250],
])

/**
 * The cost of a procedure; `isDated` where it is asked about another date or instant. An unknown one costs next
 * to nothing: it is not found.
 */
export const costOf = (procedure: string, isDated = false): number =>
  (isDated ? dated.get(procedure) : undefined) ?? known.get(procedure) ?? 1

/** Whether the calls of a request, by its parameters, ask about another date or instant. */
export const asksOfDate = (search: URLSearchParams): boolean =>
  /"(?:asAt|knownAt)":"/.test(search.get('input') ?? '')

/** Whether a procedure is too expensive for the serving thread. */
export const isHeavy = (procedure: string): boolean => costOf(procedure) > MOST_SERVED

/**
 * The procedures that a request to `…/trpc/PATH` calls: one, or with `batch=1` several separated by commas,
 * as in tRPC.
 */
export const callsIn = (path: string, search: URLSearchParams): string[] => {
  const decoded = decodedOf(path.replace(/^\/+|\/+$/g, ''))
  return search.get('batch') === '1' ? decoded.split(',') : [decoded]
}

const decodedOf = (path: string) => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
