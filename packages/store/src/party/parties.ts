import {
  foldWords,
  type Id,
  type KnownParties,
  type PartyEvent,
  type Recorded,
  standing,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { insertAll } from '../database/insert.ts'
import { jsonValues } from '../database/json-values.ts'
import type { Schema } from '../schema.ts'
import { streamOf } from '../stream/events.ts'
import type { PartyTable } from '../tables/party.ts'

/** Inserts the parties that `events` add, and hides those whose events are undone. */
export const projectParties = async (
  db: Kysely<Schema>,
  events: readonly Recorded<PartyEvent>[],
): Promise<void> => {
  if (events.length === 0) return
  const added = events.flatMap((event) =>
    event.type === 'party-added'
      ? [{ id: event.stream.id, name: event.words.name, folded: foldWords(event.words.name), undone: 0 }]
      : [],
  )
  // An accept in steps has inserted them hidden, since its actions refer to them.
  const hidden = await db
    .selectFrom('party')
    .select('id')
    .where(
      'id',
      'in',
      jsonValues(
        db,
        added.map(({ id }) => id),
      ),
    )
    .execute()
  const isHidden = new Set(hidden.map((row) => row.id))
  for (const { id, ...row } of added)
    if (isHidden.has(id)) await db.updateTable('party').set(row).where('id', '=', id).execute()
  await insertAll(
    db,
    'party',
    added.filter(({ id }) => !isHidden.has(id)),
  )
  for (const { stream, type } of events) {
    if (type !== 'command-undone') continue
    const row = partyRow(stream.id, await streamOf(db, 'party', stream.id))
    if (row !== null) await db.updateTable('party').set(row).where('id', '=', stream.id).execute()
  }
}

/** Makes the rows of the parties `ids` anew. The rows stay, since others refer to them. */
export const rebuildParties = async (db: Kysely<Schema>, ids: readonly Id[]): Promise<void> => {
  for (const id of ids) {
    const row = partyRow(id, await streamOf(db, 'party', id))
    if (row === null) continue
    await db
      .insertInto('party')
      .values({ id, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute()
  }
}

/** The row made from the events of a party, without its id; `null` for one that was never added. */
const partyRow = (id: Id, events: readonly Recorded<PartyEvent>[]): Omit<PartyTable, 'id'> | null => {
  const added = events.find((event) => event.type === 'party-added')
  if (added?.type !== 'party-added') return null
  const { name } = added.words
  return standing(events).some((event) => event.type === 'party-added')
    ? { name, folded: foldWords(name), undone: 0 }
    : { name, folded: ` ${id}`, undone: 1 }
}

/** Every party's id by folded name. */
export const partiesByName = async (db: Kysely<Schema>): Promise<Map<string, string>> =>
  new Map(
    (await db.selectFrom('party').select(['folded', 'id']).where('undone', '=', 0).execute()).map((row) => [
      row.folded,
      row.id,
    ]),
  )

/** Those parties that exist, of some by their folded names and some by their ids. */
export const partiesGiven = async (
  db: Kysely<Schema>,
  names: readonly string[],
  ids: readonly Id[],
): Promise<KnownParties> => {
  const where = (column: 'folded' | 'id', values: readonly string[]) =>
    values.length === 0
      ? []
      : db
          .selectFrom('party')
          .select(['folded', 'id'])
          .where('undone', '=', 0)
          .where(column, 'in', values)
          .execute()
  const named = await where('folded', names)
  const known = await where('id', ids)
  return {
    byName: new Map(named.map((row) => [row.folded, row.id])),
    ids: new Set(known.map((row) => row.id)),
  }
}

/** The names of the parties `ids`. */
export const partyNames = async (db: Kysely<Schema>, ids: Iterable<string>): Promise<Map<string, string>> => {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const found = await db.selectFrom('party').select(['id', 'name']).where('id', 'in', wanted).execute()
  return new Map(found.map((row) => [row.id, row.name]))
}
