import type { Kysely } from 'kysely'

// Secret addresses are about access, as sessions are: no event has them, and a backup leaves them out.
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('feed')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('plan_id', 'text', (column) => column.notNull())
    .addColumn('with_words', 'integer', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('made_at', 'text', (column) => column.notNull())
    .addColumn('used_at', 'text')
    .addColumn('ended_at', 'text')
    .execute()
  await db.schema.createIndex('feed_digest').ifNotExists().unique().on('feed').column('digest').execute()
  await db.schema.createIndex('feed_person').ifNotExists().on('feed').column('person_id').execute()
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.dropTable('feed').execute()
}
