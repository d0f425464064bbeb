import {
  foldParty,
  foldWords,
  type Id,
  type Instant,
  type IsoDate,
  type KnownParties,
  type Owner,
  ownersOnce,
  type PartyEvent,
  type PartyState,
  partyNameOn,
  type ReadAt,
  type Recorded,
} from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { jsonValues } from '../database/json-values.ts'
import { containsWords } from '../database/search.ts'
import { isOfToday, knownOn } from '../database/valid.ts'
import type { Schema } from '../schema.ts'
import { eventsOf } from '../stream/events.ts'

/** A party as it is shown: of a merged one the party that stands for it. */
export interface PartyShown {
  readonly id: Id
  readonly name: string
}

/**
 * The parties that stand for `ids`, by those ids and their own, with their names: on `asAt` as known at `knownAt`, today as
 * known now where there is none. A party is shown under its first name on days before it existed.
 */
export const partiesShown = async (
  db: Kysely<Schema>,
  ids: Iterable<Id>,
  at: ReadAt = {},
): Promise<Map<Id, PartyShown>> => {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await db
    .selectFrom('party as p')
    .innerJoin('party as r', 'r.id', 'p.root_id')
    .select(['p.id', 'p.name as own', 'r.id as root', 'r.name'])
    .where('p.id', 'in', jsonValues(db, wanted))
    .execute()
  if (isOfToday(at)) return withThemselves(rows.map(({ id, root, name }) => [id, { id: root, name }]))
  const roots = at.knownAt === undefined ? null : await mergesKnown(db, at.knownAt)
  const rootOf = (row: (typeof rows)[number]) => (roots === null ? row.root : rootIn(roots, row.id))
  const states = await partyStates(db, [...new Set(rows.map(rootOf))], at.knownAt)
  const day = at.asAt ?? (await dayTurnedTo(db))
  return withThemselves(
    rows.map((row) => {
      const id = rootOf(row)
      const state = states.get(id)
      const name = id === row.root ? row.name : row.own
      return [row.id, { id, name: state === undefined ? name : partyNameOn(state, day) }]
    }),
  )
}

/** The day on which the rows of parties have their names: today, once the day is turned. */
export const dayTurnedTo = async (db: Kysely<Schema>): Promise<IsoDate> =>
  (await db.selectFrom('record').select('turned').executeTakeFirstOrThrow()).turned

/** The parties by the given ids, and each also by its own. */
const withThemselves = (shown: readonly (readonly [Id, PartyShown])[]): Map<Id, PartyShown> =>
  new Map([...shown.map(([, party]) => [party.id, party] as const), ...shown])

/** The owners as they are shown: each party that stands for them once with each duty. */
export const ownersShown = (owners: readonly Owner[], shown: ReadonlyMap<Id, PartyShown>): Owner[] =>
  ownersOnce(owners.map(({ partyId, duty }) => ({ partyId: shown.get(partyId)?.id ?? partyId, duty })))

/** The states of parties as known at an instant; those that did not exist are absent. */
export const partyStates = async (
  db: Kysely<Schema>,
  ids: readonly Id[],
  knownAt?: Instant,
): Promise<Map<Id, PartyState>> => {
  const states = new Map<Id, PartyState>()
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const streams = await eventsOf(db, 'party', ids.slice(at, at + AT_ONCE))
    for (const [id, events] of streams) {
      const state = foldParty(known(events, knownAt))
      if (state !== null) states.set(id, state)
    }
  }
  return states
}

/** The most streams in one query. */
const AT_ONCE = 500

const known = (events: readonly Recorded<PartyEvent>[], knownAt: Instant | undefined) =>
  knownAt === undefined ? events : events.filter(({ recordedAt }) => recordedAt <= knownAt)

/** The party that each merged party was merged into, as known at an instant, now where there is none. */
export const mergesKnown = async (db: Kysely<Schema>, knownAt?: Instant): Promise<Map<Id, Id>> =>
  new Map(
    (
      await db.selectFrom('party_merge').select(['party_id', 'into_id']).where(knownOn(knownAt)).execute()
    ).map((row) => [row.party_id, row.into_id]),
  )

