import type { Counts } from '@beatbook/contract'
import { foldWords, type Id, levelCodes, type ReadAt, stageCodes } from '@beatbook/domain'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { jsonValues } from '../database/json-values.ts'
import { isOfToday, isReached, isUnarchived, validOn } from '../database/valid.ts'
import { mergedBy, mergesKnown, partiesShown } from '../party/parties.ts'
import type { Schema } from '../schema.ts'

/** The number of actions with the same level, stage and withdrawn flag; of a section where one plan is counted. */
export interface Tally {
  readonly plan_id: string
  readonly section_id?: string
  readonly withdrawn: number
  readonly level: string
  readonly stage: string
  readonly actions: number
}

/** The tallies of plans, and the day of the newest update of each ('' when there is none). */
export interface Tallies {
  readonly of: (planId: string) => readonly Tally[]
  readonly lastUpdate: (planId: string) => string
}

/**
 * The tallies of every plan, or of one by its sections. Those of today are kept as rows; those of another date or
 * instant are counted.
 */
export const tallies = async (db: Kysely<Schema>, at: ReadAt = {}, planId?: string): Promise<Tallies> => {
  const today = isOfToday(at)
  const ofPlan = planId === undefined ? sql`` : sql` and plan_id = ${planId}`
  const by = sql.raw(`plan_id, withdrawn, level, stage${planId === undefined ? '' : ', section_id'}`)
  const counted = today
    ? sql<Tally>`select ${by}, sum(actions) as actions from tally where true${ofPlan} group by ${by}`
    : sql<Tally & { last: string }>`select ${by}, count(*) as actions, max(update_key) as last
        from action_version where ${validOn(at)}${ofPlan} group by ${by}`
  const { rows } = await counted.execute(db)
  const last = new Map<string, string>()
  const newest = today ? await newestUpdates(db, ofPlan) : (rows as (Tally & { last: string })[])
  for (const row of newest) if (row.last > (last.get(row.plan_id) ?? '')) last.set(row.plan_id, row.last)
  const byPlan = Map.groupBy(rows, (row) => row.plan_id)
  return { of: (id) => byPlan.get(id) ?? [], lastUpdate: (id) => last.get(id) ?? '' }
}

/** The day of the newest update of each plan, of which each is one look into an index. */
const newestUpdates = async (
  db: Kysely<Schema>,
  ofPlan: RawBuilder<unknown>,
): Promise<{ plan_id: string; last: string }[]> => {
  const { rows } = await sql<{ plan_id: string; last: string | null }>`
    select plan_id, (select max(update_key) from action_now where action_now.plan_id = plan_version.plan_id) as last
    from plan_version where ${validOn()}${ofPlan}`.execute(db)
  return rows.map(({ plan_id, last }) => ({ plan_id, last: last ?? '' }))
}

/** The sum of tallies. Withdrawn actions are counted separately. */
export const tallied = (all: readonly Tally[]): Counts => {
  const none = (keys: readonly string[]): Record<string, number> =>
    Object.fromEntries(keys.map((key) => [key, 0]))
  const counts = {
    actions: 0,
    withdrawn: 0,
    levels: none([...levelCodes, 'none']),
    stages: none([...stageCodes, 'none']),
    bar: none([...levelCodes, 'none', 'complete']),
  }
  for (const { withdrawn, level, stage, actions } of all) {
    if (withdrawn === 1) {
      counts.withdrawn += actions
      continue
    }
    counts.actions += actions
    // A code that only another release knows is counted too, so that the counts add up to the actions.
    const add = (to: Record<string, number>, key: string) => {
      to[key] = (to[key] ?? 0) + actions
    }
    add(counts.levels, level)
    add(counts.stages, stage)
    add(counts.bar, stage === 'complete' ? 'complete' : level)
  }
  return counts
}

/** An owner with how many actions that are not withdrawn it has. */
export interface OwnerCount {
  readonly partyId: Id
  readonly name: string
  readonly actions: number
}

/** How many actions that are not withdrawn each owner has, of every plan or of one, by the names of owners. */
export const ownerCounts = async (
  db: Kysely<Schema>,
  at: ReadAt = {},
  planId?: string,
): Promise<OwnerCount[]> => {
  const counts = await ownedCounts(db, at, planId)
  const parties = await partiesShown(db, counts.keys(), at)
  return [...counts]
    .map(([partyId, actions]) => ({ partyId, name: parties.get(partyId)?.name ?? '', actions }))
    .map((owner) => ({ owner, key: foldWords(owner.name) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ owner }) => owner)
}

/**
 * How many actions that are not withdrawn each owner has, by the party that stands for it. An action is counted
 * once for an owner, also where two parties that were merged own it.
 */
export const ownedCounts = async (
  db: Kysely<Schema>,
  at: ReadAt = {},
  planId?: string,
): Promise<Map<Id, number>> => {
  const plan = (column: string) =>
    planId === undefined ? sql` and ${isUnarchived(at, column)}` : sql` and ${sql.ref(column)} = ${planId}`
  if (isOfToday(at)) {
    const { rows } = await sql<{ party_id: Id; actions: number }>`
      select party_id, sum(actions) as actions from owner_tally where true${plan('plan_id')} group by party_id`.execute(
      db,
    )
    return new Map(rows.map((row) => [row.party_id, row.actions]))
  }
  const owned = sql`from action_version join content_owner using (content_id)
    where ${validOn(at)} and ${isReached(at)} and withdrawn = 0${plan('plan_id')}`
  const { rows } = await sql<{ party_id: Id; actions: number }>`
    select party_id, count(*) as actions ${owned} group by party_id`.execute(db)
  const counts = new Map(rows.map((row) => [row.party_id, row.actions]))
  const merges = await mergesKnown(db, at.knownAt)
  if (merges.size === 0) return counts
  // Those of merged parties are counted anew, by their actions.
  for (const [root, merged] of mergedBy(merges)) {
    const ids = [root, ...merged]
    if (!ids.some((id) => counts.has(id))) continue
    const row = await sql<{ actions: number }>`
      select count(distinct action_id) as actions ${owned} and party_id in ${jsonValues(db, ids)}`.execute(db)
    for (const id of ids) counts.delete(id)
    counts.set(root, row.rows[0]?.actions ?? 0)
  }
  return counts
}
