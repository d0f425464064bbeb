import type { Id, Instant, PlanState, ReadAt } from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { compiledQuery } from '../database/compiled.ts'
import { jsonValues } from '../database/json-values.ts'
import { isOfToday, isReached, validOn } from '../database/valid.ts'
import type { Schema } from '../schema.ts'
import { END_OF_TIME } from '../tables/version.ts'

/** The plans as of today or a date, by code, or those `only` of them. Those in the `cache` are not read again. */
export const planStates = async (
  db: Kysely<Schema>,
  at?: ReadAt,
  { cache = new Map(), only }: { cache?: PlanCache; only?: readonly Id[] } = {},
): Promise<PlanState[]> => {
  if (only?.length === 0) return []
  let rows = db.selectFrom('plan_version').select('version').where(validOn(at)).where(isReached(at))
  if (only !== undefined) rows = rows.where('plan_id', 'in', jsonValues(db, [...new Set(only)]))
  const versions = (await rows.orderBy('code').execute()).map((row) => row.version)
  await readVersions(db, cache, versions)
  return versions.flatMap((version) => cache.get(version) ?? [])
}

/** The plans of today that have a title, by its digest, or are among `ids`. Those in the `cache` are not read again. */
export const plansTitled = async (
  db: Kysely<Schema>,
  titleKey: string,
  ids: readonly Id[],
  cache: PlanCache,
): Promise<PlanState[]> => {
  const rows = await db
    .selectFrom('plan_version')
    .select('version')
    .where(validOn())
    .where(isReached())
    // As in `oneState`: by an index each.
    .where(
      sql<boolean>`version in (select version from plan_version where title_key = ${titleKey}
        union all select version from plan_version where plan_id in ${jsonValues(db, [...ids])} and ${validOn()})`,
    )
    .orderBy('code')
    .execute()
  const versions = rows.map((row) => row.version)
  await readVersions(db, cache, versions)
  return versions.flatMap((version) => cache.get(version) ?? [])
}

/**
 * One plan by its code or id; `null` when there is none at that date. A code that no plan has at the date finds the
 * plan that had it, or has it at another date.
 */
export const planState = async (db: Kysely<Schema>, plan: string, at?: ReadAt): Promise<PlanState | null> => {
  const [row] = isOfToday(at)
    ? await currentAsked(db, plan, plan.toLowerCase())
    : await oneState(db, plan, plan.toLowerCase(), at).execute()
  if (row !== undefined) return JSON.parse(row.state) as PlanState
  const [former] = await formerAsked(db, plan.toLowerCase(), at)
  return former === undefined ? null : (JSON.parse(former.state) as PlanState)
}

/** The plans there are at a date that have a code at another date, or had it before it was corrected. */
const formerAsked = (db: Kysely<Schema>, code: string, at?: ReadAt): Promise<{ state: string }[]> =>
  db
    .selectFrom('plan_version')
    .select('state')
    .where(validOn(at))
    .where(isReached(at))
    .where('plan_id', 'in', (of) =>
      of.selectFrom('plan_version as other').select('other.plan_id').where('other.code', '=', code),
    )
    .orderBy('plan_id')
    .limit(1)
    .execute()

/** A plan by its id as it is recorded, whether or not its actions are, known at an instant or now. */
export const planRecorded = async (
  db: Kysely<Schema>,
  planId: Id,
  knownAt?: Instant,
): Promise<PlanState | null> => {
  const row = await db
    .selectFrom('plan_version')
    .select('state')
    .where(validOn({ knownAt }))
    .where('plan_id', '=', planId)
    .executeTakeFirst()
  return row === undefined ? null : (JSON.parse(row.state) as PlanState)
}

/**
 * A plan as its actions are written with, known at an instant or now. The actions of a large document are written
 * before their plan is recorded: with the plan as it will be, or, once it is recorded, as it was first. Those of one
 * that is being undone are still there after their plan.
 */
export const planWritten = async (
  db: Kysely<Schema>,
  planId: Id,
  knownAt?: Instant,
): Promise<PlanState | null> => {
  const plan = await planRecorded(db, planId, knownAt)
  if (plan !== null) return plan
  const [undoing] = await undoingAsked(db, planId)
  if (undoing !== undefined && (knownAt === undefined || knownAt >= undoing.hidden_from))
    return planRecorded(db, planId, justBefore(undoing.hidden_from))
  const [staged] = await stagedAsked(db, planId)
  if (staged === undefined) return null
  if (staged.state !== null) return JSON.parse(staged.state) as PlanState
  const isEarlier = knownAt !== undefined && knownAt < staged.reached_from
  return isEarlier ? planRecorded(db, planId, staged.reached_from) : null
}

/** Plans by their ids. */
export type Plans = ReadonlyMap<Id, PlanState>

/**
 * Reads plans with `read`, each as known at an instant, or now, once. The function that is returned gives those of some
 * ids that there are.
 */
export const plansReadOnce = (read: (id: Id, knownAt?: Instant) => Promise<PlanState | null>) => {
  const known = new Map<string, PlanState | null>()
  return async (ids: Iterable<Id>, knownAt?: Instant): Promise<Plans> => {
    const found = new Map<Id, PlanState>()
    for (const id of new Set(ids)) {
      const key = `${id} ${knownAt}`
      if (!known.has(key)) known.set(key, await read(id, knownAt))
      const plan = known.get(key) ?? null
      if (plan !== null) found.set(id, plan)
    }
    return found
  }
}

/** Instants are whole milliseconds. */
const justBefore = (instant: Instant): Instant => new Date(Date.parse(instant) - 1).toISOString()

/** The undo of a plan's import whose parts are being recorded. */
const undoingAsked = compiledQuery((db, planId: Id) =>
  db
    .selectFrom('hidden_plan')
    .select('hidden_from')
    .where('plan_id', '=', planId)
    .where('hidden_to', '=', sql.lit(END_OF_TIME)),
)

/** Whether a plan is hidden until the parts of an undo or a redo are recorded. */
export const isHidden = async (db: Kysely<Schema>, planId: Id): Promise<boolean> =>
  (await undoingAsked(db, planId)).length > 0

const stagedAsked = compiledQuery((db, planId: Id) =>
  db.selectFrom('staged_plan').select(['state', 'reached_from']).where('plan_id', '=', planId),
)

const oneState = (db: Kysely<Schema>, id: string, code: string, at?: ReadAt) =>
  db
    .selectFrom('plan_version')
    .select('state')
    .where(validOn(at))
    .where(isReached(at))
    // Two questions by an index each: one that asks for either would read all plans.
    .where(
      sql<boolean>`version in (select version from plan_version where plan_id = ${id} and ${validOn(at)}
        union all select version from plan_version where code = ${code} and ${validOn(at)})`,
    )

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

/** The codes that the plans there are have or ever had. A code of a plan that was undone is free. */
export const codesTaken = async (db: Kysely<Schema>): Promise<Set<string>> => {
  const rows = await db
    .selectFrom('plan_version')
    .select('code')
    .distinct()
    .where('plan_id', 'in', (of) =>
      of.selectFrom('plan_version as now').select('now.plan_id').where(validOn({}, 'now')),
    )
    .execute()
  return new Set(rows.map((row) => row.code))
}
