import {
  evolvePlan,
  foldPlan,
  type Id,
  type PlanEvent,
  type PlanState,
  type Recorded,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { textKey } from '../action/content.ts'
import { insertAll } from '../database/insert.ts'
import type { Schema } from '../schema.ts'
import { canonical } from '../stream/canonical.ts'
import { streamOf } from '../stream/events.ts'
import { throughInstants } from '../stream/instants.ts'
import { planRecorded } from '../stream/plan-states.ts'
import { type Content, nextVersion, replaceVersions, versionsThrough } from '../stream/replace-versions.ts'
import { noteNumbers } from '../stream/used-numbers.ts'
import { versionsOf } from '../stream/versions.ts'
import { END } from '../tables/version.ts'
import { rebuildHidden } from './hidden.ts'
import { markPlaces, movesPlaces } from './places.ts'

/** Updates the versions of the plans `ids` from their streams, and marks those whose actions have other places. */
export const projectPlans = async (
  db: Kysely<Schema>,
  ids: readonly Id[],
  recordedAt: string,
): Promise<void> => {
  if (ids.length === 0) return
  const next = await nextVersion(db, 'plan_version')
  for (const id of ids) {
    const events = await streamOf(db, 'plan', id)
    const rows = planRows(id, events)
    if (movesPlaces(await planRecorded(db, id), foldPlan(events))) await markPlaces(db, id, recordedAt)
    await replaceVersions(db, 'plan_version', { column: 'plan_id', value: id }, rows, recordedAt, next)
  }
}

/** Makes the versions of the plans `ids` anew, as they were known at every instant. */
export const rebuildPlans = async (db: Kysely<Schema>, ids: readonly Id[]): Promise<void> => {
  await noteNumbers(db, 'plan_version')
  await db.deleteFrom('plan_version').where('plan_id', 'in', ids).execute()
  const next = await nextVersion(db, 'plan_version')
  for (const id of ids) {
    const events = await streamOf(db, 'plan', id)
    const wanted = throughInstants(events).map(({ recordedAt, known }) => ({
      recordedAt,
      rows: planRows(id, known),
    }))
    await insertAll(db, 'plan_version', versionsThrough<'plan_version'>(wanted, next))
    await rebuildStaged(db, id, events)
    await rebuildHidden(db, id, events)
  }
}

/** Makes anew from when a plan is known whose actions were recorded before it. */
const rebuildStaged = async (
  db: Kysely<Schema>,
  id: Id,
  events: readonly Recorded<PlanEvent>[],
): Promise<void> => {
  await db.deleteFrom('staged_plan').where('plan_id', '=', id).where('state', 'is', null).execute()
  const [added] = events
  if (added === undefined) return
  const { commandId: command_id, recordedAt: reached_from } = added
  const before = await db
    .selectFrom('event')
    .select('position')
    .where('command_id', '=', command_id)
    .where('stream_kind', '=', 'action')
    .where('recorded_at', '<', reached_from)
    .limit(1)
    .execute()
  if (before.length > 0)
    await insertAll(db, 'staged_plan', [{ plan_id: id, command_id, reached_from, state: null }])
}

/** The rows made from the events of a plan. */
export const planRows = (id: Id, events: readonly Recorded<PlanEvent>[]): Content<'plan_version'>[] =>
  versionsOf<PlanState, PlanEvent>(events, evolvePlan).map(({ from, to, state }) => ({
    plan_id: id,
    held_from: from,
    held_to: to ?? END,
    code: state.code,
    area_id: state.areaId,
    archived: state.archived ? 1 : 0,
    // A damaged entry may have no title: what is left of it is compared all the same.
    title_key: textKey(state.title ?? ''),
    state: canonical(state),
  }))
