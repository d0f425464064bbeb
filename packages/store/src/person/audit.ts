import type { AuditEntry, AuditPage, AuditQuestion } from '@beatbook/contract'
import type { PersonEvent, RecordEvent } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { eventsIn } from '../stream/events.ts'
import { peopleNames } from './names.ts'

/**
 * Reads the changes of people and rights and of the record as a whole, newest first. A person's changes are
 * those about them and those by them.
 */
export const auditReader =
  (db: Kysely<Schema>) =>
  async ({ person, kinds, since, before, limit }: AuditQuestion): Promise<AuditPage> => {
    let asked = db.selectFrom('event').selectAll().where('stream_kind', 'in', ['person', 'record'])
    if (person !== undefined)
      asked = asked.where((or) => or.or([or('stream_id', '=', person), or('actor', '=', person)]))
    if (kinds !== undefined) asked = asked.where('type', 'in', kinds)
    if (since !== undefined) asked = asked.where('effective_on', '>=', since)
    if (before !== undefined) asked = asked.where('position', '<', before)
    const rows = await asked
      .orderBy('position', 'desc')
      .limit(limit + 1)
      .execute()
    const events = eventsIn<PersonEvent | RecordEvent>(rows.slice(0, limit))
    const nameOf = await peopleNames(
      db,
      events.flatMap((event) => [event.actor, event.stream.id]),
    )
    const entries = events.map((event): AuditEntry => {
      const { position, recordedAt, actor, stream, type } = event
      const {
        role = null,
        origin = null,
        was: roleWas = null,
      } = event.facts as { role?: AuditEntry['role']; origin?: AuditEntry['origin']; was?: string }
      const { behindMinutes: minutes = null } = event.facts as { behindMinutes?: number }
      const {
        name = null,
        was: nameWas = null,
        reason = null,
      } = event.words as { name?: string; was?: string; reason?: string }
      const grant = grantIn(event)
      const named = (id: string) => ({ id, name: nameOf(id) })
      const person = named(stream.kind === 'person' ? stream.id : actor)
      return {
        position,
        recordedAt,
        kind: type,
        actor: named(actor),
        person,
        origin,
        role,
        name,
        was: roleWas ?? nameWas,
        minutes,
        ...grant,
        reason,
      }
    })
    return { entries, next: rows.length > limit ? (entries.at(-1)?.position ?? null) : null }
  }

/** The grant in an event. */
const grantIn = (event: PersonEvent | RecordEvent): Pick<AuditEntry, 'on' | 'from' | 'to'> => {
  if (event.type === 'grant-given') {
    const { on, from, to } = event.facts
    return { on, from, to }
  }
  return { on: null, from: null, to: event.type === 'grant-ended' ? event.facts.on : null }
}
