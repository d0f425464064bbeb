import { type Kysely, sql } from 'kysely'
import { addColumn } from './add-column.ts'

// An event's number within its stream, from 1: two writers that saw the same stream cannot both append to it.
// A database that several servers share needs this. It replaces the position in the index, so that a stream
// is still read in order from the index.
export const up = async (db: Kysely<unknown>): Promise<void> => {
  // Migrations on SQLite do not run in a transaction: after a crash in between, each step is repeated or
  // found done.
  await addColumn(db, 'event', 'stream_version integer not null default 0')
  await sql`
    update event set stream_version = numbered.version
    from (select position, row_number() over (partition by stream_kind, stream_id order by position) as version from event) as numbered
    where event.position = numbered.position and event.stream_version <> numbered.version
  `.execute(db)
  await db.schema.dropIndex('event_stream').ifExists().execute()
  await db.schema
    .createIndex('event_stream')
    .unique()
    .on('event')
    .columns(['stream_kind', 'stream_id', 'stream_version'])
    .execute()
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.dropIndex('event_stream').ifExists().execute()
  await db.schema
    .createIndex('event_stream')
    .on('event')
    .columns(['stream_kind', 'stream_id', 'position'])
    .execute()
  await sql`alter table event drop column stream_version`.execute(db)
}
