/**
 * About what each procedure costs the thread that answers it, in milliseconds on a plan of 5,000 actions with
 * the heaviest input its schema lets through; the figures are estimates. What derives from the registry of
 * aggregates costs 1 and is not listed: a command costs what it costs the writer's thread. A test holds the
 * table's names to the router.
 */
const costs = {
  'session.me': 1,
  'plans.list': 10,
  'plans.get': 8,
  'plans.compare': 1_000,
  'plans.check': 600,
  'actions.list': 10,
  'actions.get': 1,
  'actions.history': 2,
  'actions.events': 2,
  'rating.why': 4,
  'rating.ribbon': 2,
  'rating.turning': 200,
  'rating.trends': 300,
  'ragRules.list': 1,
  'ragRules.get': 1,
  // Sound rules are checked in 2 ms. A body as long as is let through and made to be slow is not.
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
  'work.mine': 500,
  'work.parties': 8,
  'work.answerFor': 1,
  // They carry more input than the other commands.
  'commands.acceptDraft': 2,
  'commands.saveRagRules': 2,
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
 * What a request may cost, in milliseconds, to be answered on the thread that serves everybody; what costs
 * more goes to a worker.
 */
export const MOST_SERVED = 20

/** What the calls of one request may cost together, in milliseconds. One call alone may cost anything. */
export const MOST_TOGETHER = 200

const known: ReadonlyMap<string, number> = new Map(Object.entries(costs))

/** The procedures the table names. */
export const costed: readonly string[] = [...known.keys()]

/** What a call of a procedure costs. One that is not there costs next to nothing: it is not found. */
export const costOf = (procedure: string): number => known.get(procedure) ?? 1

/** Whether a procedure is too heavy for the thread that serves everybody. */
export const isHeavy = (procedure: string): boolean => costOf(procedure) > MOST_SERVED

/**
 * The procedures a request to `…/trpc/PATH` calls: one, or with `batch=1` several parted by commas, as the
 * transport reads them.
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
