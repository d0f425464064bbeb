import type { AggregateReader, PartyReader, PartyRow, VacancyView } from '@beatbook/contract'
import {
  alikeParties,
  foldedNamesOf,
  foldParty,
  foldWords,
  holder,
  type Id,
  type IsoDate,
  type PartyState,
  partyNameOn,
  type ReadAt,
  vacantSince,
} from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { isTurning, levelsOn } from '../action/rated.ts'
import { levelOn } from '../action/timeline.ts'
import { jsonValues } from '../database/json-values.ts'
import { isOfToday, isReached, isUnarchived, knownOn, validOn } from '../database/valid.ts'
import { mergedBy, mergesKnown, partiesMeant, partiesShown, partyStates, rootIn } from '../party/parties.ts'
import {
  accountsOf,
  everTied,
  heldBy,
  heldOn,
  holdersOf,
  holdingsOf,
  leftOn,
  successionOf,
} from '../party/ties.ts'
import { peopleNames } from '../person/names.ts'
import { ownedCounts } from '../plan/tally.ts'
import type { Schema } from '../schema.ts'
import { streamOf } from '../stream/events.ts'
import { planStates } from '../stream/plan-states.ts'
import { belowToday, type ListedParty, type Owned, ownedToday, ownsNothing, pageOfToday } from './today.ts'

/** Reads the parties that own actions, with what they own. */
export const partyReader = (
  db: Kysely<Schema>,
  aggregates: Pick<AggregateReader, 'history'>,
  today: () => IsoDate,
): PartyReader => ({
  list: async (question) => {
    const { text, kind, sort, descending, limit, after, ...at } = question
    if (isOfToday(at) && !(await isTurning(db, today()))) {
      const { parties, ...page } = await pageOfToday(db, question)
      const owned = await ownedToday(
        db,
        parties.map(({ id }) => id),
      )
      return { rows: await rowsOf(db, parties, at, owned, today()), ...page }
    }
    const [all, owned] = [await everyParty(db, at, today()), await ownedBy(db, at, today())]
    const words = foldWords(text ?? '')
      .split(' ')
      .filter((word) => word !== '')
    // An action may have had an owner before the day from which the owner is recorded.
    const isThere = ({ id, since }: KnownParty) =>
      at.asAt === undefined || since <= at.asAt || owned(id).actions > 0
    const found = all.filter(
      (party) =>
        isThere(party) &&
        (kind === undefined || party.kind === kind) &&
        words.every((word) => party.folded.some((name) => name.includes(word))),
    )
    const amount = ({ id }: KnownParty): number => {
      const { actions, red } = owned(id)
      return sort === 'name' ? 0 : sort === 'actions' ? actions : red.computed
    }
    found.sort(
      (one, other) => (descending ? -1 : 1) * (amount(one) - amount(other) || compared(one.key, other.key)),
    )
    const start = after === undefined ? 0 : found.findIndex(({ id }) => id === after) + 1
    const shown = found.slice(start, start + limit)
    const last = found.length > start + limit ? shown.at(-1) : undefined
    return { rows: await rowsOf(db, shown, at, owned, today()), count: found.length, next: last?.id ?? null }
  },

  async get(owner, at = {}) {
    const [state] = await statesMeant(db, owner, at)
    if (state === undefined) return null
    const { id } = state
    const merges = await mergesKnown(db, at.knownAt)
    const ofToday = isOfToday(at)
    const owned =
      ofToday && !(await isTurning(db, today())) ? await ownedToday(db, [id]) : await ownedBy(db, at, today())
    const [row] = await rowsOf(db, [knownParty(state, at.asAt ?? today())], at, owned, today())
    if (row === undefined) return null
    const below = ofToday
      ? await belowToday(db, id)
      : childrenOf(await everyParty(db, at, today()), id, merges)
    const day = at.asAt ?? today()
    const holders = (await holdersOf(db, [id], at, merges)).get(id) ?? []
    const accounts = await accountsOf(db, id, day, at, merges)
    const own = [id, ...(mergedBy(merges).get(id) ?? [])]
    const account = accounts.account === null ? [] : [accounts.account.id]
    const names = await partiesShown(db, below, at)
    return {
      ...row,
      since: state.since,
      names: namesUntil(state, at),
      given: [...state.aliases],
      below: below.flatMap((child) => names.get(child) ?? []).sort(byName),
      merged: await mergedInto(db, id, { ...at, asAt: day }, merges),
      plans: await plansOf(db, id, at),
      open: (await openCounts(db, [id], at, merges)).get(id) ?? 0,
      holders,
      vacantSince: vacantSince((await holdingsOf(db, [id], at, merges)).get(id) ?? [], day),
      holds: await heldBy(db, [...own, ...account], at, merges),
      ...accounts,
      left: await leftOn(db, id, at, merges),
      ...(await successionOf(db, id, at, merges)),
    }
  },

  async history(owner, at = {}) {
    const [state] = await statesMeant(db, owner, at)
    if (state === undefined) return null
    const events = await aggregates.history('party', state.id, at)
    const ids = events.flatMap(({ facts }) => namedIn(facts))
    const rows =
      ids.length === 0
        ? []
        : await db.selectFrom('party').select(['id', 'name']).where('id', 'in', ids).execute()
    const nameOf = await peopleNames(db, ids)
    const accounts = ids.flatMap((id) => {
      const name = nameOf(id)
      return name === id || rows.some((row) => row.id === id) ? [] : [{ id, name }]
    })
    return { events, parties: [...rows, ...accounts] }
  },

  async vacant(at = {}) {
    const day = at.asAt ?? today()
    const merges = await mergesKnown(db, at.knownAt)
    const { posts, left } = await everTied(db, at, merges)
    const holdings = await holdingsOf(db, posts, at, merges)
    const periods = await holdersOf(db, posts, at, merges)
    const found: Pick<VacancyView, 'id' | 'because' | 'since' | 'last'>[] = []
    for (const id of posts) {
      const since = vacantSince(holdings.get(id) ?? [], day)
      if (since === null) continue
      const last = periods.get(id)?.findLast(({ to }) => to !== null && to <= since)?.holder ?? null
      found.push({ id, because: 'no-holder', since, last })
    }
    for (const [id, since] of left) if (since <= day) found.push({ id, because: 'left', since, last: null })
    const ids = found.map(({ id }) => id)
    const open = await openCounts(db, ids, at, merges)
    const names = await partiesShown(db, ids, at)
    const kinds = new Map(
      (ids.length === 0
        ? []
        : await db.selectFrom('party').select(['id', 'kind']).where('id', 'in', jsonValues(db, ids)).execute()
      ).map((row) => [row.id, row.kind as PartyRow['kind']]),
    )
    return found
      .flatMap((each): VacancyView[] => {
        const count = open.get(each.id) ?? 0
        const name = names.get(each.id)?.name
        return count === 0 || name === undefined
          ? []
          : [{ ...each, name, kind: kinds.get(each.id) ?? null, open: count }]
      })
      .sort((one, other) => compared(one.since, other.since) || byName(one, other))
  },

  alike: async () => {
    const counts = await ownedCounts(db)
    const all = await everyParty(db, {}, today())
    const named = new Map(all.map((party) => [party.id, party]))
    const shown = (id: Id) => ({ id, name: named.get(id)?.name ?? '', actions: counts.get(id) ?? 0 })
    return alikeParties(all.map(({ id, names }) => ({ id, names })))
      .map(({ one, other, because }) => {
        const [keep, go] = [shown(one), shown(other)].sort(
          (a, b) => b.actions - a.actions || b.name.length - a.name.length || compared(a.id, b.id),
        )
        return { keep: keep as typeof keep & object, other: go as typeof go & object, because }
      })
      .sort((a, b) => b.keep.actions - a.keep.actions || compared(a.keep.name, b.keep.name))
  },
})

