import type { Id, Instant, PlanState, ReadAt } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { compiledQuery } from '../database/compiled.ts'
import { isOfToday, validOn } from '../database/valid.ts'
import type { Schema } from '../schema.ts'

/** The plans as of today or a date, by code. Those in the `cache` are not read again. */
export const planStates = async (
  db: Kysely<Schema>,
  at?: ReadAt,
  cache: PlanCache = new Map(),
): Promise<PlanState[]> => {
  const rows = await db
    .selectFrom('plan_version')
    .select('version')
    .where(validOn(at))
    .orderBy('code')
    .execute()
  const versions = rows.map((row) => row.version)
  await readVersions(db, cache, versions)
  return versions.flatMap((version) => cache.get(version) ?? [])
}

/** One plan by its code or id; `null` when there is none at that date. */
export const planState = async (db: Kysely<Schema>, plan: string, at?: ReadAt): Promise<PlanState | null> => {
  const [row] = isOfToday(at)
    ? await currentAsked(db, plan, plan.toLowerCase())
    : await oneState(db, plan, plan.toLowerCase(), at).execute()
  return row === undefined ? null : (JSON.parse(row.state) as PlanState)
}

/**
 * A plan as its actions are written with, known at an instant or now. The actions of a large document are written
 * before their plan is recorded: with the plan as it will be, or, once it is recorded, as it was first.
 */
export const planWritten = async (
  db: Kysely<Schema>,
  planId: Id,
  knownAt?: Instant,
): Promise<PlanState | null> => {
  const plan = await planState(db, planId, { knownAt })
  if (plan !== null) return plan
  const [staged] = await stagedAsked(db, planId)
  if (staged === undefined) return null
  if (staged.state !== null) return JSON.parse(staged.state) as PlanState
  const isEarlier = knownAt !== undefined && knownAt < staged.reached_from
  return isEarlier ? planState(db, planId, { knownAt: staged.reached_from }) : null
}

const stagedAsked = compiledQuery((db, planId: Id) =>
  db.selectFrom('staged_plan').select(['state', 'reached_from']).where('plan_id', '=', planId),
)

const oneState = (db: Kysely<Schema>, id: string, code: string, at?: ReadAt) =>
  db
    .selectFrom('plan_version')
    .select('state')
    .where(validOn(at))
    .where((where) => where.or([where('plan_id', '=', id), where('code', '=', code)]))

const currentAsked = compiledQuery((db, id: string, code: string) => oneState(db, id, code))

/** Parsed versions of plans by their numbers; a version never changes. */
export type PlanCache = Map<number, PlanState>

/** The most versions in the cache. */
const MOST_CACHED = 1_000

/**
 * The plans `ids` as of today or a date; one that did not exist then, though an action of it did, as of today.
 */
export const plansById = async (
  db: Kysely<Schema>,
  cache: PlanCache,
  ids: readonly Id[],
  at?: ReadAt,
): Promise<Map<Id, PlanState>> => {
  const found = await versionsById(db, ids, at)
  const missing = ids.filter((id) => !found.has(id))
  if (missing.length > 0 && at?.asAt !== undefined)
    for (const [id, version] of await versionsById(db, missing, { knownAt: at.knownAt }))
      found.set(id, version)
  await readVersions(db, cache, [...found.values()])
  return new Map(
    [...found].flatMap(([id, version]) => {
      const plan = cache.get(version)
      return plan === undefined ? [] : [[id, plan]]
    }),
  )
}

/** Reads versions of plans that are not in the cache. */
const readVersions = async (
  db: Kysely<Schema>,
  cache: PlanCache,
  versions: readonly number[],
): Promise<void> => {
  const unread = versions.filter((version) => !cache.has(version))
  if (cache.size > MOST_CACHED)
    for (const version of cache.keys()) if (!versions.includes(version)) cache.delete(version)
  for (let at = 0; at < unread.length; at += MOST_CACHED) {
    const some = unread.slice(at, at + MOST_CACHED)
    const rows = db.selectFrom('plan_version').select(['version', 'state']).where('version', 'in', some)
    for (const { version, state } of await rows.execute()) cache.set(version, JSON.parse(state) as PlanState)
  }
}

const versionsById = async (
  db: Kysely<Schema>,
  ids: readonly Id[],
  at?: ReadAt,
): Promise<Map<Id, number>> => {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('plan_version')
    .select(['plan_id', 'version'])
    .where('plan_id', 'in', [...ids])
    .where(validOn(at))
    .execute()
  return new Map(rows.map((row) => [row.plan_id, row.version]))
}
