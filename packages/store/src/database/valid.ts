import type { Instant, ReadAt } from '@beatbook/domain'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Schema } from '../schema.ts'
import { END, END_OF_TIME } from '../tables/version.ts'

// Open ends are literals, so that the indexes of only the current rows are used.
const end = sql.lit(END)
const endOfTime = sql.lit(END_OF_TIME)

/** Whether a question is about today as known now, which rows of today and tallies answer. */
export const isOfToday = ({ asAt, knownAt }: ReadAt = {}): boolean =>
  asAt === undefined && knownAt === undefined

/**
 * The condition on a table of versions that selects the rows valid on `asAt` (today where there is none) as
 * known at `knownAt` (now where there is none). `of` prefixes the columns where several tables are joined.
 */
export const validOn = ({ asAt, knownAt }: ReadAt = {}, of = ''): RawBuilder<boolean> => {
  const column = (name: string) => sql.ref(of === '' ? name : `${of}.${name}`)
  return asAt === undefined
    ? sql<boolean>`${knownOn(knownAt, of)} and ${column('held_to')} = ${end}`
    : sql<boolean>`${knownOn(knownAt, of)} and ${column('held_from')} <= ${asAt} and ${column('held_to')} > ${asAt}`
}

/** The condition that selects the rows known at an instant, now where there is none. */
export const knownOn = (knownAt?: Instant, of = ''): RawBuilder<boolean> => {
  const column = (name: string) => sql.ref(of === '' ? name : `${of}.${name}`)
  return knownAt === undefined
    ? sql<boolean>`${column('recorded_to')} = ${endOfTime}`
    : sql<boolean>`${column('recorded_from')} <= ${knownAt} and ${column('recorded_to')} > ${knownAt}`
}

/**
 * The condition on rows of plans or of their actions that the plan is not archived at a date: archived plans are in
 * no list or count across plans. `column` names the plan's id in the query.
 */
export const isUnarchived = (at: ReadAt = {}, column = 'plan_id'): RawBuilder<boolean> => {
  if (isOfToday(at)) return inNone(column, [ARCHIVED_NOW])
  const archived = sql`from plan_version as archived_plan where archived_plan.archived = 1 and ${validOn(at, 'archived_plan')}`
  return sql<boolean>`(not exists (select 1 ${archived}) or ${sql.ref(column)} not in (select archived_plan.plan_id ${archived}))`
}

/**
 * The condition on rows of plans or of their actions that the plan is known at an instant, now where there is none:
 * the actions of a large document are written before their plan is, and go or come back after it where the import is
 * undone or redone. `column` names the plan's id in the query.
 */
export const isReached = ({ knownAt }: ReadAt = {}, column = 'plan_id'): RawBuilder<boolean> => {
  if (knownAt === undefined) return inNone(column, [UNREACHED_NOW, HIDDEN_NOW])
  const unreached = sql`from staged_plan where reached_from > ${knownAt}`
  const hidden = sql`from hidden_plan where hidden_to > ${knownAt} and hidden_from <= ${knownAt}`
  // Where no plan is being written, which is nearly always, the column is not even read.
  const isNot = (which: RawBuilder<unknown>) =>
    sql`(not exists (select 1 ${which}) or ${sql.ref(column)} not in (select plan_id ${which}))`
  return sql<boolean>`(${isNot(unreached)} and ${isNot(hidden)})`
}

const UNREACHED_NOW = `from staged_plan where reached_from = '${END_OF_TIME}'`
const HIDDEN_NOW = `from hidden_plan where hidden_to = '${END_OF_TIME}'`
const ARCHIVED_NOW = `from plan_version as archived_plan where archived_plan.archived = 1 and archived_plan.recorded_to = '${END_OF_TIME}' and archived_plan.held_to = '${END}'`

/** Whether a plan is being written, undone or redone in parts now: its actions are there in part, and not reached. */
export const isAnyUnreached = async (db: Kysely<Schema>): Promise<boolean> => {
  const { rows } =
    await sql`select plan_id ${sql.raw(UNREACHED_NOW)} union all select plan_id ${sql.raw(HIDDEN_NOW)} limit 1`.execute(
      db,
    )
  return rows.length > 0
}

/**
 * That a column is in none of some lists of plans. Nearly every question of now asks this, so it is one text, not
 * nested expressions that are compiled each time. Where a list is empty the column is not even read.
 */
const inNone = (column: string, lists: readonly string[]): RawBuilder<boolean> => {
  const name = column
    .split('.')
    .map((part) => `"${part}"`)
    .join('.')
  const parts = lists.map(
    (list) => `(not exists (select 1 ${list}) or ${name} not in (select plan_id ${list}))`,
  )
  return sql.raw<boolean>(`(${parts.join(' and ')})`)
}
