import {
  foldPlan,
  type Id,
  type Instant,
  type PlanEvent,
  type PlanState,
  type Recorded,
} from '@beatbook/domain'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { placeBegins } from '../action/content.ts'
import { compiledQuery } from '../database/compiled.ts'
import { jsonValues } from '../database/json-values.ts'
import { knownOn } from '../database/valid.ts'
import type { Schema } from '../schema.ts'
import { throughInstants } from '../stream/instants.ts'
import { planWritten } from '../stream/plan-states.ts'
import { END_OF_TIME } from '../tables/version.ts'
import { collectInserts, nextNumbers } from './inserts.ts'

/** How many versions get their new places in one transaction: 20 ms. */
const AT_ONCE = 200

/** Whether actions of a plan have other places after a change of it: its code is another, or the order of a section. */
export const movesPlaces = (before: PlanState | null, after: PlanState | null): boolean => {
  if (before === null || after === null) return false
  const orders = new Map(everySection(after).map(({ id, order }) => [id, order]))
  return (
    before.code !== after.code ||
    everySection(before).some(({ id, order }) => orders.has(id) && orders.get(id) !== order)
  )
}

const everySection = ({ sections, removedSections = [] }: PlanState) => [...sections, ...removedSections]

/** The instants at which a change of a plan moved the places of its actions. */
export const instantsOfPlaces = (events: readonly Recorded<PlanEvent>[]): Instant[] => {
  let before: PlanState | null = null
  return throughInstants(events).flatMap(({ recordedAt, known }) => {
    const after = foldPlan(known)
    const moves = movesPlaces(before, after)
    before = after
    return moves ? [recordedAt] : []
  })
}

/** Marks a plan: the versions of its actions get their new places, as known from an instant on. */
export const markPlaces = async (db: Kysely<Schema>, planId: Id, recordedAt: Instant): Promise<void> => {
  await db
    .insertInto('place_due')
    .values({ plan_id: planId, recorded_at: recordedAt })
    .onConflict((conflict) => conflict.column('plan_id').doUpdateSet({ recorded_at: recordedAt }))
    .execute()
}

/** Whether versions wait for their new places. */
export const arePlacesDue = async (db: Kysely<Schema>): Promise<boolean> => (await anyMark(db)).length > 0

const anyMark = compiledQuery((db) =>
  db.selectFrom('place_due').selectAll().orderBy('plan_id').limit(sql.lit(1)),
)

/** Gives some versions of a marked plan their new places. Returns the plan; `null` where none is marked. */
export const placeSome = async (db: Kysely<Schema>): Promise<{ plan: Id; recordedAt: Instant } | null> => {
  const [mark] = await anyMark(db)
  if (mark === undefined) return null
  const moved = await place(db, mark.plan_id, mark.recorded_at, sql`true`)
  if (moved < AT_ONCE) await db.deleteFrom('place_due').where('plan_id', '=', mark.plan_id).execute()
  return { plan: mark.plan_id, recordedAt: mark.recorded_at }
}

/**
 * Gives the versions of some actions their new places, before further events of theirs are projected: so what was
 * known at the instant of a mark does not depend on when it is worked off.
 */
export const placeBefore = async (db: Kysely<Schema>, ids: readonly Id[]): Promise<void> => {
  if (!(await arePlacesDue(db))) return
  for (const { plan_id, recorded_at } of await db.selectFrom('place_due').selectAll().execute())
    while ((await place(db, plan_id, recorded_at, sql`action_id in ${jsonValues(db, ids)}`)) === AT_ONCE) {}
}

/** Moves up to `AT_ONCE` current versions that a condition selects; returns how many. */
const place = async (
  db: Kysely<Schema>,
  planId: Id,
  recordedAt: Instant,
  those: RawBuilder<unknown>,
): Promise<number> => {
  const plan = await planWritten(db, planId)
  if (plan === null) return 0
  const whens = everySection(plan).map(({ id }) => sql`when ${id} then ${placeBegins(plan, id)}`)
  const other = placeBegins(plan, '')
  const begins =
    whens.length === 0 ? sql`${other}` : sql`case section_id ${sql.join(whens, sql` `)} else ${other} end`
  const rows = await db
    .selectFrom('action_version')
    .selectAll()
    .where('plan_id', '=', planId)
    .where(knownOn())
    .where(sql<boolean>`${those} and substr(place_key, 1, length(place_key) - ${ORDER_LENGTH}) <> ${begins}`)
    .limit(AT_ONCE)
    .execute()
  const inserts = collectInserts()
  const numbers = await nextNumbers(db)
  for (const row of rows) {
    const version = numbers.next('action_version')
    const place_key = placeBegins(plan, row.section_id) + row.place_key.slice(-ORDER_LENGTH)
    inserts.end('action_version', row.version, recordedAt)
    inserts.add('action_version', {
      ...row,
      version,
      place_key,
      recorded_from: recordedAt,
      recorded_to: END_OF_TIME,
    })
    const today = await db
      .updateTable('action_now')
      .set({ version, place_key })
      .where('action_id', '=', row.action_id)
      .where('version', '=', row.version)
      .executeTakeFirst()
    if (today.numUpdatedRows > 0n)
      await db.updateTable('owner_now').set({ place_key }).where('action_id', '=', row.action_id).execute()
  }
  await inserts.write(db)
  return rows.length
}

/** A place ends with the order of the action, after a space, in eight digits. */
const ORDER_LENGTH = 9
