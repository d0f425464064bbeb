import type { Kysely } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('scheme_version')
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('scheme_id', 'text', (column) => column.notNull())
    .addColumn('recorded_at', 'text', (column) => column.notNull())
    .addColumn('scheme', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('scheme_version_key', ['code', 'version'])
    .execute()

  // Which parties a person answers for: not part of the event log, and deleted with the person.
  await db.schema
    .createTable('answers_for')
    .addColumn('person_id', 'text', (column) => column.notNull())
    .addColumn('party_id', 'text', (column) => column.notNull().references('party.id'))
    .addPrimaryKeyConstraint('answers_for_key', ['person_id', 'party_id'])
    .execute()
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  for (const table of ['answers_for', 'scheme_version']) await db.schema.dropTable(table).execute()
}
