import {
  foldedNamesOf,
  foldParty,
  foldWords,
  type Id,
  type IsoDate,
  OPEN_END,
  type PartyEvent,
  type PartyState,
  partyEvent,
  partyNameOn,
  type Recorded,
} from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { insertAll } from '../database/insert.ts'
import { jsonValues } from '../database/json-values.ts'
import { isReached, knownOn } from '../database/valid.ts'
import type { Schema } from '../schema.ts'
import { streamOf } from '../stream/events.ts'
import { throughInstants } from '../stream/instants.ts'
import type { PartyMergeTable, PartyNameTable, PartyTable, PartyTieTable } from '../tables/party.ts'
import { END_OF_TIME } from '../tables/version.ts'
import { dayTurnedTo, mergesKnown, rootIn } from './parties.ts'

/**
 * Updates what is stored of the parties that `events` concern, with their names on `day`, and of what they own where a
 * merge changes that.
 */
export const projectParties = async (
  db: Kysely<Schema>,
  events: readonly Recorded<PartyEvent>[],
  day: IsoDate,
): Promise<void> => {
  if (events.length === 0) return
  const streams = Map.groupBy(events, (event) => event.stream.id)
  const added = [...streams].flatMap(([id, all]) => (isNew(all) ? [{ id, events: all }] : []))
  await storeNew(db, added, day)
  const others = [...streams.keys()].filter((id) => !added.some((each) => each.id === id))
  for (const id of others) await storeParty(db, id, await streamOf(db, 'party', id), day)
  if (events.some(({ type }) => type === 'party-merged' || type === 'command-undone')) await settleMerges(db)
}

/** Makes everything stored of the parties `ids` anew. The rows stay, since others refer to them. */
export const rebuildParties = async (db: Kysely<Schema>, ids: readonly Id[], day: IsoDate): Promise<void> => {
  for (const id of ids) await storeParty(db, id, await streamOf(db, 'party', id), day)
  await settleMerges(db)
}

/**
 * Gives each party whose name began, or no longer has begun, between two days the one it has on the second. Returns
 * those parties.
 */
export const turnNames = async (db: Kysely<Schema>, from: IsoDate, to: IsoDate): Promise<Id[]> => {
  const [first, last] = from < to ? [from, to] : [to, from]
  const rows = await db
    .selectFrom('party_tie')
    .select('party_id')
    .distinct()
    .where('kind', '=', 'name')
    .where('from_day', '>', first)
    .where('from_day', '<=', last)
    .where(knownOn())
    .execute()
  for (const { party_id: id } of rows) await storeParty(db, id, await streamOf(db, 'party', id), to)
  return rows.map((row) => row.party_id)
}

type Events = readonly Recorded<PartyEvent>[]

const isNew = ([first, ...more]: Events): boolean => first?.type === 'party-added' && more.length === 0

/** Stores parties that only were added so far. */
const storeNew = async (
  db: Kysely<Schema>,
  added: readonly { readonly id: Id; readonly events: Events }[],
  day: IsoDate,
): Promise<void> => {
  if (added.length === 0) return
  const rows = added.flatMap(({ id, events }) => partyRow(id, events, day) ?? [])
  // An accept in steps has inserted them hidden, since its actions refer to them.
  const ids = jsonValues(
    db,
    rows.map(({ id }) => id),
  )
  const hidden = await db.selectFrom('party').select('id').where('id', 'in', ids).execute()
  const isHidden = new Set(hidden.map((row) => row.id))
  for (const { id, ...row } of rows)
    if (isHidden.has(id)) await db.updateTable('party').set(row).where('id', '=', id).execute()
  await insertAll(
    db,
    'party',
    rows.filter(({ id }) => !isHidden.has(id)),
  )
  await insertAll(
    db,
    'party_name',
    added.flatMap(({ id, events }) => namesThrough(id, events)),
  )
}

const storeParty = async (db: Kysely<Schema>, id: Id, events: Events, day: IsoDate): Promise<void> => {
  const row = partyRow(id, events, day)
  if (row === null) return
  const before = await db.selectFrom('party').select('root_id').where('id', '=', id).executeTakeFirst()
  const { folded, ...values } = { ...row, root_id: before?.root_id ?? id }
  const stored = { ...values, folded: await sortKey(db, values) }
  await db
    .insertInto('party')
    .values(stored)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(stored))
    .execute()
  await db.deleteFrom('party_name').where('party_id', '=', id).execute()
  await insertAll(db, 'party_name', namesThrough(id, events))
  await db.deleteFrom('party_merge').where('party_id', '=', id).execute()
  await insertAll(db, 'party_merge', mergesThrough(id, events))
  await db.deleteFrom('party_tie').where('party_id', '=', id).execute()
  await insertAll(db, 'party_tie', tiesThrough(id, events))
}

