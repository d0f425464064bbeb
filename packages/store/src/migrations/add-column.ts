import { type Kysely, sql } from 'kysely'

/**
 * Adds a column (`definition`: its name, type and constraints) where a table does not have it. SQLite's
 * migrations are not in a transaction of their own: after a crash on the way each step is made again or found
 * made.
 */
export const addColumn = async (db: Kysely<unknown>, table: string, definition: string): Promise<void> => {
  const [name = ''] = definition.replaceAll('"', '').split(' ')
  const { rows } = await sql`select 1 from pragma_table_info(${table}) where name = ${name}`.execute(db)
  if (rows.length === 0)
    await sql`alter table ${sql.table(table)} add column ${sql.raw(definition)}`.execute(db)
}
