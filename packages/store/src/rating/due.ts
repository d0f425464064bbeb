import { type ActionEvent, type ActionState, evolveAction, type PlanState } from '@beatbook/domain'
import { type Kysely, type SelectQueryBuilder, sql } from 'kysely'
import { validOn } from '../database/valid.ts'
import type { Schema } from '../schema.ts'
import { streamOf } from '../stream/events.ts'
import { planState } from '../stream/plan-states.ts'
import { versionsOf } from '../stream/versions.ts'
import { rater } from './project.ts'

/**
 * How many actions are recalculated in one transaction: with the change itself, and in each step of the job
 * after it.
 */
export const AT_ONCE = 200

/** Marks the actions that depend on `ids` for recalculation. */
export const markDependents = async (
  db: Kysely<Schema>,
  ids: readonly string[],
  recordedAt: string,
): Promise<void> => {
  if (ids.length === 0) return
  const dependents = db.selectFrom('link').where('kind', '=', 'depends-on')
  if ((await dependents.select('to_id').limit(1).executeTakeFirst()) === undefined) return
  const known = new Set((await dependents.select('to_id').distinct().execute()).map((row) => row.to_id))
  for (const id of ids.filter((each) => known.has(each)))
    await mark(
      db,
      (action) => action.where('action_id', 'in', dependents.select('from_id').where('to_id', '=', id)),
      recordedAt,
    )
}

/** Marks every action of a plan for recalculation. */
export const markPlan = async (db: Kysely<Schema>, planId: string, recordedAt: string): Promise<void> => {
  await mark(db, (action) => action.where('plan_id', '=', planId), recordedAt)
}

/**
 * The result of one step of recalculation: the plans and actions it changed, the instant of the newest mark
 * (`null` where nothing was marked), and whether marks are left.
 */
export interface Rated {
  readonly plans: readonly string[]
  readonly actions: readonly string[]
  readonly recordedAt: string | null
  readonly more: boolean
}

/** Recalculates up to `AT_ONCE` marked actions, recorded at the instant of their marks. */
export const rateSome = async (db: Kysely<Schema>): Promise<Rated> => {
  const marks = await db.selectFrom('rating_due').selectAll().orderBy('recorded_at').limit(AT_ONCE).execute()
  if (marks.length === 0) return { plans: [], actions: [], recordedAt: null, more: false }
  const plans = new Map<string, PlanState | null>()
  let known = null as { readonly from: string; readonly rate: Awaited<ReturnType<typeof rater>> } | null
  const changed: string[] = []
  for (const { action_id, plan_id, recorded_at } of marks) {
    const plan = plans.get(plan_id) ?? (await planState(db, plan_id))
    plans.set(plan_id, plan)
    await db.deleteFrom('rating_due').where('action_id', '=', action_id).execute()
    if (plan === null) continue
    const states = versionsOf<ActionState, ActionEvent>(await streamOf(db, 'action', action_id), evolveAction)
    const from = await noEarlierThanKnown(db, action_id, recorded_at)
    if (known?.from !== from) known = { from, rate: await rater(db, from) }
    if (!(await known.rate({ states, plan, isNew: false }))) continue
    changed.push(action_id)
    await markDependents(db, [action_id], from)
  }
  const more =
    (await db.selectFrom('rating_due').select('action_id').limit(1).executeTakeFirst()) !== undefined
  return { plans: [...plans.keys()], actions: changed, recordedAt: marks.at(-1)?.recorded_at ?? null, more }
}

/**
 * From when a new rating is known: the instant of the mark, or of the newest rating where an update rated the
 * action since.
 */
const noEarlierThanKnown = async (db: Kysely<Schema>, actionId: string, marked: string): Promise<string> => {
  const row = await db
    .selectFrom('rating')
    .select((of) => of.fn.max('recorded_from').as('newest'))
    .where('action_id', '=', actionId)
    .where('recorded_to', 'is', null)
    .executeTakeFirst()
  return row?.newest != null && row.newest > marked ? row.newest : marked
}

type Actions = SelectQueryBuilder<Schema, 'action_version', object>

const mark = async (
  db: Kysely<Schema>,
  those: (actions: Actions) => Actions,
  recordedAt: string,
): Promise<void> => {
  const marked = those(db.selectFrom('action_version').where(validOn())).select([
    'action_id',
    'plan_id',
    sql<string>`${recordedAt}`.as('recorded_at'),
  ])
  await db
    .insertInto('rating_due')
    .columns(['action_id', 'plan_id', 'recorded_at'])
    .expression(marked)
    .onConflict((conflict) => conflict.column('action_id').doUpdateSet({ recorded_at: recordedAt }))
    .execute()
}
