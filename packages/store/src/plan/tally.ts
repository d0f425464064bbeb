import type { Counts } from '@beatbook/contract'
import { levelCodes, type ReadAt, stageCodes } from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { validOn } from '../database/valid.ts'
import type { Schema } from '../schema.ts'

/** The number of actions of a section with the same level, stage and withdrawn flag. */
export interface Tally {
  readonly plan_id: string
  readonly section_id: string
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

const by = ['plan_id', 'withdrawn', 'level', 'stage', 'section_id'] as const

/**
 * The tallies of every plan or of one. Those of today are kept as rows; those of another date or instant are
 * counted.
 */
export const tallies = async (db: Kysely<Schema>, at: ReadAt = {}, planId?: string): Promise<Tallies> => {
  const counted =
    at.asAt === undefined && at.knownAt === undefined
      ? await talliesOfToday(db, planId)
      : await talliesOn(db, at, planId)
  const rows = Map.groupBy(counted.rows, (row) => row.plan_id)
  return { of: (id) => rows.get(id) ?? [], lastUpdate: (id) => counted.last.get(id) ?? '' }
}

const talliesOfToday = async (db: Kysely<Schema>, planId: string | undefined) => {
  let tallied = db.selectFrom('tally')
  if (planId !== undefined) tallied = tallied.where('plan_id', '=', planId)
  const rows: Tally[] = await tallied
    .select((of) => [...by, of.fn.sum<number>('actions').as('actions')])
    .groupBy(by)
    .execute()
  const ids = [...new Set(rows.map((row) => row.plan_id))]
  const last = new Map<string, string>()
  for (const id of ids) {
    const row = await db
      .selectFrom('action_now')
      .select('update_key')
      .where('plan_id', '=', id)
      .orderBy('update_key', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (row !== undefined) last.set(id, row.update_key)
  }
  return { rows, last }
}

const talliesOn = async (db: Kysely<Schema>, at: ReadAt, planId: string | undefined) => {
  let versions = db.selectFrom('action_version').where(validOn(at))
  if (planId !== undefined) versions = versions.where('plan_id', '=', planId)
  const rows = await versions
    .select((of) => [...by, of.fn.countAll<number>().as('actions'), of.fn.max('update_key').as('last')])
    .groupBy(by)
    .execute()
  const last = new Map<string, string>()
  for (const row of rows) if (row.last > (last.get(row.plan_id) ?? '')) last.set(row.plan_id, row.last)
  return { rows, last }
}

/** The sum of tallies. Withdrawn actions are counted separately. */
export const tallied = (all: readonly Tally[]): Counts => {
  const current = all.filter((tally) => tally.withdrawn === 0)
  const sum = (some: readonly Tally[]) => some.reduce((total, tally) => total + tally.actions, 0)
  // A code that only another release knows is counted too, so that the counts add up to the actions.
  const each = (keys: readonly string[], of: (tally: Tally) => string): Record<string, number> =>
    Object.fromEntries(
      [...new Set([...keys, ...current.map(of)])].map((key) => [
        key,
        sum(current.filter((tally) => of(tally) === key)),
      ]),
    )
  const levelKeys = [...levelCodes, 'none']
  return {
    actions: sum(current),
    withdrawn: sum(all) - sum(current),
    levels: each(levelKeys, (tally) => tally.level),
    stages: each([...stageCodes, 'none'], (tally) => tally.stage),
    bar: each([...levelKeys, 'complete'], (tally) => (tally.stage === 'complete' ? 'complete' : tally.level)),
  }
}

/** How many actions that are not withdrawn each owner has, of every plan or of one, by the names of owners. */
export const ownerCounts = async (
  db: Kysely<Schema>,
  at: ReadAt = {},
  planId?: string,
): Promise<{ partyId: string; name: string; actions: number }[]> => {
  const today = at.asAt === undefined && at.knownAt === undefined
  const plan = (column: string) => (planId === undefined ? sql`` : sql` and ${sql.ref(column)} = ${planId}`)
  const owned = today
    ? sql`select party_id, sum(actions) as actions from owner_tally where true${plan('plan_id')} group by party_id`
    : sql`select party_id, count(*) as actions from action_version join content_owner using (content_id)
        where ${validOn(at)} and withdrawn = 0${plan('plan_id')} group by party_id`
  const { rows } = await sql<{ partyId: string; name: string; actions: number }>`
    select party.id as "partyId", party.name, owned.actions from (${owned}) as owned
    join party on party.id = owned.party_id order by party.folded`.execute(db)
  return rows
}
