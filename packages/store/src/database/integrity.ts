import { type Kysely, sql } from 'kysely'
import { engineOf } from './engine.ts'

/**
 * What the database itself finds damaged, in its words: SQLite's integrity check. A server of PostgreSQL has
 * tools of its own for that (page checksums, pg_amcheck), which need more rights than a record has.
 */
export const damageIn = async <T>(db: Kysely<T>): Promise<string[]> => {
  if (engineOf(db) === 'postgres') return []
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db)
  return rows.flatMap((row) => (row.integrity_check === 'ok' ? [] : row.integrity_check))
}

/**
 * The rows that name rows which are not there, in words. In PostgreSQL there are none: it holds every row to
 * its references, also those that are written by hand.
 */
export const danglingIn = async <T>(db: Kysely<T>): Promise<string[]> => {
  if (engineOf(db) === 'postgres') return []
  const { rows } = await sql<{
    table: string
    rowid: number
    parent: string
  }>`pragma foreign_key_check`.execute(db)
  return rows.map(({ table, rowid, parent }) => `${table} ${rowid} names a ${parent} that is not there`)
}
