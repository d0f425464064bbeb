import { foldWords, type Id, type Instant } from '@beatbook/domain'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { jsonValues } from '../database/json-values.ts'
import { containsWords, mayContain } from '../database/search.ts'
import { isAnyUnreached, knownOn } from '../database/valid.ts'
import { mergedBy, mergesKnown, rootIn } from '../party/parties.ts'
import type { Schema } from '../schema.ts'

/** The words of a text search: each has to occur, folded, anywhere in what is searched. */
export const searchedWords = (text: string | undefined): string[] =>
  foldWords(text ?? '')
    .split(' ')
    .filter((word) => word !== '')

/** A word of a search, and the parties whose actions match it by a name that their searched text lacks. */
export interface SearchedWord {
  readonly word: string
  readonly parties: readonly Id[]
}

/**
 * The words of a text search with the owners they find. The searched text of an action has the first names of
 * its owners; their other names, and those of parties that were merged with them, are looked up.
 */
export const wordsWithOwners = async (
  db: Kysely<Schema>,
  words: readonly string[],
  knownAt?: Instant,
): Promise<SearchedWord[]> => {
  if (words.length === 0) return []
  const merges = await mergesKnown(db, knownAt)
  const merged = mergedBy(merges)
  const grouped = jsonValues(db, [...merged.keys(), ...merges.keys()])
  return Promise.all(
    words.map(async (word) => {
      const rows = await db
        .selectFrom('party_name')
        .select('party_id')
        .distinct()
        .where(knownOn(knownAt))
        .where((where) => where.or([where('is_first', '=', 0), where('party_id', 'in', grouped)]))
        .where(containsWords(sql.ref('folded'), [word]))
        .execute()
      const roots = new Set(rows.map((row) => rootIn(merges, row.party_id)))
      return { word, parties: [...roots].flatMap((id) => [id, ...(merged.get(id) ?? [])]) }
    }),
  )
}

/** The condition on the content of an action that it has every word, itself or in a name of an owner. */
export const hasWords = (
  db: Kysely<Schema>,
  contentId: RawBuilder<number>,
  words: readonly SearchedWord[],
): RawBuilder<boolean> => {
  const inText = (some: readonly string[]) =>
    sql<boolean>`exists (select 1 from content where content.id = ${contentId} and ${containsWords(sql`content.haystack`, some)})`
  const plain = words.flatMap(({ word, parties }) => (parties.length === 0 ? [word] : []))
  return sql<boolean>`${sql.join(
    [
      ...(plain.length === 0 ? [] : [inText(plain)]),
      ...words.flatMap(({ word, parties }) =>
        parties.length === 0
          ? []
          : [
              sql<boolean>`(${inText([word])} or ${contentId} in (select content_id from content_owner where party_id in ${jsonValues(db, parties)}))`,
            ],
      ),
    ],
    sql` and `,
  )}`
}

/** The condition where the index says that no row has the words: nothing else is to be asked. */
export const NOT_FOUND = sql<boolean>`false`

/** If more rows than this contain the words, the order of the list finds a page of them sooner. */
const MOST_FOUND = 1_000

/**
 * The condition on the numbers of rows of today that narrows them to those that may contain every word, from
 * the index of their letters by threes and the rows that wait for it; `null` where too many may, or the words
 * are too short. The words have to be compared all the same.
 */
export const narrowedByWords = async (
  db: Kysely<Schema>,
  searched: readonly SearchedWord[],
): Promise<RawBuilder<boolean> | null> => {
  const plain = searched.filter(({ parties }) => parties.length === 0)
  // A word that finds owners too cannot be narrowed by the index of letters alone.
  const [first] = plain.length > 0 ? [] : searched
  const words = first === undefined ? plain : [first]
  const asked = mayContain(
    db,
    words.map(({ word }) => word),
  )
  if (asked === null) return null
  // The rows found now are counted by a later statement, which may see a plan that has all of its actions only then.
  if (await isAnyUnreached(db)) return null
  // First what waits: a row that is indexed meanwhile is then found in the index.
  const due = await db
    .selectFrom('search_due')
    .select('number')
    .limit(MOST_FOUND + 1)
    .execute()
  const { rows } = await sql<{ rowid: number }>`
    select rowid from action_search where ${asked} limit ${MOST_FOUND + 1}`.execute(db)
  const owned =
    first === undefined
      ? []
      : await db
          .selectFrom('owner_now')
          .innerJoin('action_now', 'action_now.action_id', 'owner_now.action_id')
          .select('number')
          .where('party_id', 'in', jsonValues(db, first.parties))
          .limit(MOST_FOUND + 1)
          .execute()
  if (rows.length + due.length + owned.length > MOST_FOUND) return null
  const found = new Set([...rows.map((row) => row.rowid), ...[...due, ...owned].map((row) => row.number)])
  return found.size === 0 ? NOT_FOUND : sql<boolean>`a.number in ${jsonValues(db, [...found])}`
}
