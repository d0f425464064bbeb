import type { AddressFailure } from '@beatbook/contract'
import { err, type Id, ok, type ReadAt, type Result, takeSlug } from '@beatbook/domain'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { isOfToday, isReached, validOn } from '../database/valid.ts'
import type { Schema } from '../schema.ts'
import { type PlanCache, plansById } from '../stream/plan-states.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** An action that was found, and what orders it among its neighbours. */
export interface FoundAction {
  readonly action_id: Id
  readonly plan_id: Id
  readonly place_key: string
  readonly content_id: number
  readonly address: string
}

/**
 * The action at an address (`plan/slug`, a unique ref, or an id) at a date. Where no action has it at the
 * date, an action that has it at another date or had it before is found. Fails with `not-found`, or with
 * `ambiguous-address` and the addresses of all candidates. `plans` caches the plans that are read.
 */
export const findAction = async (
  db: Kysely<Schema>,
  given: string,
  at: ReadAt = {},
  plans: PlanCache = new Map(),
): Promise<Result<FoundAction, AddressFailure>> => {
  const address = given.trim()
  const folded = address.toLowerCase()
  const slash = folded.indexOf('/')
  const code = slash < 0 ? null : folded.slice(0, slash)
  // The plan narrows the rows before they are counted: many plans have an action 1.
  const slugs =
    code === null
      ? slugOf(address)
      : sql<boolean>`(slug = ${folded.slice(slash + 1)} and plan_id in (select plan_id from plan_version where code = ${code}))`
  // A code that the plan had before leads to it where no plan has it at the date.
  const ofPlan = (rows: readonly FoundAction[]) => {
    const having = rows.filter((row) => code === null || row.address.startsWith(`${code}/`))
    return having.length > 0 ? having : rows
  }
  const found = uuid.test(folded)
    ? await rowsAt(db, at, plans, sql<boolean>`action_id = ${folded}`)
    : ofPlan(await rowsAt(db, at, plans, slugs))
  const all =
    found.length > 0 || uuid.test(folded)
      ? found
      : ofPlan(await rowsAt(db, at, plans, sql<boolean>`action_id in (${everAt(slugs)})`))
  const [first] = all
  if (first === undefined) return err({ code: 'not-found' } satisfies AddressFailure)
  return all.length === 1
    ? ok(first)
    : err({ code: 'ambiguous-address', candidates: all.map((row) => row.address) })
}

/** The actions that have a slug or ever had it, by their ids. */
const everAt = (slugs: RawBuilder<boolean>) => sql`select action_id from action_address where ${slugs}`

const MOST_CANDIDATES = 50

/**
 * The actions that a condition on their ids or slugs selects, at a date, in their order. Their plans' codes are
 * those of the date, or of today where a plan did not exist yet.
 */
const rowsAt = async (
  db: Kysely<Schema>,
  at: ReadAt,
  cache: PlanCache,
  condition: RawBuilder<boolean>,
): Promise<FoundAction[]> => {
  const isToday = isOfToday(at)
  // Slugs are found among all an action ever had, then compared with the one it had at the date.
  const rows = isToday
    ? sql`action_now where ${isReached()} and ${condition}`
    : sql`action_version where ${validOn(at)} and ${isReached(at)} and ${condition}
        and action_id in (${everAt(condition)})`
  const found = await sql<Omit<FoundAction, 'address'> & { slug: string }>`
    select action_id, plan_id, place_key, content_id, slug from ${rows}
    order by place_key limit ${MOST_CANDIDATES}`.execute(db)
  const plans = await plansById(db, cache, [...new Set(found.rows.map((row) => row.plan_id))], at)
  return found.rows.map(({ slug, ...row }) => ({
    ...row,
    address: `${plans.get(row.plan_id)?.code ?? ''}/${slug}`,
  }))
}

/**
 * The slugs a bare ref can mean: the ref as written, the slug made from it, and the slugs of duplicates
 * ("20", "20~2").
 */
const slugOf = (ref: string) => {
  const slug = takeSlug(ref, new Set())
  return sql<boolean>`(slug in (${ref.toLowerCase()}, ${slug}) or (slug > ${`${slug}~`} and slug < ${`${slug}~:`}))`
}
