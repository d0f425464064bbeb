import { type CompiledQuery, type Insertable, type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'
import { engineOf } from './engine.ts'
import { MOST_PARAMETERS } from './expression.ts'

/**
 * Inserts many rows with the same columns. SQLite runs one statement, compiled once, for each row;
 * PostgreSQL, to which each statement is a journey, takes many rows in one.
 */
export const insertAll = async <Table extends keyof Schema>(
  db: Kysely<Schema>,
  table: Table,
  rows: readonly Insertable<Schema[Table]>[],
): Promise<void> => {
  const [first] = rows
  if (first === undefined) return
  const columns = Object.keys(first)
  const valuesOf = (row: object) => columns.map((column) => (row as Record<string, unknown>)[column])
  if (engineOf(db) === 'postgres') {
    const most = Math.min(MOST_ROWS, Math.floor(MOST_PARAMETERS / columns.length))
    for (let at = 0; at < rows.length; at += most) {
      const some = rows.slice(at, at + most)
      await insertion(table, columns, sql.join(some.map((row) => sql`(${sql.join(valuesOf(row))})`))).execute(
        db,
      )
    }
    return
  }
  const one = insertOne(db, table, columns)
  for (const row of rows) await db.executeQuery({ ...one, parameters: valuesOf(row) } as CompiledQuery)
}

/** The most rows in one statement: more of them are no quicker. */
const MOST_ROWS = 200

const insertion = (table: keyof Schema, columns: readonly string[], values: ReturnType<typeof sql>) =>
  sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))}) values ${values}`

const compiled = new Map<string, CompiledQuery>()

const insertOne = (db: Kysely<Schema>, table: keyof Schema, columns: readonly string[]): CompiledQuery => {
  const shape = `${table} ${columns}`
  const known = compiled.get(shape)
  if (known !== undefined) return known
  const made = insertion(table, columns, sql`(${sql.join(columns.map(() => sql`${null}`))})`).compile(db)
  compiled.set(shape, made)
  return made
}
