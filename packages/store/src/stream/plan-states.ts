import { firstPin, type PlanState, type ReadAt } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { heldOn } from '../database/held.ts'
import type { Schema } from '../schema.ts'

/** The plans as they are, or were at a date, by code. */
export const planStates = async (db: Kysely<Schema>, at?: ReadAt): Promise<PlanState[]> => {
  const rows = await db.selectFrom('plan_version').select('state').where(heldOn(at)).orderBy('code').execute()
  return rows.map((row) => fromState(row.state))
}

/** One plan by its code or id; `null` when there is none at that date. */
export const planState = async (db: Kysely<Schema>, plan: string, at?: ReadAt): Promise<PlanState | null> => {
  const row = await db
    .selectFrom('plan_version')
    .select('state')
    .where(heldOn(at))
    .where((where) => where.or([where('plan_id', '=', plan), where('code', '=', plan.toLowerCase())]))
    .executeTakeFirst()
  return row === undefined ? null : fromState(row.state)
}

/**
 * A plan's state as it is kept. One kept before plans were rated has the pin of its kind from its start; one
 * kept before plans had severities of their own, none.
 */
const fromState = (kept: string): PlanState => {
  const state = JSON.parse(kept) as Omit<PlanState, 'pins' | 'severities'> &
    Partial<Pick<PlanState, 'pins' | 'severities'>>
  return { severities: {}, ...state, pins: state.pins ?? [{ from: state.since, ...firstPin(state.kind) }] }
}
