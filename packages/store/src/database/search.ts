import { type Kysely, type RawBuilder, sql } from 'kysely'
import { engineOf } from './engine.ts'

/**
 * Creates the table `action_search` of folded words by the number of a row: it finds letters by threes, in
 * SQLite by an index without positions (FTS5), in PostgreSQL by one of `pg_trgm` where that is installed or
 * may be. It only narrows what the words are compared with, so a database without it is slower and no
 * different.
 */
export const createSearch = async <T>(db: Kysely<T>): Promise<void> => {
  if (engineOf(db) === 'sqlite') {
    await sql`create virtual table action_search using fts5(haystack, content='', contentless_delete=1, tokenize='trigram case_sensitive 1', detail=none)`.execute(
      db,
    )
    return
  }
  await sql`create table action_search (rowid bigint primary key, haystack text collate "C" not null)`.execute(
    db,
  )
  await sql`do $$ begin create extension if not exists pg_trgm; exception when others then null; end $$`.execute(
    db,
  )
  const { rows } = await sql<{
    schema: string
  }>`select nspname as schema from pg_extension join pg_namespace on pg_namespace.oid = extnamespace where extname = 'pg_trgm'`.execute(
    db,
  )
  for (const { schema } of rows)
    await sql`create index action_search_haystack on action_search using gin (haystack ${sql.ref(`${schema}.gin_trgm_ops`)})`.execute(
      db,
    )
}

/**
 * The condition on rows of `action_search` that may contain every word; `null` where no word has three
 * letters, which the index needs.
 */
export const mayContain = <T>(db: Kysely<T>, words: readonly string[]): RawBuilder<boolean> | null => {
  const long = words.filter((word) => [...word].length >= 3)
  if (long.length === 0) return null
  if (engineOf(db) === 'postgres') return containsWords(sql.ref('haystack'), long)
  const threes = new Set<string>()
  for (const word of long) {
    const letters = [...word]
    for (let at = 0; at + 3 <= letters.length; at++) threes.add(letters.slice(at, at + 3).join(''))
  }
  const asked = [...threes].map((three) => `"${three.replaceAll('"', '""')}"`).join(' AND ')
  return sql`action_search match ${asked}`
}

/** The condition that a folded text contains every word. */
export const containsWords = (haystack: RawBuilder<string>, words: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`${sql.join(
    words.map((word) => sql`${haystack} like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`),
    sql` and `,
  )}`
