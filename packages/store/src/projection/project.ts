import type { Change } from '@beatbook/contract'
import type { ActionEvent, PartyEvent, RagRulesEvent, Recorded, StreamKind } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { projectParties } from '../party/parties.ts'
import { projectRagRules } from '../rag-rules/book.ts'
import { markPlan } from '../rating/due.ts'
import type { Schema } from '../schema.ts'
import type { Histories } from '../stream/histories.ts'
import { projectActions } from './actions.ts'
import { projectAggregates, viewedKinds } from './aggregates.ts'
import { projectPlans } from './plans.ts'

/** Updates all projections from the events just appended, in the same transaction. Returns what changed. */
export const project = async (
  db: Kysely<Schema>,
  events: readonly Recorded[],
  recordedAt: string,
  histories: Histories,
): Promise<Pick<Change, 'plans' | 'actions' | 'others'>> => {
  const of = (kind: StreamKind) => events.filter((event) => event.stream.kind === kind)
  const ids = (kind: StreamKind) => [...new Set(of(kind).map((event) => event.stream.id))]
  await projectAggregates(db, events, recordedAt)
  await projectParties(db, of('party') as unknown as Recorded<PartyEvent>[])
  await projectRagRules(db, of('rag-rules') as unknown as Recorded<RagRulesEvent>[])
  await projectPlans(db, ids('plan'), recordedAt)
  const pinned = of('plan')
    .filter((event) => event.type === 'rag-rules-pinned' || event.type === 'command-undone')
    .map((event) => event.stream.id)
  const isNew = new Set(
    of('plan')
      .filter((event) => event.type === 'plan-added')
      .map((event) => event.stream.id),
  )
  for (const plan of pinned) if (!isNew.has(plan)) await markPlan(db, plan, recordedAt)
  const plans = await projectActions(
    db,
    of('action') as unknown as Recorded<ActionEvent>[],
    recordedAt,
    histories,
  )
  return {
    plans: [...new Set([...ids('plan'), ...plans])],
    actions: ids('action'),
    others: viewedKinds().flatMap((kind) => ids(kind).map((id) => `${kind}/${id}`)),
  }
}