/** A party that stands for itself, as a list needs it. */
interface KnownParty {
  readonly id: Id
  /** The day it exists from; not known of parties of today, which all exist. */
  readonly since: IsoDate
  readonly name: string
  /** The folded name it is sorted by. */
  readonly key: string
  readonly kind: PartyRow['kind']
  readonly parent: Id | null
  /** Every name that means it or a party merged into it. */
  readonly names: readonly string[]
  readonly folded: readonly string[]
}

/** Every party that stands for itself, on a date as known at an instant. */
const everyParty = async (db: Kysely<Schema>, at: ReadAt, today: IsoDate): Promise<KnownParty[]> => {
  const merges = await mergesKnown(db, at.knownAt)
  if (!isOfToday(at)) {
    const ids = (await db.selectFrom('party').select('id').execute()).map((row) => row.id)
    const states = await partyStates(db, ids, at.knownAt)
    const merged = mergedBy(merges)
    return [...states.values()].flatMap((state) => {
      if (merges.has(state.id)) return []
      const others = (merged.get(state.id) ?? []).flatMap((id) => states.get(id) ?? [])
      return [knownParty(state, at.asAt ?? today, others)]
    })
  }
  const rows = await db
    .selectFrom('party')
    .select(['id', 'name', 'kind', 'parent_id'])
    .where('undone', '=', 0)
    .whereRef('root_id', '=', 'id')
    .execute()
  const named = Map.groupBy(
    await db
      .selectFrom('party_name')
      .innerJoin('party', 'party.id', 'party_name.party_id')
      .select(['root_id', 'party_name.folded'])
      .where(knownOn(undefined, 'party_name'))
      .execute(),
    (row) => row.root_id,
  )
  return rows.map(({ id, name, kind, parent_id }) => {
    const folded = (named.get(id) ?? []).map((row) => row.folded)
    return {
      id,
      since: '',
      name,
      key: foldWords(name),
      kind: kind as KnownParty['kind'],
      parent: parent_id,
      names: [name, ...folded],
      folded,
    }
  })
}

