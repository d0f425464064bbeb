import { type Kysely, sql } from 'kysely'

/**
 * Adds a column (`definition`: its name, type and constraints) to a table that does not have it. Migrations
 * on SQLite do not run in a transaction: after a crash in between, each step is repeated or found done.
 */
export const addColumn = async (db: Kysely<unknown>, table: string, definition: string): Promise<void> => {
  const [name = ''] = definition.replaceAll('"', '').split(' ')
  const { rows } = await sql`select 1 from pragma_table_info(${table}) where name = ${name}`.execute(db)
  if (rows.length === 0)
    await sql`alter table ${sql.table(table)} add column ${sql.raw(definition)}`.execute(db)
}
