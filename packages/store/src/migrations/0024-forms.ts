import type { Kysely } from 'kysely'

// What is typed in forms is kept rows: no event makes them, and rebuilding projections leaves them alone.
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('form')
    .ifNotExists()
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('kept_at', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('form_key', ['person_id', 'key'])
    .execute()
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.dropTable('form').execute()
}
