import { type Kysely, sql } from 'kysely'

// Views of grids are kept rows: no event makes them, and rebuilding projections leaves them alone.
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('view')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('plan_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('folded', 'text', (column) => column.notNull())
    .addColumn('shared', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('view_named')
    .ifNotExists()
    .unique()
    .on('view')
    .columns(['person_id', 'plan_id', 'folded'])
    .execute()
  await sql`create index if not exists view_shared on view (folded) where shared = 1`.execute(db)
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.dropTable('view').execute()
}