const knownParty = (state: PartyState, day: IsoDate, merged: readonly PartyState[] = []): KnownParty => {
  const name = partyNameOn(state, day)
  const folded = [state, ...merged].flatMap(foldedNamesOf)
  const { id, since, kind, parent } = state
  return { id, since, name, key: foldWords(name), kind, parent, names: [name, ...folded], folded }
}

/** The ids of the parties and accounts that an event of a party is about. */
const namedIn = (facts: Readonly<Record<string, unknown>>): string[] => [
  ...['into', 'parent', 'account', 'by'].flatMap((field) =>
    typeof facts[field] === 'string' ? [facts[field]] : [],
  ),
  ...(holder.safeParse(facts['holder']).data === undefined ? [] : [holder.parse(facts['holder']).id]),
]

/** The states of the parties that an owner means, by its id or a name, as known at an instant. */
const statesMeant = async (db: Kysely<Schema>, owner: string, at: ReadAt): Promise<PartyState[]> => {
  const { roots } = await partiesMeant(db, owner, at.knownAt)
  return [...(await partyStates(db, roots, at.knownAt)).values()]
}

/**
 * What each party owns on a date, by the party that stands for it, counted over all versions; actions that are not
 * withdrawn.
 */
const ownedBy = async (db: Kysely<Schema>, at: ReadAt, today: IsoDate): Promise<(id: Id) => Owned> => {
  const counted = await ownedOn(db, { ...at, asAt: at.asAt ?? today })
  return (id) => counted.get(id) ?? ownsNothing
}

const ownedOn = async (
  db: Kysely<Schema>,
  at: ReadAt & { readonly asAt: IsoDate },
): Promise<Map<Id, Owned>> => {
  const { rows } = await sql<{ action_id: Id; party_id: Id; level: string }>`
    select action_id, party_id, level from action_version join content_owner using (content_id)
    where ${validOn(at)} and ${isReached(at)} and ${isUnarchived(at)} and withdrawn = 0`.execute(db)
  const merges = await mergesKnown(db, at.knownAt)
  const levels = await levelsOn(db, at)
  const counted = new Map<Id, { actions: number; red: { computed: number; declared: number } }>()
  const seen = new Set<string>()
  for (const { action_id, party_id, level } of rows) {
    const root = rootIn(merges, party_id)
    const key = `${action_id} ${root}`
    if (seen.has(key)) continue
    seen.add(key)
    const owned = counted.get(root) ?? { actions: 0, red: { computed: 0, declared: 0 } }
    owned.actions++
    if (level === 'red') owned.red.declared++
    if (levelOn(levels.get(action_id) ?? '', at.asAt).level === 'red') owned.red.computed++
    counted.set(root, owned)
  }
  return counted
}

/** How many actions that are neither withdrawn nor complete each of some parties owns on a date. */
const openCounts = async (
  db: Kysely<Schema>,
  roots: readonly Id[],
  at: ReadAt,
  merges: ReadonlyMap<Id, Id>,
): Promise<Map<Id, number>> => {
  if (roots.length === 0) return new Map()
  const isOpen = sql`withdrawn = 0 and (stage is null or stage <> 'complete')`
  if (isOfToday(at)) {
    const { rows } = await sql<{ party_id: Id; actions: number }>`
      select owner_now.party_id, count(*) as actions
      from owner_now join action_now on action_now.action_id = owner_now.action_id
      where owner_now.party_id in ${jsonValues(db, roots)} and owner_now.withdrawn = 0
        and (action_now.stage is null or action_now.stage <> 'complete')
        and ${isReached(at, 'action_now.plan_id')} and ${isUnarchived(at, 'action_now.plan_id')}
      group by owner_now.party_id`.execute(db)
    return new Map(rows.map((row) => [row.party_id, row.actions]))
  }
  const merged = mergedBy(merges)
  const all = roots.flatMap((root) => [root, ...(merged.get(root) ?? [])])
  const { rows } = await sql<{ party_id: Id; action_id: Id }>`
    select distinct party_id, action_id from action_version join content_owner using (content_id)
    where ${validOn(at)} and ${isReached(at)} and ${isUnarchived(at)} and ${isOpen}
      and party_id in ${jsonValues(db, all)}`.execute(db)
  const owned = Map.groupBy(rows, (row) => rootIn(merges, row.party_id))
  return new Map([...owned].map(([root, of]) => [root, new Set(of.map((row) => row.action_id)).size]))
}

