import {
  type ActionState,
  type Draft,
  foldAction,
  type IsoDate,
  type PlanContent,
  readPlan,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { actionStreamsOf } from '../stream/events.ts'
import { planState } from '../stream/plan-states.ts'

/**
 * A plan with all its actions as of today, and the content of the document last accepted into it; `null` when
 * there is no such plan.
 */
export const planContent = async (
  db: Kysely<Schema>,
  planId: string,
  today: IsoDate,
): Promise<PlanContent | null> => {
  const plan = await planState(db, planId)
  if (plan === null) return null
  const streams = await actionStreamsOf(db, plan.id)
  const actions = [...streams.values()]
    .map((events) => foldAction(events))
    .filter((state): state is ActionState => state !== null)
  return {
    plan,
    actions: actions.sort((a, b) => a.order - b.order),
    base: await lastAccepted(db, plan.documents, today),
  }
}

/** The plan as read from its newest document: the one accepted last, whatever its own date. */
const lastAccepted = async (
  db: Kysely<Schema>,
  documents: PlanContent['plan']['documents'],
  today: IsoDate,
): Promise<PlanContent['base']> => {
  if (documents.length === 0) return null
  const ids = documents.map((document) => document.documentId)
  const last = await db
    .selectFrom('document')
    .select(['id', 'draft'])
    .where('id', 'in', ids)
    .orderBy('accepted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const key = documents.find((document) => document.documentId === last?.id)?.planKey
  return last === undefined ? null : readPlan(JSON.parse(last.draft) as Draft, key ?? '', today)
}