/** The row made from the events of a party that stands for itself; `null` for one that was never added. */
const partyRow = (id: Id, events: Events, day: IsoDate): PartyTable | null => {
  const added = events.find((event) => event.type === 'party-added')
  if (added?.type !== 'party-added') return null
  const state = foldParty(events)
  const name = state === null ? added.words.name : partyNameOn(state, day)
  return {
    id,
    name,
    folded: state === null ? hiddenName(id) : foldWords(name),
    undone: state === null ? 1 : 0,
    root_id: id,
    first_name: added.words.name,
    kind: state?.kind ?? null,
    parent_id: state?.parent ?? null,
  }
}

const hiddenName = (id: Id): string => ` ${id}`

/** The folded name of a party, unless it is undone or merged, or another one still has it in this rebuild. */
const sortKey = async (
  db: Kysely<Schema>,
  { id, name, undone, root_id }: Omit<PartyTable, 'folded'>,
): Promise<string> => {
  if (undone === 1 || root_id !== id) return hiddenName(id)
  const folded = foldWords(name)
  const other = await db
    .selectFrom('party')
    .select('id')
    .where('folded', '=', folded)
    .where('id', '<>', id)
    .executeTakeFirst()
  return other === undefined ? folded : hiddenName(id)
}

/** The names of a party through the instants at which they were known. */
export const namesThrough = (id: Id, events: Events): PartyNameTable[] => {
  const first = events.flatMap((event) =>
    event.type === 'party-added' ? [foldWords(event.words.name)] : [],
  )[0]
  return periods(events, (known) => {
    const state = foldParty(known)
    return state === null ? [] : foldedNamesOf(state)
  }).map(({ value, ...times }) => ({
    party_id: id,
    folded: value,
    is_first: value === first ? 1 : 0,
    ...times,
  }))
}

/** What a party was merged into, through the instants at which it was known. */
export const mergesThrough = (id: Id, events: Events): PartyMergeTable[] =>
  periods(events, (known) => {
    const into = foldParty(known)?.mergedInto ?? null
    return into === null ? [] : [into]
  }).map(({ value, ...times }) => ({ party_id: id, into_id: value, ...times }))

/** What a party has to do with others in periods, through the instants at which it was known. */
export const tiesThrough = (id: Id, events: Events): PartyTieTable[] =>
  periods(events, (known) => {
    const state = foldParty(known)
    return state === null ? [] : tiesOf(state).map((tie) => JSON.stringify(tie))
  }).map(({ value, ...times }) => ({ party_id: id, ...(JSON.parse(value) as Tie), ...times }))

type Tie = Omit<PartyTieTable, 'party_id' | 'recorded_from' | 'recorded_to'>

const tiesOf = ({ names, holdings, accounts, left, successor }: PartyState): Tie[] => {
  const none = { tie_id: '', other_kind: '', other_id: '', to_day: OPEN_END } as const
  return [
    ...names
      .slice(1)
      .map(({ from }): Tie => ({ ...none, kind: 'name', tie_id: from, from_day: from, position: 0 })),
    ...holdings.flatMap(({ holdingId, holder, from, to, removed, position }): Tie[] =>
      removed
        ? []
        : [
            {
              kind: 'holder',
              tie_id: holdingId,
              other_kind: holder.kind,
              other_id: holder.id,
              from_day: from,
              to_day: to,
              position,
            },
          ],
    ),
    ...accounts.map(
      ({ account, from, position }): Tie => ({
        ...none,
        kind: 'account',
        other_kind: account === null ? '' : 'account',
        other_id: account ?? '',
        from_day: from,
        position,
      }),
    ),
    ...(left === null || left.on === null
      ? []
      : [{ ...none, kind: 'left', from_day: left.on, position: left.position } as const]),
    ...(successor === null || successor.by === null
      ? []
      : [
          {
            ...none,
            kind: 'successor',
            other_kind: 'party',
            other_id: successor.by,
            from_day: successor.from,
            position: successor.position,
          } as const,
        ]),
  ]
}

/** From when to when each value that events give at an instant was known. */
const periods = (
  events: Events,
  valuesOf: (known: Events) => readonly string[],
): { value: string; recorded_from: string; recorded_to: string }[] => {
  const open = new Map<string, string>()
  const found: { value: string; recorded_from: string; recorded_to: string }[] = []
  for (const { recordedAt, known } of throughInstants(events)) {
    const values = new Set(valuesOf(known))
    for (const [value, from] of open)
      if (!values.has(value)) {
        found.push({ value, recorded_from: from, recorded_to: recordedAt })
        open.delete(value)
      }
    for (const value of values) if (!open.has(value)) open.set(value, recordedAt)
  }
  for (const [value, from] of open) found.push({ value, recorded_from: from, recorded_to: END_OF_TIME })
  return found
}

