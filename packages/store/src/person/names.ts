import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'

/** The current names of the people `ids`. An unknown person's name is their id. */
export const peopleNames = async (
  db: Kysely<Schema>,
  ids: Iterable<string>,
): Promise<(id: string) => string> => {
  const wanted = [...new Set(ids)]
  const rows =
    wanted.length === 0
      ? []
      : await db.selectFrom('user').select(['id', 'name']).where('id', 'in', wanted).execute()
  const names = new Map(rows.map((row) => [row.id, row.name]))
  return (id) => names.get(id) ?? id
}
