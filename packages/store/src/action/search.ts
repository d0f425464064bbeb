import { foldWords } from '@beatbook/domain'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { jsonValues } from '../database/json-values.ts'
import { mayContain } from '../database/search.ts'
import type { Schema } from '../schema.ts'

/** The words of a text search: each has to occur, folded, anywhere in what is searched. */
export const searchedWords = (text: string | undefined): string[] =>
  foldWords(text ?? '')
    .split(' ')
    .filter((word) => word !== '')

/** If more rows than this contain the words, the order of the list finds a page of them sooner. */
const MOST_FOUND = 1_000

/**
 * The condition on the numbers of rows of today that narrows them to those that may contain every word, from
 * the index of their letters by threes and the rows that wait for it; `null` where too many may, or the words
 * are too short. The words have to be compared all the same.
 */
export const narrowedByWords = async (
  db: Kysely<Schema>,
  words: readonly string[],
): Promise<RawBuilder<boolean> | null> => {
  const asked = mayContain(db, words)
  if (asked === null) return null
  // First what waits: a row that is indexed meanwhile is then found in the index.
  const due = await db
    .selectFrom('search_due')
    .select('number')
    .limit(MOST_FOUND + 1)
    .execute()
  const { rows } = await sql<{ rowid: number }>`
    select rowid from action_search where ${asked} limit ${MOST_FOUND + 1}`.execute(db)
  if (rows.length + due.length > MOST_FOUND) return null
  const found = new Set([...rows.map((row) => row.rowid), ...due.map((row) => row.number)])
  return found.size === 0 ? sql<boolean>`false` : sql<boolean>`a.number in ${jsonValues(db, [...found])}`
}
