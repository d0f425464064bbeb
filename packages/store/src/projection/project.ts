import type { Change } from '@beatbook/contract'
import type {
  ActionEvent,
  Id,
  Instant,
  IsoDate,
  PartyEvent,
  RagRulesEvent,
  Recorded,
  StreamKind,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { storeConversations } from '../conversation/project.ts'
import { projectParties } from '../party/project.ts'
import { projectRagRules } from '../rag-rules/book.ts'
import type { Schema } from '../schema.ts'
import type { Histories } from '../stream/histories.ts'
import { planRecorded } from '../stream/plan-states.ts'
import { rebuilding } from '../stream/rebuilding.ts'
import { projectActions } from './actions.ts'
import { projectAggregates, viewedKinds } from './aggregates.ts'
import { markDependents, markPlan } from './marks.ts'
import { placeSome } from './places.ts'
import { projectPlans } from './plans.ts'
import { rebuildActions } from './rebuild-actions.ts'

/**
 * Updates all projections from the events just appended, in the same transaction; rows of today are evaluated
 * on `day`. Streams of a projection that is being rebuilt are made anew. Returns what changed.
 */
export const project = async (
  db: Kysely<Schema>,
  events: readonly Recorded[],
  recordedAt: string,
  histories: Histories,
  day: IsoDate,
): Promise<Pick<Change, 'plans' | 'actions' | 'others'>> => {
  const of = (kind: StreamKind) => events.filter((event) => event.stream.kind === kind)
  const ids = (kind: StreamKind) => [...new Set(of(kind).map((event) => event.stream.id))]
  await projectAggregates(db, events, recordedAt)
  await projectParties(db, of('party') as unknown as Recorded<PartyEvent>[], day)
  const owned = await plansOfParties(db, changedParties(events))
  await projectRagRules(db, of('rag-rules') as unknown as Recorded<RagRulesEvent>[])
  const conversations = await storeConversations(db, ids('conversation'))
  await projectPlans(db, ids('plan'), recordedAt)
  // As many as fit a transaction; the others are moved after it.
  await placeSome(db)
  const pinned = of('plan')
    .filter((event) => event.type === 'rag-rules-pinned' || event.type === 'command-undone')
    .map((event) => event.stream.id)
  const isNew = new Set(
    of('plan')
      .filter((event) => event.type === 'plan-added')
      .map((event) => event.stream.id),
  )
  // The actions of a plan that ends by an undo end by it too, perhaps after it.
  for (const plan of pinned)
    if (!isNew.has(plan) && (await planRecorded(db, plan)) !== null) await markPlan(db, plan, recordedAt)
  const plans =
    (await rebuilding(db)) === null
      ? await projectActions(
          db,
          of('action') as unknown as Recorded<ActionEvent>[],
          recordedAt,
          histories,
          day,
        )
      : await rebuildTouched(db, ids('action'), recordedAt, histories, day)
  return {
    plans: [...new Set([...ids('plan'), ...plans, ...owned])],
    actions: ids('action'),
    others: [
      ...viewedKinds().flatMap((kind) => ids(kind).map((id) => `${kind}/${id}`)),
      ...changedParties(events).map((id) => `party/${id}`),
      // The subject is named, so that a page about it asks again.
      ...conversations.flatMap(({ id, subject_id }) => [
        `conversation/${id}`,
        `conversations-about/${subject_id}`,
      ]),
    ],
  }
}

/** The parties that are more than added. */
const changedParties = (events: readonly Recorded[]): Id[] => [
  ...new Set(
    events.flatMap(({ stream, type }) =>
      stream.kind === 'party' && type !== 'party-added' ? [stream.id] : [],
    ),
  ),
]

/** The plans whose actions show one of some parties, which were renamed or merged, or no longer are. */
export const plansOfParties = async (db: Kysely<Schema>, ids: readonly Id[]): Promise<Id[]> => {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('owner_tally')
    .select('plan_id')
    .distinct()
    .where('party_id', 'in', (of) => of.selectFrom('party').select('root_id').where('id', 'in', ids))
    .execute()
  return rows.map((row) => row.plan_id)
}

/**
 * Makes actions anew that have further events while all actions are being rebuilt: perhaps they are not rebuilt
 * yet. Returns the ids of their plans.
 */
const rebuildTouched = async (
  db: Kysely<Schema>,
  ids: readonly Id[],
  recordedAt: Instant,
  histories: Histories,
  day: IsoDate,
): Promise<Id[]> => {
  if (ids.length === 0) return []
  histories.clear()
  await rebuildActions(db, ids, day)
  await markDependents(db, ids, recordedAt)
  const plans = db.selectFrom('action_address').select('plan_id').distinct().where('action_id', 'in', ids)
  return (await plans.execute()).map((row) => row.plan_id)
}
