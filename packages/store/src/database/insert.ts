import { type CompiledQuery, type Insertable, type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'
import { engineOf } from './engine.ts'
import { MOST_PARAMETERS } from './expression.ts'

/**
 * Inserts many rows with the same columns. SQLite runs one statement, compiled once, for each row;
 * PostgreSQL, to which each statement is a journey, takes many rows in one. `onConflict` says what happens
 * where a row with the same key is there: by default the insert fails.
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
  const valuesOf = (row: object) => columns.map((column) => (row as Record<string, unknown>)[column])
  if (engineOf(db) === 'postgres') {
    const most = Math.min(MOST_ROWS, Math.floor(MOST_PARAMETERS / columns.length))
    for (let at = 0; at < rows.length; at += most) {
      const some = rows.slice(at, at + most).map((row) => sql`(${sql.join(valuesOf(row))})`)
      await insertion(table, columns, sql.join(some), onConflict).execute(db)
    }
    return
  }
  const one = compiledOnce(db, `insert ${table} ${onConflict} ${columns}`, () =>
    insertion(table, columns, sql`(${sql.join(columns.map(() => sql`${null}`))})`, onConflict),
  )
  for (const row of rows) await db.executeQuery({ ...one, parameters: valuesOf(row) } as CompiledQuery)
}

/** The most rows in one statement: more of them are no quicker. */
const MOST_ROWS = 200

const insertion = (
  table: keyof Schema,
  columns: readonly string[],
  values: ReturnType<typeof sql>,
  onConflict: 'fail' | 'ignore',
) => {
  const names = sql.join(columns.map((column) => sql.ref(column)))
  const conflict = onConflict === 'ignore' ? sql` on conflict do nothing` : sql``
  return sql`insert into ${sql.table(table)} (${names}) values ${values}${conflict}`
}

const compiled = new Map<string, CompiledQuery>()

const compiledOnce = (
  db: Kysely<Schema>,
  shape: string,
  make: () => ReturnType<typeof sql>,
): CompiledQuery => {
  const key = `${engineOf(db)} ${shape}`
  const known = compiled.get(key)
  if (known !== undefined) return known
  const made = make().compile(db)
  compiled.set(key, made)
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
  const made = compiledOnce(
    db,
    `update ${table} ${key} ${columns}`,
    () =>
      sql`update ${sql.table(table)} set ${sql.join(columns.map((column) => sql`${sql.ref(column)} = ${null}`))}
      where ${sql.ref(key)} = ${null}`,
  )
  await db.executeQuery({ ...made, parameters: [...Object.values(set), number] } as CompiledQuery)
}
