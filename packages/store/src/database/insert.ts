import { type CompiledQuery, type Insertable, type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/** Inserts many rows with the same columns: one statement, compiled once and run for each row. */
export const insertAll = async <Table extends keyof Schema>(
  db: Kysely<Schema>,
  table: Table,
  rows: readonly Insertable<Schema[Table]>[],
): Promise<void> => {
  const [first] = rows
  if (first === undefined) return
  const columns = Object.keys(first)
  const one = insertOne(db, table, columns)
  for (const row of rows)
    await db.executeQuery({
      ...one,
      parameters: columns.map((column) => (row as Record<string, unknown>)[column]),
    } as CompiledQuery)
}

const compiled = new Map<string, CompiledQuery>()

const insertOne = (db: Kysely<Schema>, table: keyof Schema, columns: readonly string[]): CompiledQuery => {
  const shape = `${table} ${columns}`
  const known = compiled.get(shape)
  if (known !== undefined) return known
  const names = sql.join(columns.map((column) => sql.ref(column)))
  const values = sql.join(columns.map(() => sql`${null}`))
  const made = sql`insert into ${sql.table(table)} (${names}) values (${values})`.compile(db)
  compiled.set(shape, made)
  return made
}
