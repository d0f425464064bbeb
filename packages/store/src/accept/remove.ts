import type { Id, IsoDate } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { insertAll } from '../database/insert.ts'
import { removeActions } from '../projection/rebuild-actions.ts'
import type { Schema } from '../schema.ts'

/** How many actions are removed in one transaction. */
const AT_ONCE = 100

/**
 * The accepts that were interrupted: those whose lease has lapsed, or all (`everyone`) where nobody else can be
 * writing one.
 */
export const interruptedAccepts = async (db: Kysely<Schema>, everyone: boolean): Promise<Id[]> => {
  let rows = db.selectFrom('unfinished_accept').select('command_id')
  if (!everyone) rows = rows.where('lease_until', '<', new Date().toISOString())
  return (await rows.execute()).map((row) => row.command_id)
}

/**
 * Removes some actions that an unfinished accept wrote, and, once there are none, all else of it. Nobody has seen
 * any of it. Returns whether anything is left.
 */
export const removeSomeOf = async (db: Kysely<Schema>, commandId: Id, day: IsoDate): Promise<boolean> => {
  const [accept] = await db
    .selectFrom('unfinished_accept')
    .selectAll()
    .where('command_id', '=', commandId)
    .execute()
  if (accept === undefined) return false
  const streams = await db
    .selectFrom('event')
    .select('stream_id')
    .distinct()
    .where('command_id', '=', commandId)
    .where('stream_kind', '=', 'action')
    .limit(AT_ONCE)
    .execute()
  if (streams.length > 0) {
    await removeWritten(
      db,
      commandId,
      streams.map((row) => row.stream_id),
      day,
    )
    return true
  }
  await db.deleteFrom('document_place').where('document_id', '=', accept.document_id).execute()
  await db.deleteFrom('document').where('id', '=', accept.document_id).execute()
  const parties = JSON.parse(accept.parties) as Id[]
  for (let at = 0; at < parties.length; at += AT_ONCE)
    await db
      .deleteFrom('party')
      .where('id', 'in', parties.slice(at, at + AT_ONCE))
      .execute()
  await db.deleteFrom('staged_plan').where('command_id', '=', commandId).execute()
  await db.deleteFrom('prepared_part').where('command_id', '=', commandId).execute()
  await db.deleteFrom('unfinished_accept').where('command_id', '=', commandId).execute()
  return false
}

const removeWritten = async (
  db: Kysely<Schema>,
  commandId: Id,
  ids: readonly Id[],
  day: IsoDate,
): Promise<void> => {
  const rows = await db.selectFrom('action_now').select('number').where('action_id', 'in', ids).execute()
  await removeActions(db, ids, day)
  await insertAll(db, 'search_due', rows, 'ignore')
  await db.deleteFrom('action_address').where('action_id', 'in', ids).execute()
  await db.deleteFrom('link').where('from_id', 'in', ids).execute()
  const events = await db
    .selectFrom('event')
    .select('position')
    .where('stream_kind', '=', 'action')
    .where('stream_id', 'in', ids)
    .orderBy('position')
    .execute()
  const ranges: { first: number; last: number; command_id: Id }[] = []
  for (const { position } of events) {
    const range = ranges.at(-1)
    if (range?.last === position - 1) range.last = position
    else ranges.push({ first: position, last: position, command_id: commandId })
  }
  await insertAll(db, 'removed_entry', ranges)
  await db.deleteFrom('event').where('stream_kind', '=', 'action').where('stream_id', 'in', ids).execute()
}
