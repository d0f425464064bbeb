import { foldWords, type PartyEvent, type Recorded, standing } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { insertAll } from '../database/insert.ts'
import type { Schema } from '../schema.ts'
import { streamOf } from '../stream/events.ts'

/** Inserts the parties that `events` add, and hides those whose events are undone. */
export const projectParties = async (
  db: Kysely<Schema>,
  events: readonly Recorded<PartyEvent>[],
): Promise<void> => {
  await insertAll(
    db,
    'party',
    events.flatMap((event) =>
      event.type === 'party-added'
        ? [{ id: event.stream.id, name: event.words.name, folded: foldWords(event.words.name), undone: 0 }]
        : [],
    ),
  )
  for (const { stream, type } of events) {
    if (type !== 'command-undone') continue
    const stands = standing(await streamOf(db, 'party', stream.id)).find(
      (event) => event.type === 'party-added',
    )
    const row =
      stands?.type === 'party-added'
        ? { folded: foldWords(stands.words.name), undone: 0 }
        : { folded: ` ${stream.id}`, undone: 1 }
    await db.updateTable('party').set(row).where('id', '=', stream.id).execute()
  }
}

/** Every party's id by folded name. */
export const partiesByName = async (db: Kysely<Schema>): Promise<Map<string, string>> =>
  new Map(
    (await db.selectFrom('party').select(['folded', 'id']).where('undone', '=', 0).execute()).map((row) => [
      row.folded,
      row.id,
    ]),
  )

/** The names of the parties `ids`. */
export const partyNames = async (db: Kysely<Schema>, ids: Iterable<string>): Promise<Map<string, string>> => {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const found = await db.selectFrom('party').select(['id', 'name']).where('id', 'in', wanted).execute()
  return new Map(found.map((row) => [row.id, row.name]))
}
