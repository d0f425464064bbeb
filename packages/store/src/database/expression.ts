import { type Kysely, type RawBuilder, sql } from 'kysely'
import { engineOf } from './engine.ts'

/**
 * The text in a column of JSON at a path of field names, such as `['file', 'sha256']`; null where it is
 * absent. Both are part of the statement as they stand, so that an index on the same expression serves it.
 */
export const jsonText = <T>(
  db: Kysely<T>,
  column: string,
  path: readonly [string, ...string[]],
): RawBuilder<string | null> =>
  engineOf(db) === 'postgres'
    ? sql`(${sql.raw(column)}::json #>> ${sql.lit(`{${path.join()}}`)})`
    : sql`json_extract(${sql.raw(column)}, ${sql.lit(`$.${path.join('.')}`)})`

/** Whether a column of text contains a text, in any place, as it is written. */
export const containsText = <T>(db: Kysely<T>, column: string, text: string): RawBuilder<boolean> =>
  engineOf(db) === 'postgres'
    ? sql`strpos(${sql.ref(column)}, ${text}) > 0`
    : sql`instr(${sql.ref(column)}, ${text}) > 0`

/**
 * Texts as rows of a common table expression with one column, as in `with asked (id) as (${textRows(db,
 * ids)})`. At most `MOST_PARAMETERS` of them, one at least.
 */
export const textRows = <T>(db: Kysely<T>, texts: readonly string[]): RawBuilder<unknown> =>
  engineOf(db) === 'postgres'
    ? sql`select one collate "C" from unnest(${texts}::text[]) as one`
    : sql`values ${sql.join(texts.map((text) => sql`(${text})`))}`

/** The most parameters of one statement: SQLite's limit is 32,766, that of PostgreSQL 65,535. */
export const MOST_PARAMETERS = 32_000
