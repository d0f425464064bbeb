import type { Kysely } from 'kysely'
import { engineOf } from '../database/engine.ts'

// Fields of actions that lists filter and sort by are stored beside the row, one row each, so that another
// field needs no change to the tables.
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('action_value')
    .ifNotExists()
    .addColumn('version', 'integer', (column) => column.notNull().references('action_version.version'))
    .addColumn('field', 'text', (column) => column.notNull())
    .addColumn('text', 'text')
    .addColumn('number', 'real')
    .addColumn('day', 'text')
    .addPrimaryKeyConstraint('action_value_key', ['version', 'field'])
    .execute()
  await db.schema
    .createIndex('action_value_text')
    .ifNotExists()
    .on('action_value')
    // An entry of an index has at most 2,700 bytes in PostgreSQL, and a text may have more.
    .columns(engineOf(db) === 'postgres' ? ['field', 'version'] : ['field', 'text', 'version'])
    .execute()
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.dropTable('action_value').execute()
}