/**
 * Makes each party have the one that stands for it, by the merges that are known, and counts what those own
 * that this changes.
 */
const settleMerges = async (db: Kysely<Schema>): Promise<void> => {
  const merges = await mergesKnown(db)
  const rows = await db
    .selectFrom('party')
    .select(['id', 'name', 'undone', 'root_id', 'first_name', 'kind', 'parent_id'])
    .where((where) =>
      where.or([
        where('root_id', '<>', where.ref('id')),
        where('id', 'in', jsonValues(db, [...merges.keys()])),
      ]),
    )
    .execute()
  const changed = rows.flatMap((row) => {
    const root = rootIn(merges, row.id)
    return root === row.root_id ? [] : [{ ...row, was: row.root_id, root_id: root }]
  })
  if (changed.length === 0) return
  for (const { was: _, ...row } of changed)
    await db
      .updateTable('party')
      .set({ root_id: row.root_id, folded: hiddenName(row.id) })
      .where('id', '=', row.id)
      .execute()
  for (const { was: _, ...row } of changed)
    await db
      .updateTable('party')
      .set({ folded: await sortKey(db, row) })
      .where('id', '=', row.id)
      .execute()
  await recountOwners(db, [...new Set(changed.flatMap(({ was, root_id }) => [was, root_id]))])
}

/** Makes the rows of today's owners and their tallies anew for the parties `roots`, each with those merged into it. */
const recountOwners = async (db: Kysely<Schema>, roots: readonly Id[]): Promise<void> => {
  const ids = jsonValues(db, roots)
  await db.deleteFrom('owner_now').where('party_id', 'in', ids).execute()
  await sql`insert into owner_now (party_id, place_key, action_id, withdrawn)
    select distinct party.root_id, action_now.place_key, action_now.action_id, action_now.withdrawn
    from party
    join content_owner on content_owner.party_id = party.id
    join content on content.id = content_owner.content_id
    join action_now on action_now.action_id = content.subject_id and action_now.content_id = content.id
    where party.root_id in ${ids}`.execute(db)
  await db.deleteFrom('owner_tally').where('party_id', 'in', ids).execute()
  await sql`insert into owner_tally (plan_id, party_id, actions)
    select plan_id, party_id, count(*) from owner_now
    join action_now on action_now.action_id = owner_now.action_id
    where party_id in ${ids} and owner_now.withdrawn = 0 and ${isReached()}
    group by plan_id, party_id`.execute(db)
}

/** The first names of parties, and the parties that stand for them, by their ids. */
export const partiesStored = async (
  db: Kysely<Schema>,
  ids: Iterable<Id>,
): Promise<Map<Id, { readonly name: string; readonly root: Id }>> => {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await db
    .selectFrom('party')
    .select(['id', 'first_name', 'root_id'])
    .where('id', 'in', jsonValues(db, wanted))
    .execute()
  return new Map(rows.map((row) => [row.id, { name: row.first_name, root: row.root_id }]))
}

/** The ids of the parties whose stored names and merges are not what their events give, or whose row is not. */
export const partiesAmiss = async (db: Kysely<Schema>): Promise<Id[]> => {
  const merges = await mergesKnown(db)
  const turned = await dayTurnedTo(db)
  const rows = await db.selectFrom('party').selectAll().where('undone', '=', 0).execute()
  const amiss: Id[] = []
  for (const { folded: _, ...row } of rows) {
    const events = await streamOf(db, 'party', row.id)
    // Entries that were damaged give nothing to compare with.
    if (!events.every((event) => partyEvent.safeParse(event).success)) {
      amiss.push(row.id)
      continue
    }
    const wanted = partyRow(row.id, events, turned)
    const names = await db.selectFrom('party_name').selectAll().where('party_id', '=', row.id).execute()
    const merged = await db.selectFrom('party_merge').selectAll().where('party_id', '=', row.id).execute()
    const ties = await db.selectFrom('party_tie').selectAll().where('party_id', '=', row.id).execute()
    const { folded: __, ...own } = wanted ?? { folded: '' }
    if (
      !same([{ ...own, root_id: rootIn(merges, row.id) }], [row]) ||
      !same(namesThrough(row.id, events), names) ||
      !same(mergesThrough(row.id, events), merged) ||
      !same(tiesThrough(row.id, events), ties)
    )
      amiss.push(row.id)
  }
  return amiss
}

const same = (one: readonly object[], other: readonly object[]): boolean => lines(one) === lines(other)

const lines = (rows: readonly object[]): string =>
  rows
    .map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))))
    .sort()
    .join('\n')
