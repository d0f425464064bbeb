import { type Kysely, sql } from 'kysely'
import { engineOf } from './engine.ts'

/** The names of the tables of the record, in any order. */
export const tablesIn = async <T>(db: Kysely<T>): Promise<Set<string>> => {
  const { rows } = await (engineOf(db) === 'postgres'
    ? sql<{ name: string }>`select tablename as name from pg_tables where schemaname = current_schema()`
    : sql<{ name: string }>`select name from sqlite_master where type = 'table'`
  ).execute(db)
  return new Set(rows.map(({ name }) => name))
}

/** Whether a table has a column; no where there is no such table. */
export const hasColumn = async <T>(db: Kysely<T>, table: string, column: string): Promise<boolean> => {
  const { rows } = await (engineOf(db) === 'postgres'
    ? sql`select 1 from information_schema.columns
        where table_schema = current_schema() and table_name = ${table} and column_name = ${column}`
    : sql`select 1 from pragma_table_info(${table}) where name = ${column}`
  ).execute(db)
  return rows.length > 0
}
