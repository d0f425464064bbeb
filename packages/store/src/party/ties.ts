import type { HeldView, HolderShown, HoldsView, PartyNamed } from '@beatbook/contract'
import {
  accountOn,
  foldWords,
  type GivenHolder,
  type Holding,
  holdersThrough,
  type Id,
  type IsoDate,
  isValidOn,
  OPEN_END,
  type PartyEvent,
  type ReadAt,
  type Recorded,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { jsonValues } from '../database/json-values.ts'
import { knownOn } from '../database/valid.ts'
import { peopleNames } from '../person/names.ts'
import type { Schema } from '../schema.ts'
import { streamOf } from '../stream/events.ts'
import type { PartyTieTable } from '../tables/party.ts'
import { mergedBy, mergesKnown, partiesGiven, partiesShown, rootIn } from './parties.ts'

type Merges = ReadonlyMap<Id, Id>

/** Whether somebody can sign in with an account. */
export const isAccountThere = async (db: Kysely<Schema>, accountId: Id | null): Promise<boolean> =>
  accountId !== null &&
  (await db
    .selectFrom('user')
    .select('id')
    .where('id', '=', accountId)
    .where('removedAt', 'is', null)
    .executeTakeFirst()) !== undefined

/** All events of the party that a holder is, as it is now; none of an account, or of a name that is new. */
export const holderHistory = async (
  db: Kysely<Schema>,
  given: GivenHolder,
): Promise<readonly Recorded<PartyEvent>[]> => {
  if ('accountId' in given) return []
  if ('partyId' in given) {
    const { merged } = await partiesGiven(db, [], [given.partyId])
    return streamOf(db, 'party', merged?.get(given.partyId) ?? given.partyId)
  }
  const folded = foldWords(given.name)
  const id = (await partiesGiven(db, [folded], [])).byName.get(folded)
  return id === undefined ? [] : streamOf(db, 'party', id)
}

/** The posts that a party, or one that was merged into it, holds or held, with all of their events. */
export const heldByParty = async (db: Kysely<Schema>, partyId: Id) => {
  const merges = await mergesKnown(db)
  const holders = group(partyId, mergedBy(merges))
  const rows = await tiesTo(db, 'holder', holders)
  const ids = [...new Set(rows.map((row) => row.party_id))].sort()
  const posts: { id: Id; history: readonly Recorded<PartyEvent>[] }[] = []
  for (const id of ids) posts.push({ id, history: await streamOf(db, 'party', id) })
  return { holders, posts }
}

/** Those that follow a party as its successors, the nearest first. */
export const successorsOf = async (db: Kysely<Schema>, partyId: Id | null): Promise<Id[]> => {
  const after: Id[] = []
  const seen = new Set<Id>()
  const merges = await mergesKnown(db)
  for (let at = partyId; at !== null && !seen.has(at); ) {
    seen.add(at)
    const [row] = await tiesOf(db, 'successor', [at])
    at = row === undefined ? null : rootIn(merges, row.other_id)
    if (at !== null) after.push(at)
  }
  return after
}

const group = (root: Id, merged: ReadonlyMap<Id, readonly Id[]>): Id[] => [root, ...(merged.get(root) ?? [])]

type Kind = PartyTieTable['kind']

/** What some parties have to do with others, as known at an instant. */
const tiesOf = async (db: Kysely<Schema>, kind: Kind, ids: readonly Id[], at: ReadAt = {}) =>
  ids.length === 0
    ? []
    : db
        .selectFrom('party_tie')
        .selectAll()
        .where('kind', '=', kind)
        .where('party_id', 'in', jsonValues(db, ids))
        .where(knownOn(at.knownAt))
        .orderBy('position')
        .execute()

/** What others have to do with some parties or accounts, as known at an instant. */
const tiesTo = async (db: Kysely<Schema>, kind: Kind, ids: readonly Id[], at: ReadAt = {}) =>
  ids.length === 0
    ? []
    : db
        .selectFrom('party_tie')
        .selectAll()
        .where('kind', '=', kind)
        .where('other_id', 'in', jsonValues(db, ids))
        .where(knownOn(at.knownAt))
        .orderBy('position')
        .execute()

/** The holdings of each of some posts, those of the posts that were merged into it among them. */
export const holdingsOf = async (
  db: Kysely<Schema>,
  roots: readonly Id[],
  at: ReadAt,
  merges: Merges,
): Promise<Map<Id, Holding[]>> => {
  const merged = mergedBy(merges)
  const rows = await tiesOf(
    db,
    'holder',
    roots.flatMap((root) => group(root, merged)),
    at,
  )
  const found = new Map<Id, Holding[]>()
  for (const row of rows) {
    const root = rootIn(merges, row.party_id)
    const all = found.get(root) ?? []
    all.push({
      holdingId: row.tie_id,
      holder: { kind: row.other_kind === 'account' ? 'account' : 'party', id: row.other_id },
      from: row.from_day,
      to: row.to_day,
      removed: false,
      position: row.position,
    })
    found.set(root, all)
  }
  return found
}

/** Who some holders are, by their ids: parties as they are shown on the date, accounts by their names. */
const holdersShown = async (
  db: Kysely<Schema>,
  holdings: Iterable<Holding>,
  at: ReadAt,
): Promise<(holder: Holding['holder']) => HolderShown> => {
  const holders = [...holdings].map(({ holder }) => holder)
  const of = (kind: Holding['holder']['kind']) =>
    holders.flatMap((holder) => (holder.kind === kind ? [holder.id] : []))
  const [parties, nameOf] = [await partiesShown(db, of('party'), at), await peopleNames(db, of('account'))]
  return ({ kind, id }) => {
    if (kind === 'account') return { kind, id, name: nameOf(id) }
    const party = parties.get(id)
    return { kind, id: party?.id ?? id, name: party?.name ?? id }
  }
}

const end = (to: IsoDate): IsoDate | null => (to === OPEN_END ? null : to)

/** Who holds each of some posts through all days, by the post. */
export const holdersOf = async (
  db: Kysely<Schema>,
  roots: readonly Id[],
  at: ReadAt,
  merges: Merges,
): Promise<Map<Id, HeldView[]>> => {
  const holdings = await holdingsOf(db, roots, at, merges)
  const shown = await holdersShown(db, [...holdings.values()].flat(), at)
  return new Map(
    [...holdings].map(([root, all]) => [
      root,
      holdersThrough(all).map(({ holdingId, holder, from, to, recorded }) => ({
        holdingId,
        holder: shown(holder),
        from,
        to: end(to),
        recorded: { from: recorded.from, to: end(recorded.to) },
      })),
    ]),
  )
}

/** The period of a day; `null` where there is none. */
export const heldOn = <T extends { readonly from: IsoDate; readonly to: IsoDate | null }>(
  periods: readonly T[],
  day: IsoDate,
): T | null => periods.find(({ from, to }) => isValidOn({ from, to: to ?? OPEN_END }, day)) ?? null

/** Who holds those of some parties that are posts on a day, in the order of the parties. */
export const holdersNow = async (
  db: Kysely<Schema>,
  roots: readonly Id[],
  at: ReadAt,
  day: IsoDate,
): Promise<{ partyId: Id; name: string; from: IsoDate }[]> => {
  if (roots.length === 0) return []
  const holders = await holdersOf(db, roots, at, await mergesKnown(db, at.knownAt))
  return [...new Set(roots)].flatMap((partyId) => {
    const held = heldOn(holders.get(partyId) ?? [], day)
    return held === null ? [] : [{ partyId, name: held.holder.name, from: held.from }]
  })
}

/** The posts that some holders hold, through all days: parties with those merged into them, and accounts. */
export const heldBy = async (
  db: Kysely<Schema>,
  holders: readonly Id[],
  at: ReadAt,
  merges: Merges,
): Promise<HoldsView[]> => {
  const rows = await tiesTo(db, 'holder', holders, at)
  const roots = [...new Set(rows.map((row) => rootIn(merges, row.party_id)))]
  const holdings = await holdingsOf(db, roots, at, merges)
  const names = await partiesShown(db, roots, at)
  const own = new Set(holders)
  return roots
    .flatMap((root) =>
      holdersThrough(holdings.get(root) ?? []).flatMap(({ holdingId, holder, from, to, recorded }) =>
        own.has(holder.id)
          ? [
              {
                holdingId,
                post: { id: root, name: names.get(root)?.name ?? '' },
                from,
                to: end(to),
                recorded: { from: recorded.from, to: end(recorded.to) },
              },
            ]
          : [],
      ),
    )
    .sort((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0))
}

/** The account of a person through all days, and on a day. */
export const accountsOf = async (db: Kysely<Schema>, root: Id, day: IsoDate, at: ReadAt, merges: Merges) => {
  const rows = await tiesOf(db, 'account', group(root, mergedBy(merges)), at)
  const accounts = rows.map(({ other_id, from_day, position }) => ({
    account: other_id === '' ? null : other_id,
    from: from_day,
    position,
  }))
  const days = [...new Set(accounts.map(({ from }) => from))].sort()
  const nameOf = await peopleNames(
    db,
    accounts.flatMap(({ account }) => account ?? []),
  )
  const shown = (id: Id | null) => (id === null ? null : { id, name: nameOf(id) })
  return {
    account: shown(accountOn(accounts, day)),
    accounts: days.map((from) => ({ account: shown(accountOn(accounts, from)), from })),
  }
}

/** The parties that are an account on a day, and all those that were merged into them. */
const partiesOfAccount = async (
  db: Kysely<Schema>,
  account: Id,
  day: IsoDate,
  at: ReadAt,
  merges: Merges,
): Promise<{ readonly roots: Id[]; readonly all: Id[] }> => {
  const merged = mergedBy(merges)
  const roots: Id[] = []
  const named = new Set(
    (await tiesTo(db, 'account', [account], at)).map((row) => rootIn(merges, row.party_id)),
  )
  for (const root of named)
    if ((await accountsOf(db, root, day, at, merges)).account?.id === account) roots.push(root)
  return { roots, all: roots.flatMap((root) => group(root, merged)) }
}

/** The parties that an account is on a day, and the posts that it holds then, itself or as one of those. */
export const minePosts = async (db: Kysely<Schema>, account: Id, day: IsoDate, at: ReadAt = {}) => {
  const merges = await mergesKnown(db, at.knownAt)
  const self = await partiesOfAccount(db, account, day, at, merges)
  const held = await heldBy(db, [account, ...self.all], at, merges)
  return { self: self.roots, posts: held.filter((each) => heldOn([each], day) !== null) }
}

/**
 * The parties that an account is or was and the posts that it holds or held, itself or as one of those, and the newest
 * event that said so; `null` where none did.
 */
export const everMine = async (
  db: Kysely<Schema>,
  account: Id,
): Promise<{
  readonly parties: Id[]
  readonly changed: { readonly position: number; readonly at: string } | null
}> => {
  const merges = await mergesKnown(db)
  const merged = mergedBy(merges)
  const named = await tiesTo(db, 'account', [account])
  const self = [...new Set(named.map((row) => rootIn(merges, row.party_id)))]
  const held = await tiesTo(db, 'holder', [account, ...self.flatMap((root) => group(root, merged))])
  const posts = [...new Set(held.map((row) => rootIn(merges, row.party_id)))]
  const parties = [...new Set([...self, ...posts])]
  // Whatever else was said of those parties may have taken the post away again.
  const newest =
    parties.length === 0
      ? undefined
      : await db
          .selectFrom('event')
          .select(['position', 'recorded_at as at'])
          .where('stream_kind', '=', 'party')
          .where('stream_id', 'in', jsonValues(db, parties))
          .orderBy('position', 'desc')
          .limit(1)
          .executeTakeFirst()
  return { parties, changed: newest ?? null }
}

/** The ids of the parties that an account is on a day, and of the posts that it holds then. */
export const partiesIn = async (db: Kysely<Schema>, account: Id, day: IsoDate): Promise<Id[]> => {
  const { self, posts } = await minePosts(db, account, day)
  return [...self, ...posts.map(({ post }) => post.id)]
}

/** The day on which a person left or leaves; `null` where they do not. */
export const leftOn = async (
  db: Kysely<Schema>,
  root: Id,
  at: ReadAt,
  merges: Merges,
): Promise<IsoDate | null> =>
  (await tiesOf(db, 'left', group(root, mergedBy(merges)), at)).at(-1)?.from_day ?? null

/** Which party takes the place of one, and whose place it takes. */
export const successionOf = async (db: Kysely<Schema>, root: Id, at: ReadAt, merges: Merges) => {
  const own = group(root, mergedBy(merges))
  const next = (await tiesOf(db, 'successor', own, at)).at(-1)
  const before = await tiesTo(db, 'successor', own, at)
  const names = await partiesShown(
    db,
    [...(next === undefined ? [] : [next.other_id]), ...before.map((row) => row.party_id)],
    at,
  )
  const named = (id: Id, from: IsoDate): PartyNamed & { readonly from: IsoDate } => {
    const party = names.get(id)
    return { id: party?.id ?? id, name: party?.name ?? id, from }
  }
  return {
    successor: next === undefined ? null : named(next.other_id, next.from_day),
    succeeds: before.map((row) => named(row.party_id, row.from_day)),
  }
}

/** Every post that ever had a holder, and every person who left, by the parties that stand for them. */
export const everTied = async (db: Kysely<Schema>, at: ReadAt, merges: Merges) => {
  const rows = await db
    .selectFrom('party_tie')
    .select(['party_id', 'kind', 'from_day'])
    .where('kind', 'in', ['holder', 'left'])
    .where(knownOn(at.knownAt))
    .execute()
  const posts = new Set<Id>()
  const left = new Map<Id, IsoDate>()
  for (const row of rows) {
    const root = rootIn(merges, row.party_id)
    if (row.kind === 'holder') posts.add(root)
    else left.set(root, row.from_day)
  }
  return { posts: [...posts], left }
}
