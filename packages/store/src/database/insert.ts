import { type CompiledQuery, type Insertable, type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/**
 * Inserts many rows with the same columns: one statement, compiled once and run for each row. `onConflict` says
 * what happens where a row with the same key is there: by default the insert fails.
 */
export const insertAll = async <Table extends keyof Schema>(
  db: Kysely<Schema>,
  table: Table,
  rows: readonly Insertable<Schema[Table]>[],
  onConflict: 'fail' | 'ignore' = 'fail',
): Promise<void> => {
  const [first] = rows
  if (first === undefined) return
  const columns = Object.keys(first)
  const one = insertOne(db, table, columns, onConflict)
  for (const row of rows)
    await db.executeQuery({
      ...one,
      parameters: columns.map((column) => (row as Record<string, unknown>)[column]),
    } as CompiledQuery)
}

const compiled = new Map<string, CompiledQuery>()

const insertOne = (
  db: Kysely<Schema>,
  table: keyof Schema,
  columns: readonly string[],
  onConflict: 'fail' | 'ignore',
): CompiledQuery => {
  const shape = `${table} ${onConflict} ${columns}`
  const known = compiled.get(shape)
  if (known !== undefined) return known
  const names = sql.join(columns.map((column) => sql.ref(column)))
  const values = sql.join(columns.map(() => sql`${null}`))
  const conflict = onConflict === 'ignore' ? sql` on conflict do nothing` : sql``
  const made = sql`insert into ${sql.table(table)} (${names}) values (${values})${conflict}`.compile(db)
  compiled.set(shape, made)
  return made
}

/** Updates one row by its number: statements with the same columns are compiled once. */
export const updateRow = async <Table extends keyof Schema>(
  db: Kysely<Schema>,
  table: Table,
  key: keyof Schema[Table] & string,
  number: number,
  set: Partial<Schema[Table]>,
): Promise<void> => {
  const columns = Object.keys(set)
  if (columns.length === 0) return
  const shape = `update ${table} ${key} ${columns}`
  const made =
    compiled.get(shape) ??
    sql`update ${sql.table(table)} set ${sql.join(columns.map((column) => sql`${sql.ref(column)} = ${null}`))}
      where ${sql.ref(key)} = ${null}`.compile(db)
  compiled.set(shape, made)
  await db.executeQuery({ ...made, parameters: [...Object.values(set), number] } as CompiledQuery)
}
