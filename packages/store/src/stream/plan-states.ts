import { firstPin, type PlanState, type ReadAt } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { validOn } from '../database/valid.ts'
import type { Schema } from '../schema.ts'

/** The plans as of today or a date, by code. */
export const planStates = async (db: Kysely<Schema>, at?: ReadAt): Promise<PlanState[]> => {
  const rows = await db
    .selectFrom('plan_version')
    .select('state')
    .where(validOn(at))
    .orderBy('code')
    .execute()
  return rows.map((row) => fromState(row.state))
}

/** One plan by its code or id; `null` when there is none at that date. */
export const planState = async (db: Kysely<Schema>, plan: string, at?: ReadAt): Promise<PlanState | null> => {
  const row = await db
    .selectFrom('plan_version')
    .select('state')
    .where(validOn(at))
    .where((where) => where.or([where('plan_id', '=', plan), where('code', '=', plan.toLowerCase())]))
    .executeTakeFirst()
  return row === undefined ? null : fromState(row.state)
}

/**
 * Parses a stored plan state. One stored before plans were rated gets the default pin of its kind from its
 * start; one stored before plans had severities gets none.
 */
const fromState = (json: string): PlanState => {
  const state = JSON.parse(json) as Omit<PlanState, 'pins' | 'severities'> &
    Partial<Pick<PlanState, 'pins' | 'severities'>>
  return { severities: {}, ...state, pins: state.pins ?? [{ from: state.since, ...firstPin(state.kind) }] }
}
