import type { Kysely } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('draft')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('author', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('summary', 'text', (column) => column.notNull())
    .addColumn('decisions', 'text', (column) => column.notNull())
    .addColumn('draft', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('draft_author').on('draft').columns(['author', 'created_at']).execute()
  await db.schema.createIndex('draft_expiry').on('draft').column('expires_at').execute()
  await db.schema
    .createTable('document')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('accepted_at', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('summary', 'text', (column) => column.notNull())
    .addColumn('decisions', 'text', (column) => column.notNull())
    .addColumn('draft', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('document_accepted').on('document').column('accepted_at').execute()
  await db.schema
    .createTable('document_place')
    .addColumn('document_id', 'text', (column) => column.notNull().references('document.id'))
    .addColumn('piece', 'integer', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('document_place_key', ['document_id', 'piece'])
    .execute()
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  for (const table of ['document_place', 'document', 'draft']) await db.schema.dropTable(table).execute()
}
