import { type Kysely, sql } from 'kysely'
import { tablesIn } from '../database/catalog.ts'
import { addColumn } from './add-column.ts'

// One table for links of every kind, indexed in both directions, replaces the one for dependencies. The
// events of a command are found by its id, so that it can be undone; parties and rules that are undone are
// from then on used only by questions with an earlier `knownAt`.
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('link')
    .ifNotExists()
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('from_id', 'text', (column) => column.notNull())
    .addColumn('to_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('link_key', ['from_id', 'kind', 'to_id'])
    .execute()
  await db.schema
    .createIndex('link_to')
    .ifNotExists()
    .on('link')
    .columns(['to_id', 'kind', 'from_id'])
    .execute()
  if ((await tablesIn(db)).has('dependency')) {
    await sql`insert into link (kind, from_id, to_id) select 'depends-on', action_id, on_id from dependency where true on conflict do nothing`.execute(
      db,
    )
    await db.schema.dropTable('dependency').execute()
  }
  await db.schema.createIndex('event_command').ifNotExists().on('event').column('command_id').execute()
  for (const table of undoable) await addColumn(db, table, 'undone integer not null default 0')
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  for (const table of undoable) await db.schema.alterTable(table).dropColumn('undone').execute()
  await db.schema.dropIndex('event_command').execute()
  await db.schema
    .createTable('dependency')
    .addColumn('on_id', 'text', (column) => column.notNull())
    .addColumn('action_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('dependency_key', ['on_id', 'action_id'])
    .execute()
  await sql`insert into dependency (on_id, action_id) select to_id, from_id from link where kind = 'depends-on'`.execute(
    db,
  )
  await db.schema.dropTable('link').execute()
}

const undoable = ['party', 'rag_rules_version'] as const
