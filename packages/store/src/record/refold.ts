import {
  type ActionEvent,
  type ActionState,
  evolveAction,
  evolvePlan,
  type PlanState,
  type StreamKind,
} from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { actionColumns } from '../action/columns.ts'
import { insertValues, valuesOf } from '../action/values.ts'
import { partyNames } from '../party/parties.ts'
import { aggregateRows, viewedKinds } from '../projection/aggregates.ts'
import type { Schema } from '../schema.ts'
import { canonical } from '../stream/canonical.ts'
import { seenAt, streamOf } from '../stream/events.ts'
import { planState } from '../stream/plan-states.ts'
import { versionsOf } from '../stream/versions.ts'
import { PROJECTION } from './projection.ts'

/** How many streams of a kind are refolded in one transaction. */
const AT_ONCE = 200

/**
 * Rebuilds the stored versions of plans, actions and other aggregates where an earlier projection wrote them:
 * each from the events that were known when it was recorded, so that answers with an earlier `knownAt` stay
 * the same. Marks all ratings for recalculation. If interrupted, it starts again when the record is next
 * opened.
 */
export const refold = async (db: Kysely<Schema>): Promise<void> => {
  const { folded } = await db.selectFrom('record').select('folded').executeTakeFirstOrThrow()
  if (folded >= PROJECTION) return
  await inSteps(db, 'plan', refoldPlan)
  await inSteps(db, 'action', refoldAction)
  for (const kind of viewedKinds())
    await inSteps(db, kind, (transaction, id) => refoldAggregate(transaction, kind, id))
  await db.transaction().execute(async (transaction) => {
    await sql`insert into rating_due (action_id, plan_id, recorded_at)
      select action_id, plan_id, (select recorded_at from event order by position desc limit 1) from action_version
      where recorded_to is null and held_to is null on conflict do nothing`.execute(transaction)
    await transaction.updateTable('record').set({ folded: PROJECTION }).execute()
  })
}

const inSteps = async (
  db: Kysely<Schema>,
  kind: StreamKind,
  one: (db: Kysely<Schema>, id: string) => Promise<void>,
): Promise<void> => {
  for (let after = ''; ; ) {
    const ids = await db
      .selectFrom('event')
      .select('stream_id')
      .distinct()
      .where('stream_kind', '=', kind)
      .where('stream_id', '>', after)
      .orderBy('stream_id')
      .limit(AT_ONCE)
      .execute()
    if (ids.length === 0) return
    await db.transaction().execute(async (transaction) => {
      for (const { stream_id } of ids) await one(transaction, stream_id)
    })
    after = (ids.at(-1) as { stream_id: string }).stream_id
  }
}

const refoldPlan = async (db: Kysely<Schema>, id: string): Promise<void> => {
  const events = await streamOf(db, 'plan', id)
  const rows = await db
    .selectFrom('plan_version')
    .select(['version', 'held_from', 'recorded_from', 'state'])
    .where('plan_id', '=', id)
    .execute()
  for (const { version, held_from, recorded_from, state } of rows) {
    const known = events.filter(seenAt({ knownAt: recorded_from }))
    const found = versionsOf<PlanState, Parameters<typeof evolvePlan>[1]>(known, evolvePlan).find(
      ({ from }) => from === held_from,
    )
    if (found === undefined || canonical(found.state) === state) continue
    await db
      .updateTable('plan_version')
      .set({ code: found.state.code, area_id: found.state.areaId, state: canonical(found.state) })
      .where('version', '=', version)
      .execute()
  }
}

const refoldAggregate = async (db: Kysely<Schema>, kind: StreamKind, id: string): Promise<void> => {
  const rows = await db
    .selectFrom('aggregate_version')
    .select(['version', 'held_from', 'recorded_from', 'state'])
    .where('kind', '=', kind)
    .where('stream_id', '=', id)
    .execute()
  for (const { version, held_from, recorded_from, state } of rows) {
    const made = await aggregateRows(db, kind, id, { knownAt: recorded_from })
    const found = made.find((row) => row.held_from === held_from)
    if (found !== undefined && found.state !== state)
      await db
        .updateTable('aggregate_version')
        .set({ state: found.state })
        .where('version', '=', version)
        .execute()
  }
}

const refoldAction = async (db: Kysely<Schema>, id: string): Promise<void> => {
  const events = await streamOf(db, 'action', id)
  const rows = await db.selectFrom('action_version').selectAll().where('action_id', '=', id).execute()
  for (const { version, held_from, held_to, recorded_from, recorded_to: _, ...columns } of rows) {
    const known = events.filter(seenAt({ knownAt: recorded_from }))
    const found = versionsOf<ActionState, ActionEvent>(known, evolveAction).find(
      ({ from }) => from === held_from,
    )
    const plan = found === undefined ? null : await planState(db, found.state.planId)
    if (found === undefined || plan === null) continue
    const names = await partyNames(
      db,
      found.state.owners.map((owner) => owner.partyId),
    )
    const wanted = actionColumns(found.state, plan, (party) => names.get(party) ?? '')
    if (canonical(wanted) !== canonical(columns))
      await db.updateTable('action_version').set(wanted).where('version', '=', version).execute()
    await db.deleteFrom('action_value').where('version', '=', version).execute()
    await insertValues(db, [{ version, values: valuesOf(found.state) }])
  }
}
