import {
  type ActionState,
  type Draft,
  foldAction,
  type IsoDate,
  type PlanContent,
  readPlan,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { ownersShown, partiesShown } from '../party/parties.ts'
import type { Schema } from '../schema.ts'
import { actionStreamsOf } from '../stream/events.ts'
import { planState, planStates } from '../stream/plan-states.ts'

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
  const ever = [...streams.values()].flatMap((events) => foldAction(events) ?? [])
  const stated = ever.filter((state) => state.planId === plan.id)
  const parties = await partiesShown(
    db,
    stated.flatMap((action) => action.owners.map((owner) => owner.partyId)),
  )
  const actions = stated.map((action) => ({ ...action, owners: ownersShown(action.owners, parties) }))
  return {
    plan,
    actions: actions.sort((a, b) => a.order - b.order),
    moved: await movedFrom(db, plan.id, ever),
    base: await lastAccepted(db, plan.documents, today),
  }
}

/** Of the actions that a plan ever had, those that other plans have today. */
const movedFrom = async (
  db: Kysely<Schema>,
  planId: string,
  ever: readonly ActionState[],
): Promise<PlanContent['moved']> => {
  const moved = ever.filter((state) => state.planId !== planId)
  if (moved.length === 0) return []
  const plans = await planStates(db, undefined, { only: moved.map((state) => state.planId) })
  const codes = new Map(plans.map(({ id, code }) => [id, code]))
  return moved.flatMap((state) => {
    const code = codes.get(state.planId)
    return code === undefined ? [] : [{ state, code }]
  })
}

/** The plan as read from its newest document: the one accepted last, whatever its own date. */
export const lastAccepted = async (
  db: Kysely<Schema>,
  documents: PlanContent['plan']['documents'],
  today: IsoDate,
): Promise<PlanContent['base']> => {
  if (documents.length === 0) return null
  const ids = documents.map((document) => document.documentId)
  const last = await db
    .selectFrom('document')
    .select('id')
    .where('id', 'in', ids)
    .orderBy('accepted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last === undefined) return null
  const key = documents.find((document) => document.documentId === last.id)?.planKey ?? ''
  const name = `${last.id} ${key} ${today}`
  const read = readBy(db)
  const known = read.get(name)
  if (known !== undefined) return known
  const { draft } = await db
    .selectFrom('document')
    .select('draft')
    .where('id', '=', last.id)
    .executeTakeFirstOrThrow()
  const made = readPlan(JSON.parse(draft) as Draft, key, today)
  if (read.size >= MOST_READ) read.delete(read.keys().next().value as string)
  read.set(name, made)
  return made
}

// A document never changes, so a connection reads the last few once: a draft is compared with them each time it
// is shown.
const readDocuments = new WeakMap<Kysely<Schema>, Map<string, PlanContent['base']>>()
const MOST_READ = 5

const readBy = (db: Kysely<Schema>): Map<string, PlanContent['base']> => {
  const read = readDocuments.get(db) ?? new Map<string, PlanContent['base']>()
  readDocuments.set(db, read)
  return read
}
