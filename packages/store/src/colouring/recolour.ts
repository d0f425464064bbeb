import { type ActionEvent, type ActionState, evolveAction, type PlanState } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { planState } from '../plan/states.ts'
import type { Schema } from '../schema.ts'
import { streamOf } from '../stream/events.ts'
import { versionsOf } from '../stream/versions.ts'
import { colourer } from './project.ts'

/** How many actions are coloured anew in one transaction: with the change itself, and at each step of the job after it. */
export const AT_ONCE = 200

/** Marks the actions that depend on `ids` to be coloured anew. */
export const markDependents = async (db: Kysely<Schema>, ids: readonly string[], recordedAt: string): Promise<void> => {
  if ((await db.selectFrom('dependency').select('on_id').limit(1).executeTakeFirst()) === undefined) return
  const known = new Set((await db.selectFrom('dependency').select('on_id').distinct().execute()).map((row) => row.on_id))
  for (const id of ids.filter((each) => known.has(each))) {
    const dependents = db
      .selectFrom('dependency')
      .innerJoin('action_version', 'action_version.action_id', 'dependency.action_id')
      .where('on_id', '=', id)
      .where('recorded_to', 'is', null)
      .where('held_to', 'is', null)
    await mark(db, await dependents.select(['dependency.action_id', 'plan_id']).execute(), recordedAt)
  }
}

/** Marks every action of a plan to be coloured anew. */
export const markPlan = async (db: Kysely<Schema>, planId: string, recordedAt: string): Promise<void> => {
  const actions = db.selectFrom('action_version').select(['action_id', 'plan_id']).where('plan_id', '=', planId)
  await mark(db, await actions.where('recorded_to', 'is', null).where('held_to', 'is', null).execute(), recordedAt)
}

/** What a step of colouring anew did: the plans and actions it touched, the instant of the newest mark (`null`: nothing waited), and whether more wait. */
export interface Recoloured {
  readonly plans: readonly string[]
  readonly actions: readonly string[]
  readonly recordedAt: string | null
  readonly more: boolean
}

/** Colours up to `AT_ONCE` marked actions anew, as known from the instant they were marked. */
export const recolourSome = async (db: Kysely<Schema>): Promise<Recoloured> => {
  const marks = await db.selectFrom('recolouring').selectAll().orderBy('recorded_at').limit(AT_ONCE).execute()
  const plans = new Map<string, PlanState | null>()
  const changed: string[] = []
  for (const { action_id, plan_id, recorded_at } of marks) {
    const plan = plans.get(plan_id) ?? (await planState(db, plan_id))
    plans.set(plan_id, plan)
    await db.deleteFrom('recolouring').where('action_id', '=', action_id).execute()
    if (plan === null) continue
    const states = versionsOf<ActionState, ActionEvent>(await streamOf(db, 'action', action_id), evolveAction)
    const colour = await colourer(db, recorded_at)
    if (!(await colour({ states, plan, isNew: false }))) continue
    changed.push(action_id)
    await markDependents(db, [action_id], recorded_at)
  }
  const more = (await db.selectFrom('recolouring').select('action_id').limit(1).executeTakeFirst()) !== undefined
  return { plans: [...plans.keys()], actions: changed, recordedAt: marks.at(-1)?.recorded_at ?? null, more }
}

const mark = async (db: Kysely<Schema>, actions: readonly { action_id: string; plan_id: string }[], recordedAt: string): Promise<void> => {
  for (const { action_id, plan_id } of actions) {
    await db
      .insertInto('recolouring')
      .values({ action_id, plan_id, recorded_at: recordedAt })
      .onConflict((conflict) => conflict.column('action_id').doUpdateSet({ recorded_at: recordedAt }))
      .execute()
  }
}
