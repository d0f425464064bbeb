import { type ActionEvent, type ActionReader, type ActionRow, type ActionView, historyOf, type IsoDate, ok, type Recorded } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { heldOn } from '../database/held.ts'
import { sourcesOf } from '../document/sources.ts'
import { peopleNames } from '../person/names.ts'
import { planState } from '../plan/states.ts'
import type { Schema } from '../schema.ts'
import { streamOf } from '../stream/events.ts'
import { findAction } from './address.ts'
import type { More } from './columns.ts'
import { listActions } from './list.ts'

/** Reads actions, today or as they were on a date. */
export const actionReader = (db: Kysely<Schema>): ActionReader => ({
  list: (question) => listActions(db, question),
  get: async (address, asAt) => {
    const found = await findAction(db, address, asAt)
    if (!found.ok) return found
    const { plan_id, shown, more, ...place } = found.value
    const { from, ...page } = JSON.parse(more) as More
    const view: ActionView = {
      ...(JSON.parse(shown) as ActionRow),
      ...page,
      details: [...page.details],
      planTitle: (await planState(db, plan_id, asAt))?.title ?? '',
      document: (await sourcesOf(db, [from]))(from),
      previous: await neighbour(db, { plan_id, ...place }, 'before', asAt),
      next: await neighbour(db, { plan_id, ...place }, 'after', asAt),
    }
    return ok(view)
  },
  history: async (address, asAt) => {
    const found = await findAction(db, address, asAt)
    if (!found.ok) return found
    const events = (await streamOf(db, 'action', found.value.action_id)).filter((event) => asAt === undefined || event.effectiveOn <= asAt)
    const actor = await peopleNames(
      db,
      events.map((event) => event.actor),
    )
    const source = await sourcesOf(
      db,
      events.map((event) => readFrom(event)),
    )
    return ok(historyOf(events, { actor, document: (documentId, pieces) => source({ documentId, pieces }) }))
  },
})

const readFrom = (event: Recorded<ActionEvent>) => ('from' in event.facts ? event.facts.from : null)

/** The address of the action before or after one in its plan, passing over what is withdrawn. */
const neighbour = async (
  db: Kysely<Schema>,
  { plan_id, place_key, action_id }: { plan_id: string; place_key: string; action_id: string },
  side: 'before' | 'after',
  asAt?: IsoDate,
): Promise<string | null> => {
  const direction = side === 'before' ? 'desc' : 'asc'
  const row = await db
    .selectFrom('action_version')
    .select('address')
    .where(heldOn(asAt))
    .where('plan_id', '=', plan_id)
    .where('withdrawn', '=', 0)
    .where((where) => where(where.refTuple('place_key', 'action_id'), side === 'before' ? '<' : '>', where.tuple(place_key, action_id)))
    .orderBy('place_key', direction)
    .orderBy('action_id', direction)
    .limit(1)
    .executeTakeFirst()
  return row?.address ?? null
}
