import { type Kysely, sql } from 'kysely'
import { hasColumn } from '../database/catalog.ts'
import { withTypes } from '../database/types.ts'

/**
 * Adds a column (`definition`: its name, type and constraints) to a table that does not have it. Migrations
 * on SQLite do not run in a transaction: after a crash in between, each step is repeated or found done.
 */
export const addColumn = async (db: Kysely<unknown>, table: string, definition: string): Promise<void> => {
  const [name = ''] = definition.replaceAll('"', '').split(' ')
  if (!(await hasColumn(db, table, name)))
    await sql`alter table ${sql.table(table)} add column ${sql.raw(withTypes(db, definition))}`.execute(db)
}
