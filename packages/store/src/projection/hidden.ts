import { foldPlan, type Id, type Instant, isUndo, type PlanEvent, type Recorded } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { insertAll } from '../database/insert.ts'
import type { Schema } from '../schema.ts'
import { throughInstants } from '../stream/instants.ts'
import { END_OF_TIME } from '../tables/version.ts'
import { countPlans } from './tallies.ts'

/**
 * Hides plans from an instant on, until the parts of a command that follow it are recorded: they are in no list and
 * no count. Called before their own events are projected.
 */
export const hidePlans = async (
  db: Kysely<Schema>,
  ids: readonly Id[],
  commandId: Id,
  from: Instant,
): Promise<void> => {
  if (ids.length === 0) return
  await insertAll(
    db,
    'hidden_plan',
    ids.map((plan_id) => ({ plan_id, hidden_from: from, hidden_to: END_OF_TIME, command_id: commandId })),
  )
  for (const table of ['tally', 'owner_tally'] as const)
    await db.deleteFrom(table).where('plan_id', 'in', ids).execute()
}

/** The plans that are hidden until the parts of a command are recorded. */
export const hiddenBy = async (db: Kysely<Schema>, commandId: Id): Promise<Id[]> =>
  (
    await db
      .selectFrom('hidden_plan')
      .select('plan_id')
      .where('command_id', '=', commandId)
      .where('hidden_to', '=', END_OF_TIME)
      .execute()
  ).map((row) => row.plan_id)

/** Shows plans again, as they are now: the last part of the command that hid them was recorded at an instant. */
export const showPlans = async (
  db: Kysely<Schema>,
  ids: readonly Id[],
  commandId: Id,
  at: Instant,
): Promise<void> => {
  await db
    .updateTable('hidden_plan')
    .set({ hidden_to: at })
    .where('command_id', '=', commandId)
    .where('hidden_to', '=', END_OF_TIME)
    .execute()
  await countPlans(db, ids)
}

/**
 * Makes anew when a plan was hidden, from its events: from an undo that ended it or brought it back until the last
 * event of the same command. One whose parts are still being recorded stays.
 */
export const rebuildHidden = async (
  db: Kysely<Schema>,
  id: Id,
  events: readonly Recorded<PlanEvent>[],
): Promise<void> => {
  await db.deleteFrom('hidden_plan').where('plan_id', '=', id).where('hidden_to', '<', END_OF_TIME).execute()
  const open = await db.selectFrom('hidden_plan').select('hidden_from').where('plan_id', '=', id).execute()
  let was = false
  for (const { recordedAt, added, known } of throughInstants(events)) {
    const is = foldPlan(known) !== null
    const undo = added.find((event) => isUndo(event))
    const toggles = was !== is && undo !== undefined && open.every((row) => row.hidden_from !== recordedAt)
    was = is
    if (!toggles) continue
    const [last] = await db
      .selectFrom('event')
      .select('recorded_at')
      .where('command_id', '=', undo.commandId)
      .orderBy('recorded_at', 'desc')
      .limit(1)
      .execute()
    if (last !== undefined && last.recorded_at > recordedAt)
      await insertAll(db, 'hidden_plan', [
        { plan_id: id, hidden_from: recordedAt, hidden_to: last.recorded_at, command_id: undo.commandId },
      ])
  }
}
