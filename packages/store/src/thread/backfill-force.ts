import { type AreaEvent, type Id, type Instant, type IsoDate, OPEN_END, type Pending } from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { tablesIn } from '../database/catalog.ts'
import { projectAggregates } from '../projection/aggregates.ts'
import type { Schema } from '../schema.ts'
import { timeToRecord } from '../stream/clock.ts'
import { append } from '../stream/events.ts'
import { forceOf } from '../stream/force.ts'

/**
 * Records events for the name of a force that an earlier version stored in its own table: the root area is
 * added on the day of the first entry, with that name. The actor is unknown, so it is the record. The table
 * is then dropped, so this happens once.
 */
export const backfillForce = async (
  db: Kysely<Schema>,
  { newId, ...given }: { now: Instant; today: IsoDate; newId: () => Id },
): Promise<void> => {
  if (!(await tablesIn(db)).has('force')) return
  const { rows } = await sql<{ name: string }>`select name from force`.execute(db)
  const force = await forceOf(db)
  const known = await db
    .selectFrom('event')
    .select('id')
    .where('stream_kind', '=', 'area')
    .limit(1)
    .executeTakeFirst()
  const [named] = rows
  if (named !== undefined && known === undefined) {
    const { now: recordedAt, today } = await timeToRecord(db, given)
    const { first } = await db
      .selectFrom('event')
      .select((event) => event.fn.min('effective_on').as('first'))
      .executeTakeFirstOrThrow()
    const from = first !== null && first < today ? first : today
    const about = (event: AreaEvent): Pending<AreaEvent> => ({
      ...event,
      id: newId(),
      stream: { kind: 'area', id: force },
      effectiveOn: from,
    })
    const events = [
      about({ type: 'area-added', v: 1, facts: { kind: 'force', parent: null }, words: {} }),
      about({ type: 'area-named', v: 1, facts: { from, to: OPEN_END }, words: { name: named.name } }),
    ]
    const recorded = await append(db, events, { actor: force, recordedAt, commandId: newId() })
    await projectAggregates(db, recorded, recordedAt)
  }
  await sql`drop table force`.execute(db)
}
