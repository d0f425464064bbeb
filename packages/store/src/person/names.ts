import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/**
 * The names of the people `ids`, from the table sign-in keeps (`user`, made by better-auth beside ours). Somebody it does not know,
 * or no longer, goes by their id.
 */
export const peopleNames = async (db: Kysely<Schema>, ids: Iterable<string>): Promise<(id: string) => string> => {
  const wanted = [...new Set(ids)]
  const names = new Map<string, string>()
  if (wanted.length > 0 && (await hasPeople(db))) {
    const { rows } = await sql<{ id: string; name: string }>`select id, name from "user" where id in (${sql.join(wanted)})`.execute(db)
    for (const row of rows) names.set(row.id, row.name)
  }
  return (id) => names.get(id) ?? id
}

const hasPeople = async (db: Kysely<Schema>): Promise<boolean> =>
  (await sql`select 1 from sqlite_master where type = 'table' and name = 'user'`.execute(db)).rows.length > 0
