import { type CompiledQuery, type Insertable, type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/** Inserts many rows of one shape: one statement, compiled once, run for each. */
export const insertAll = async <Table extends keyof Schema>(db: Kysely<Schema>, table: Table, rows: readonly Insertable<Schema[Table]>[]): Promise<void> => {
  const [first] = rows
  if (first === undefined) return
  const columns = Object.keys(first)
  const one =
    sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))}) values (${sql.join(columns.map(() => sql`${null}`))})`.compile(
      db,
    )
  for (const row of rows) {
    const parameters = columns.map((column) => (row as Record<string, unknown>)[column])
    await db.executeQuery({ ...one, parameters } as CompiledQuery)
  }
}
