import { type Kysely, sql } from 'kysely'
import { compiledQuery } from '../database/compiled.ts'
import { insertAll } from '../database/insert.ts'
import type { Schema } from '../schema.ts'

/**
 * How many rows wait before they are indexed together. The index writes a segment for every transaction, which
 * costs more than an update; what waits is compared in every search.
 */
const TOGETHER = 200

/** How many rows are indexed in one transaction. */
const AT_ONCE = 1_000

/** Lets rows wait that the index has without a row of today: they are removed with the next that are indexed. */
export const forgetLostRows = async (db: Kysely<Schema>): Promise<void> => {
  await sql`insert into search_due (number) select rowid from action_search
    where rowid not in (select number from action_now) on conflict do nothing`.execute(db)
}

/** Whether enough rows wait to be indexed. */
export const isSearchDue = async (db: Kysely<Schema>): Promise<boolean> => (await lastTogether(db)).length > 0

const lastTogether = compiledQuery((db) =>
  db
    .selectFrom('search_due')
    .select('number')
    .limit(sql.lit(1))
    .offset(sql.lit(TOGETHER - 1)),
)

/** Brings the search index up to date for rows that wait, if enough do. Returns whether it did anything. */
export const indexSome = async (db: Kysely<Schema>): Promise<boolean> => {
  if (!(await isSearchDue(db))) return false
  const due = await db.selectFrom('search_due').select('number').orderBy('number').limit(AT_ONCE).execute()
  const last = due.at(-1)?.number ?? 0
  await sql`delete from action_search where rowid in (select number from search_due where number <= ${last})`.execute(
    db,
  )
  const rows = await db
    .selectFrom('action_now')
    .innerJoin('search_due', 'search_due.number', 'action_now.number')
    .innerJoin('content', 'content.id', 'action_now.content_id')
    .select(['action_now.number as rowid', 'haystack'])
    .where('search_due.number', '<=', last)
    .execute()
  await insertAll(db, 'action_search', rows)
  await db.deleteFrom('search_due').where('number', '<=', last).execute()
  return true
}
