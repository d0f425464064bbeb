import { foldWords, type PartyEvent, type Recorded } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { insertAll } from '../database/insert.ts'
import type { Schema } from '../schema.ts'

/** Adds the parties that `events` make known. */
export const projectParties = (db: Kysely<Schema>, events: readonly Recorded<PartyEvent>[]): Promise<void> =>
  insertAll(
    db,
    'party',
    events.map((event) => ({
      id: event.stream.id,
      name: event.words.name,
      folded: foldWords(event.words.name),
    })),
  )

/** Every party's id by its folded name. */
export const partiesByName = async (db: Kysely<Schema>): Promise<Map<string, string>> =>
  new Map(
    (await db.selectFrom('party').select(['folded', 'id']).execute()).map((row) => [row.folded, row.id]),
  )

/** The names of the parties `ids`. */
export const partyNames = async (db: Kysely<Schema>, ids: Iterable<string>): Promise<Map<string, string>> => {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const found = await db.selectFrom('party').select(['id', 'name']).where('id', 'in', wanted).execute()
  return new Map(found.map((row) => [row.id, row.name]))
}
