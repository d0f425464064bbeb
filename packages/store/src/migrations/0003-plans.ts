import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('party')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('folded', 'text', (column) => column.notNull().unique())
    .execute()
  await db.schema
    .createTable('plan_version')
    .addColumn('version', 'integer', (column) => column.primaryKey())
    .addColumn('plan_id', 'text', (column) => column.notNull())
    .addColumn('held_from', 'text', (column) => column.notNull())
    .addColumn('held_to', 'text')
    .addColumn('recorded_from', 'text', (column) => column.notNull())
    .addColumn('recorded_to', 'text')
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .execute()
  const known = sql<boolean>`recorded_to is null`
  const today = sql<boolean>`recorded_to is null and held_to is null`
  await db.schema
    .createIndex('plan_known')
    .on('plan_version')
    .columns(['plan_id', 'held_from'])
    .where(known)
    .execute()
  await db.schema
    .createIndex('plan_today')
    .unique()
    .on('plan_version')
    .column('plan_id')
    .where(today)
    .execute()
  await db.schema
    .createIndex('plan_today_code')
    .unique()
    .on('plan_version')
    .column('code')
    .where(today)
    .execute()
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  for (const table of ['plan_version', 'party']) await db.schema.dropTable(table).execute()
}
