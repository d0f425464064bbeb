import { evolvePlan, type Id, type PlanEvent, type PlanState, type Recorded } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { insertAll } from '../database/insert.ts'
import type { Schema } from '../schema.ts'
import { canonical } from '../stream/canonical.ts'
import { streamOf } from '../stream/events.ts'
import { type Content, nextVersion, replaceVersions, versionsThrough } from '../stream/replace-versions.ts'
import { versionsOf } from '../stream/versions.ts'
import { END } from '../tables/version.ts'
import { throughInstants } from './instants.ts'

/** Updates the versions of the plans `ids` from their streams. */
export const projectPlans = async (
  db: Kysely<Schema>,
  ids: readonly Id[],
  recordedAt: string,
): Promise<void> => {
  if (ids.length === 0) return
  const next = await nextVersion(db, 'plan_version')
  for (const id of ids) {
    const rows = planRows(id, await streamOf(db, 'plan', id))
    await replaceVersions(db, 'plan_version', { column: 'plan_id', value: id }, rows, recordedAt, next)
  }
}

/** Makes the versions of the plans `ids` anew, as they were known at every instant. */
export const rebuildPlans = async (db: Kysely<Schema>, ids: readonly Id[]): Promise<void> => {
  await db.deleteFrom('plan_version').where('plan_id', 'in', ids).execute()
  const next = await nextVersion(db, 'plan_version')
  for (const id of ids) {
    const events = await streamOf(db, 'plan', id)
    const wanted = throughInstants(events).map(({ recordedAt, known }) => ({
      recordedAt,
      rows: planRows(id, known),
    }))
    await insertAll(db, 'plan_version', versionsThrough<'plan_version'>(wanted, next))
  }
}

/** The rows made from the events of a plan. */
export const planRows = (id: Id, events: readonly Recorded<PlanEvent>[]): Content<'plan_version'>[] =>
  versionsOf<PlanState, PlanEvent>(events, evolvePlan).map(({ from, to, state }) => ({
    plan_id: id,
    held_from: from,
    held_to: to ?? END,
    code: state.code,
    area_id: state.areaId,
    state: canonical(state),
  }))
