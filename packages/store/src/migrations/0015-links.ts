import { type Kysely, sql } from 'kysely'

// One table for links of every kind, found from both ends, in the place of the one for dependencies. What a
// command wrote is found by its id, so that it can be undone; what is undone of a party or of rules is known
// from then on in earlier knowledge alone.
export const up = async (db: Kysely<unknown>): Promise<void> => {
  // SQLite's migrations are not in a transaction of their own: after a crash on the way each step is made
  // again or found made.
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
  if (await isThere(db, 'dependency')) {
    await sql`insert into link (kind, from_id, to_id) select 'depends-on', action_id, on_id from dependency where true on conflict do nothing`.execute(
      db,
    )
    await db.schema.dropTable('dependency').execute()
  }
  await db.schema.createIndex('event_command').ifNotExists().on('event').column('command_id').execute()
  for (const table of undoable) {
    const { rows } = await sql`select 1 from pragma_table_info(${table}) where name = 'undone'`.execute(db)
    if (rows.length === 0)
      await sql`alter table ${sql.table(table)} add column undone integer not null default 0`.execute(db)
  }
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

const isThere = async (db: Kysely<unknown>, table: string): Promise<boolean> =>
  (await sql`select 1 from sqlite_master where type = 'table' and name = ${table}`.execute(db)).rows.length >
  0
