import {
  earliestOf,
  type Id,
  type Instant,
  type IsoDate,
  type Pending,
  type PersonEvent,
  role,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { timeToRecord } from '../stream/clock.ts'
import { append } from '../stream/events.ts'

/**
 * Records events for people added before changes of people were events: each person is added with their
 * current role, from the day their row was created, with the origin `earlier`; removed people are also
 * removed. The actor is unknown, so it is the person themselves. The rows of sign-in do not change. Each
 * person is recorded once.
 */
export const backfillPeople = async (
  db: Kysely<Schema>,
  { newId, ...given }: { now: Instant; today: IsoDate; newId: () => Id },
): Promise<void> => {
  const streams = db.selectFrom('event').select('stream_id').where('stream_kind', '=', 'person')
  const unknown = await db
    .selectFrom('user')
    .selectAll()
    .where('id', 'not in', streams)
    .orderBy('createdAt')
    .execute()
  const { now: recordedAt, today } = await timeToRecord(db, given)
  for (const person of unknown) {
    const about = (event: PersonEvent, at: string): Pending<PersonEvent> => ({
      ...event,
      id: newId(),
      stream: { kind: 'person', id: person.id },
      effectiveOn: earliestOf(today, [at.slice(0, 10)]),
    })
    const added: PersonEvent = {
      type: 'person-added',
      v: 1,
      facts: { role: role.parse(person.role), origin: 'earlier' },
      words: { name: person.name },
    }
    const events = [about(added, person.createdAt)]
    if (person.removedAt !== null)
      events.push(
        about({ type: 'person-removed', v: 1, facts: { origin: 'earlier' }, words: {} }, person.removedAt),
      )
    await append(db, events, { actor: person.id, recordedAt, commandId: newId() })
  }
}
