import type { Ports } from '@beatbook/api'
import type { ActionThrough, FeedTable, PlanSummary, PlanView, ThroughPart } from '@beatbook/contract'
import type { FactSource } from '@beatbook/documents'
import type { Id, IsoDate } from '@beatbook/domain'

/** Which part of the record a table is of: a plan by its id, or everything; and both of its times. */
export interface Part {
  readonly plan: Id | null
  readonly asAt: IsoDate
  readonly knownAt: string
}

/** What has rows of its own in a table, such as an action with its updates. Units are in the order of their ids. */
export interface Unit<T extends FeedTable> {
  readonly id: Id
  readonly rows: readonly FactSource<T>[]
}

/** What is asked for the rows of a table. */
export type Asks = Pick<Ports, 'actions' | 'plans' | 'parties' | 'rating'>

/** Where a table comes from: its units after an id, and how many rows it has (`null`: not counted). */
interface Source<T extends FeedTable> {
  readonly units: (asks: Asks, part: Part, after: Id | null) => AsyncIterable<Unit<T>>
  readonly total?: (asks: Asks, part: Part) => Promise<number>
}

/** How many actions are read at once. */
const ACTIONS_AT_ONCE = 1_000
const THROUGH_AT_ONCE = 500
const OWNERS_AT_ONCE = 500

const at = ({ asAt, knownAt }: Part) => ({ asAt, knownAt })
const ofPlan = ({ plan }: Part) => (plan === null ? {} : { plan })
const afterId = (after: Id | null) => (after === null ? {} : { after })

async function* eachAction(asks: Asks, part: Part, after: Id | null) {
  for (let from: Id | null | undefined = after; from !== undefined; ) {
    const page = await asks.actions.each({
      ...at(part),
      ...ofPlan(part),
      ...afterId(from),
      limit: ACTIONS_AT_ONCE,
    })
    yield* page.rows
    from = page.next ?? undefined
  }
}

async function* eachThrough(asks: Asks, part: Part, of: ThroughPart, after: Id | null) {
  for (let from: Id | null | undefined = after; from !== undefined; ) {
    const page = await asks.rating.through({
      ...at(part),
      ...ofPlan(part),
      ...afterId(from),
      part: of,
      limit: THROUGH_AT_ONCE,
    })
    yield* page.rows
    from = page.next ?? undefined
  }
}

/** A table whose rows are parts of what actions were through all days. */
const through = <T extends FeedTable>(
  of: ThroughPart,
  rowsOf: (action: ActionThrough, part: Part) => readonly FactSource<T>[],
): Source<T> => ({
  async *units(asks, part, after) {
    for await (const action of eachThrough(asks, part, of, after))
      yield { id: action.id, rows: rowsOf(action, part) }
  },
})

const countOfActions = async (asks: Asks, part: Part): Promise<number> => {
  const question = { ...at(part), ...ofPlan(part), withdrawn: 'with', exact: true } as const
  return (await asks.actions.list({ ...question, sort: 'place', descending: false, limit: 1 })).count
}

const plansIn = async (asks: Asks, part: Part): Promise<readonly (PlanSummary | PlanView)[]> => {
  if (part.plan === null)
    return (await asks.plans.list(at(part))).toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const plan = await asks.plans.get(part.plan, at(part))
  return plan === null ? [] : [plan]
}

/** The owners of actions of a plan; `null` where the part is everything. */
const ownersIn = async (asks: Asks, part: Part): Promise<ReadonlySet<Id> | null> => {
  if (part.plan === null) return null
  const plan = await asks.plans.get(part.plan, at(part))
  return new Set(plan?.owners.map(({ partyId }) => partyId))
}

/** Where each table comes from: the questions that every screen asks, with the rights of whoever asks. */
export const sources: { readonly [T in FeedTable]: Source<T> } = {
  actions: {
    async *units(asks, part, after) {
      for await (const row of eachAction(asks, part, after)) yield { id: row.id, rows: [row] }
    },
    total: countOfActions,
  },
  'action-owners': {
    async *units(asks, part, after) {
      for await (const action of eachAction(asks, part, after))
        yield { id: action.id, rows: action.owners.map((owner) => ({ action, owner })) }
    },
  },
  plans: {
    async *units(asks, part, after) {
      for (const plan of await plansIn(asks, part))
        if (after === null || plan.id > after) yield { id: plan.id, rows: [plan] }
    },
    total: async (asks, part) => (await plansIn(asks, part)).length,
  },
  sections: {
    async *units(asks, part, after) {
      for (const { id } of await plansIn(asks, part)) {
        if (after !== null && id <= after) continue
        const plan = await asks.plans.get(id, at(part))
        if (plan === null) continue
        yield { id, rows: plan.sections.map((section, index) => ({ plan, section, place: index + 1 })) }
      }
    },
  },
  owners: {
    async *units(asks, part, after) {
      const own = await ownersIn(asks, part)
      for (let from: Id | null | undefined = after; from !== undefined; ) {
        const page = await asks.parties.list({
          ...at(part),
          ...afterId(from),
          sort: 'name',
          descending: false,
          limit: OWNERS_AT_ONCE,
        })
        for (const party of page.rows)
          if (own === null || own.has(party.id))
            yield { id: party.id, rows: [{ party, everywhere: own === null }] }
        from = page.next ?? undefined
      }
    },
  },
  updates: through<'updates'>('updates', (action) => action.updates.map((update) => ({ action, update }))),
  timescales: through<'timescales'>('timescales', (action) =>
    action.timescales.map((span, index) => ({
      action,
      span,
      place: index + 1,
      before: action.timescales[index - 1] ?? null,
    })),
  ),
  ratings: through<'ratings'>('levels', (action, { asAt }) => [
    ...action.declared.map((span) => ({ action, span, asAt, origin: 'declared' as const })),
    ...action.computed.map((span) => ({ action, span, asAt, origin: 'computed' as const })),
  ]),
}
