import type { IsoDate, PlanState } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { heldOn } from '../database/held.ts'
import type { Schema } from '../schema.ts'

/** The plans as they are, or were on `asAt`, by code. */
export const planStates = async (db: Kysely<Schema>, asAt?: IsoDate): Promise<PlanState[]> => {
  const rows = await db.selectFrom('plan_version').select('state').where(heldOn(asAt)).orderBy('code').execute()
  return rows.map((row) => JSON.parse(row.state) as PlanState)
}

/** One plan by its code or id; `null` when there is none at that date. */
export const planState = async (db: Kysely<Schema>, plan: string, asAt?: IsoDate): Promise<PlanState | null> => {
  const row = await db
    .selectFrom('plan_version')
    .select('state')
    .where(heldOn(asAt))
    .where((where) => where.or([where('plan_id', '=', plan), where('code', '=', plan.toLowerCase())]))
    .executeTakeFirst()
  return row === undefined ? null : (JSON.parse(row.state) as PlanState)
}
