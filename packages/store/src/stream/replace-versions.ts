import { type Insertable, type Kysely, sql } from 'kysely'
import { insertAll } from '../database/insert.ts'
import { knownOn } from '../database/valid.ts'
import type { Schema } from '../schema.ts'
import { END_OF_TIME } from '../tables/version.ts'

type Versioned = 'aggregate_version' | 'plan_version'

/** A version without its number and its instants. */
export type Content<T extends Versioned> = Omit<Schema[T], 'version' | 'recorded_from' | 'recorded_to'>

/** The columns in which versions must be equal to be the same. */
const same = ['held_from', 'held_to', 'state'] as const

const signature = (row: { readonly [C in (typeof same)[number]]: unknown }): string =>
  JSON.stringify(same.map((column) => row[column]))

/**
 * Replaces the current rows of one object, which `key` selects, by `wanted`: equal rows stay, other rows end at
 * the instant `recordedAt`, missing rows are inserted from then on with numbers from `next`.
 */
export const replaceVersions = async <T extends Versioned>(
  db: Kysely<Schema>,
  table: T,
  key: { readonly column: string; readonly value: string },
  wanted: readonly Content<T>[],
  recordedAt: string,
  next: () => number,
): Promise<void> => {
  const { rows: known } = await sql<Record<string, unknown>>`
    select version, ${sql.join(same.map((column) => sql.ref(column)))} from ${sql.table(table)}
    where ${sql.ref(key.column)} = ${key.value} and ${knownOn()}`.execute(db)
  const staying = new Map(known.map((row) => [signature(row as never), row]))
  const missing = wanted.filter((row) => !staying.delete(signature(row as never)))
  for (const row of staying.values())
    await sql`update ${sql.table(table)} set recorded_to = ${recordedAt} where version = ${row.version}`.execute(
      db,
    )
  const rows = missing.map((row) => periodOf(next(), row, recordedAt, END_OF_TIME))
  await insertAll(db, table, rows as Insertable<Schema[T]>[])
}

/**
 * All rows of one object through the instants at which it changed: `wanted` has for each instant, in order,
 * the rows that were current from then on.
 */
export const versionsThrough = <T extends Versioned>(
  wanted: readonly { readonly recordedAt: string; readonly rows: readonly Content<T>[] }[],
  next: () => number,
): Schema[T][] => {
  const all: Schema[T][] = []
  let current: Schema[T][] = []
  for (const { recordedAt, rows } of wanted) {
    const staying = new Map(current.map((row) => [signature(row as never), row]))
    current = rows.map((row) => {
      const known = staying.get(signature(row as never))
      if (known === undefined) {
        const made = periodOf<T>(next(), row, recordedAt, END_OF_TIME)
        all.push(made)
        return made
      }
      staying.delete(signature(row as never))
      return known
    })
    for (const row of staying.values()) row.recorded_to = recordedAt
  }
  return all
}

const periodOf = <T extends Versioned>(
  version: number,
  row: Content<T>,
  recorded_from: string,
  recorded_to: string,
): Schema[T] => ({ version, ...row, recorded_from, recorded_to }) as unknown as Schema[T]

/** Counts upwards from the last number used in `table`. */
export const nextVersion = async (db: Kysely<Schema>, table: Versioned): Promise<() => number> => {
  const { rows } = await sql<{
    last: number | null
  }>`select max(version) as last from ${sql.table(table)}`.execute(db)
  let version = rows[0]?.last ?? 0
  return () => ++version
}
