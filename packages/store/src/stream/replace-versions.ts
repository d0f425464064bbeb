import type { IsoDate } from '@beatbook/domain'
import { type Insertable, type Kysely, sql } from 'kysely'
import { insertAll } from '../database/insert.ts'
import type { Schema } from '../schema.ts'

type Versioned = 'action_version' | 'aggregate_version' | 'rating' | 'plan_version'
type Content<T extends Versioned> = Omit<Schema[T], 'version' | 'recorded_from' | 'recorded_to'>

/**
 * Replaces the current rows of one object by `wanted`: equal rows stay, other rows end at the instant
 * `recordedAt`, missing rows are inserted from then on. `key` selects the object's rows; `since` excludes
 * those that ended before that day; `same` names the columns that are compared. Returns the inserted rows
 * with their numbers, from `next`, and how many rows ended.
 */
export const replaceVersions = async <T extends Versioned>(
  db: Kysely<Schema>,
  table: T,
  key: { column: string; value: string; isNew: boolean; since?: IsoDate },
  wanted: readonly Content<T>[],
  same: readonly (keyof Content<T> & string)[],
  recordedAt: string,
  next: () => number,
): Promise<{ inserted: Schema[T][]; ended: number }> => {
  const columns = sql.join(['version', ...same].map((column) => sql.ref(column)))
  const known = key.isNew
    ? []
    : (
        await sql<
          Record<string, unknown>
        >`select ${columns} from ${sql.table(table)} where ${sql.ref(key.column)} = ${key.value} and recorded_to is null and (held_to is null or held_to >= ${key.since ?? ''})`.execute(
          db,
        )
      ).rows
  const signature = (row: object) =>
    JSON.stringify(same.map((column) => (row as Record<string, unknown>)[column]))
  const staying = new Map(known.map((row) => [signature(row), row]))
  const missing = wanted.filter((row) => !staying.delete(signature(row)))
  for (const row of staying.values())
    await sql`update ${sql.table(table)} set recorded_to = ${recordedAt} where version = ${row.version}`.execute(
      db,
    )
  const rows = missing.map((row) => ({
    version: next(),
    ...row,
    recorded_from: recordedAt,
    recorded_to: null,
  })) as unknown as Schema[T][]
  await insertAll(db, table, rows as Insertable<Schema[T]>[])
  return { inserted: rows, ended: staying.size }
}

/** Counts upwards from the last number used in `table`. */
export const nextVersion = async (db: Kysely<Schema>, table: Versioned): Promise<() => number> => {
  const { rows } = await sql<{
    last: number | null
  }>`select max(version) as last from ${sql.table(table)}`.execute(db)
  let version = rows[0]?.last ?? 0
  return () => ++version
}
