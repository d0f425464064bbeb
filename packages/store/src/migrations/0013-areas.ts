import { type Kysely, sql } from 'kysely'
import { addColumn } from './add-column.ts'

// Every event and command belongs to a force, so that one database can contain several. The states of
// aggregates without their own tables are in one table, by kind.
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const table of ['event', 'command']) {
    await addColumn(db, table, "force_id text not null default ''")
    await sql`update ${sql.table(table)} set force_id = (select id from record) where force_id = ''`.execute(
      db,
    )
  }
  await db.schema
    .createTable('aggregate_version')
    .ifNotExists()
    .addColumn('version', 'integer', (column) => column.primaryKey())
    .addColumn('force_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('stream_id', 'text', (column) => column.notNull())
    .addColumn('held_from', 'text', (column) => column.notNull())
    .addColumn('held_to', 'text')
    .addColumn('recorded_from', 'text', (column) => column.notNull())
    .addColumn('recorded_to', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('aggregate_known')
    .ifNotExists()
    .on('aggregate_version')
    .columns(['kind', 'stream_id', 'held_from'])
    .where(sql<boolean>`recorded_to is null`)
    .execute()
  await db.schema
    .createIndex('aggregate_today')
    .ifNotExists()
    .unique()
    .on('aggregate_version')
    .columns(['kind', 'stream_id'])
    .where(sql<boolean>`recorded_to is null and held_to is null`)
    .execute()
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.dropTable('aggregate_version').execute()
  for (const table of ['event', 'command'])
    await sql`alter table ${sql.table(table)} drop column force_id`.execute(db)
}