/** The party that stands for `id`. Total: merges in a loop end where they would begin anew. */
export const rootIn = (merges: ReadonlyMap<Id, Id>, id: Id): Id => {
  const seen = new Set<Id>()
  let root = id
  for (let next = merges.get(root); next !== undefined && !seen.has(next); next = merges.get(root)) {
    seen.add(next)
    root = next
  }
  return root
}

/** The merged parties by the party that stands for them. */
export const mergedBy = (merges: ReadonlyMap<Id, Id>): Map<Id, Id[]> =>
  Map.groupBy(merges.keys(), (id) => rootIn(merges, id))

/**
 * The parties that an owner of a question means, by its id or a name: those that stand for it, as known at an
 * instant, and all whose actions are theirs, themselves among them.
 */
export const partiesMeant = async (
  db: Kysely<Schema>,
  owner: string,
  knownAt?: Instant,
): Promise<{ readonly roots: Id[]; readonly all: Id[] }> => {
  const exact = await db
    .selectFrom('party')
    .select('id')
    .where((where) =>
      where.or([
        where('id', '=', owner),
        where('id', 'in', (of) =>
          of
            .selectFrom('party_name')
            .select('party_id')
            .where('folded', '=', foldWords(owner))
            .where(knownOn(knownAt)),
        ),
      ]),
    )
    .execute()
  const folded = foldWords(owner)
  const rows =
    exact.length > 0 || folded === ''
      ? exact
      : await db
          .selectFrom('party_name')
          .innerJoin('party', 'party.id', 'party_name.party_id')
          .select('party.id')
          .distinct()
          .where('party.undone', '=', 0)
          .where(knownOn(knownAt, 'party_name'))
          .where(containsWords(sql.ref('party_name.folded'), folded.split(' ')))
          .execute()
  const merges = await mergesKnown(db, knownAt)
  const roots = [...new Set(rows.map((row) => rootIn(merges, row.id)))]
  const merged = mergedBy(merges)
  return { roots, all: roots.flatMap((id) => [id, ...(merged.get(id) ?? [])]) }
}

/** The party that each name means, by its folded form. */
export const partiesByName = async (db: Kysely<Schema>): Promise<Map<string, Id>> =>
  new Map(
    (
      await db
        .selectFrom('party_name')
        .innerJoin('party', 'party.id', 'party_name.party_id')
        .select(['party_name.folded', 'root_id'])
        .where(knownOn(undefined, 'party_name'))
        .execute()
    ).map((row) => [row.folded, row.root_id]),
  )

/** Those parties that exist, of some by their folded names and some by their ids. */
export const partiesGiven = async (
  db: Kysely<Schema>,
  names: readonly string[],
  ids: readonly Id[],
): Promise<KnownParties> => {
  const named =
    names.length === 0
      ? []
      : await db
          .selectFrom('party_name')
          .innerJoin('party', 'party.id', 'party_name.party_id')
          .select(['party_name.folded', 'root_id'])
          .where(knownOn(undefined, 'party_name'))
          .where('party_name.folded', 'in', names)
          .execute()
  const there =
    ids.length === 0
      ? []
      : await db
          .selectFrom('party')
          .select(['id', 'root_id'])
          .where('undone', '=', 0)
          .where('id', 'in', ids)
          .execute()
  return {
    byName: new Map(named.map((row) => [row.folded, row.root_id])),
    ids: new Set(there.map((row) => row.id)),
    merged: new Map(there.flatMap((row) => (row.root_id === row.id ? [] : [[row.id, row.root_id]]))),
  }
}

/** The parents of a party, the nearest first, each as the party that stands for it. */
export const partiesAbove = async (db: Kysely<Schema>, partyId: Id | null): Promise<Id[]> => {
  const above: Id[] = []
  const seen = new Set<Id>()
  for (let at = partyId; at !== null && !seen.has(at); ) {
    seen.add(at)
    const row = await db
      .selectFrom('party as p')
      .innerJoin('party as r', 'r.id', 'p.root_id')
      .leftJoin('party as up', 'up.id', 'r.parent_id')
      .select('up.root_id as parent')
      .where('p.id', '=', at)
      .executeTakeFirst()
    at = row?.parent ?? null
    if (at !== null) above.push(at)
  }
  return above
}