/** The rows of parties in a list, with their names as written and what they belong to. */
const rowsOf = async (
  db: Kysely<Schema>,
  parties: readonly ListedParty[],
  at: ReadAt,
  owned: (id: Id) => Owned,
  today: IsoDate,
): Promise<PartyRow[]> => {
  if (parties.length === 0) return []
  const merges = await mergesKnown(db, at.knownAt)
  const merged = mergedBy(merges)
  const holders = await holdersOf(
    db,
    parties.map(({ id }) => id),
    at,
    merges,
  )
  const group = ({ id }: ListedParty) => [id, ...(merged.get(id) ?? [])]
  const states = await partyStates(db, parties.flatMap(group), at.knownAt)
  const parents = await partiesShown(
    db,
    parties.flatMap(({ parent }) => parent ?? []),
    at,
  )
  return parties.map((party) => {
    const { id, name, kind, parent } = party
    const above = parent === null ? undefined : parents.get(parent)
    return {
      id,
      name,
      kind,
      aliases: otherNames(
        name,
        group(party).flatMap((each) => states.get(each) ?? []),
      ),
      parent: above === undefined || above.id === id ? null : above,
      holder: heldOn(holders.get(id) ?? [], at.asAt ?? today),
      ...owned(id),
    }
  })
}

/** Every name of some parties but one, each once, in the order of their alphabet. */
const otherNames = (name: string, states: readonly PartyState[]): string[] => {
  const all = states.flatMap(({ names, aliases }) => [...names.map((each) => each.name), ...aliases])
  const byKey = new Map(all.map((each) => [foldWords(each), each]))
  byKey.delete(foldWords(name))
  return [...byKey].sort(([one], [other]) => compared(one, other)).map(([, each]) => each)
}

/** The names of a party up to a date. */
const namesUntil = ({ names }: PartyState, { asAt }: ReadAt) =>
  names.filter(({ from }, at) => at === 0 || asAt === undefined || from <= asAt)

/** The parties that belong to one, or to one that was merged into it. */
const childrenOf = (all: readonly KnownParty[], id: Id, merges: ReadonlyMap<Id, Id>): Id[] =>
  all.flatMap((party) =>
    party.parent !== null && party.id !== id && rootIn(merges, party.parent) === id ? [party.id] : [],
  )

/** The parties that were merged into one, directly or through others, with the command that did. */
const mergedInto = async (
  db: Kysely<Schema>,
  id: Id,
  at: ReadAt & { readonly asAt: IsoDate },
  merges: ReadonlyMap<Id, Id>,
) => {
  const ids = mergedBy(merges).get(id) ?? []
  const found = await Promise.all(
    ids.map(async (merged) => {
      const events = (await streamOf(db, 'party', merged)).filter(
        ({ recordedAt }) => at.knownAt === undefined || recordedAt <= at.knownAt,
      )
      const event = events.findLast(({ type }) => type === 'party-merged')
      const state = foldParty(events)
      if (event === undefined || state === null) return []
      return [
        { id: merged, name: partyNameOn(state, at.asAt), on: event.effectiveOn, commandId: event.commandId },
      ]
    }),
  )
  return found.flat().sort(byName)
}

/** The plans with actions of a party, in the order of their titles. */
const plansOf = async (db: Kysely<Schema>, id: Id, at: ReadAt) => {
  const { all } = await partiesMeant(db, id, at.knownAt)
  const counted = isOfToday(at)
    ? await db.selectFrom('owner_tally').select(['plan_id', 'actions']).where('party_id', '=', id).execute()
    : (
        await sql<{ plan_id: Id; actions: number }>`
          select plan_id, count(distinct action_id) as actions
          from action_version join content_owner using (content_id)
          where ${validOn(at)} and ${isReached(at)} and withdrawn = 0 and party_id in (${sql.join(all)})
          group by plan_id`.execute(db)
      ).rows
  const plans = new Map(
    (await planStates(db, at, { only: counted.map((row) => row.plan_id) })).map((plan) => [plan.id, plan]),
  )
  return counted
    .flatMap(({ plan_id, actions }) => {
      const plan = plans.get(plan_id)
      return plan === undefined || plan.archived
        ? []
        : [{ planId: plan_id, code: plan.code, title: plan.title, actions }]
    })
    .sort((one, other) => compared(one.title, other.title) || compared(one.code, other.code))
}

const byName = (one: { readonly name: string }, other: { readonly name: string }): number =>
  compared(foldWords(one.name), foldWords(other.name))

const compared = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
