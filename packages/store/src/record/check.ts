import { hash } from 'node:crypto'
import {
  type ActionEvent,
  type ActionState,
  evolveAction,
  evolvePlan,
  linkedTo,
  type PlanState,
  type Recorded,
  RefusalError,
  ratingsOf,
} from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { actionColumns } from '../action/columns.ts'
import { valuesOf } from '../action/values.ts'
import { tablesIn } from '../database/catalog.ts'
import { damageIn, danglingIn } from '../database/integrity.ts'
import { reading } from '../database/reading.ts'
import { beginReading, rollBack } from '../database/transaction.ts'
import { type FileState, verifyFile } from '../file/copy.ts'
import { filesNamedIn } from '../file/named.ts'
import { migrations } from '../migrations/index.ts'
import { aggregateRows, viewedKinds } from '../projection/aggregates.ts'
import { ragRulesBook } from '../rag-rules/book.ts'
import { ratingColumns } from '../rating/columns.ts'
import { dependencyRatings } from '../rating/dependencies.ts'
import type { Schema } from '../schema.ts'
import { canonical } from '../stream/canonical.ts'
import { eventsOf, streamOf } from '../stream/events.ts'
import { planState } from '../stream/plan-states.ts'
import { versionsOf } from '../stream/versions.ts'
import { inspectDatabase } from './examine.ts'
import { placeOf } from './place.ts'
import { PROJECTION } from './projection.ts'

/**
 * The checks. The first four find damage: an entry was lost or changed. What the others find can be rebuilt
 * from the events, except files: those are restored from a backup, and a backup omits missing ones.
 */
export const checks = [
  'integrity',
  'foreign-keys',
  'words',
  'positions',
  'times',
  'plans',
  'actions',
  'ratings',
  'aggregates',
  'files',
] as const
export type CheckName = (typeof checks)[number]

/** Which checks find damage to the record itself. */
export const isDamage = (check: CheckName): boolean => checks.indexOf(check) < 4

/** The faults of one check: their number, and the first of them, at most ten. */
export interface Fault {
  readonly check: CheckName
  readonly found: number
  readonly where: readonly string[]
}

/** The result of checking a record. */
export interface Checked {
  /** The record's id; `null` if an earlier version created it. */
  readonly record: string | null
  /** The position of its newest event. */
  readonly position: number
  readonly events: number
  readonly plans: number
  readonly actions: number
  /** How many actions wait for recalculation; their ratings are not checked. */
  readonly waiting: number
  /**
   * Checks that were skipped because an earlier version created this record; they apply once the server has
   * been started on it.
   */
  readonly leftOut: readonly CheckName[]
  readonly faults: readonly Fault[]
}

const PAGE = 500
const MOST_NAMED = 10

/**
 * Checks a snapshot of the database at `file`, even while a server has it open: SQLite's own integrity and
 * references, the digest of every event's words, the order of positions and times, and that every stored
 * version and rating is what its events give. Then that every file the record refers to is undamaged: `look`
 * returns the state of a file, by default in the folder beside the database. Throws a sentence where there is
 * no record, a refusal where the file is not a database or cannot be read.
 */
export const checkRecord = async (
  file: string,
  look: (sha256: string) => Promise<FileState> = (sha256) => verifyFile(placeOf(file).files, sha256),
): Promise<Checked> => {
  const unreadable = whyUnreadable(file)
  if (unreadable !== null)
    return { ...nothing, faults: [{ check: 'integrity', found: 1, where: [unreadable] }] }
  return reading({ in: 'file', path: file }, (db) => checkDatabase(db, look))
}

/**
 * Checks a snapshot of the record in PostgreSQL at `url`, even while servers have it open: all that
 * `checkRecord` does but what the database holds true by itself; then the files in the folder `files`. Throws
 * a sentence where there is no record, a refusal where the server cannot be reached.
 */
export const checkServerRecord = (url: string, files: string): Promise<Checked> =>
  reading({ in: 'server', url }, async (db) => {
    if (!(await tablesIn(db)).has('record'))
      throw new Error('There is no record in the database of DATABASE_URL.')
    return checkDatabase(db, (sha256) => verifyFile(files, sha256))
  })

const checkDatabase = async (
  db: Kysely<Schema>,
  look: (sha256: string) => Promise<FileState>,
): Promise<Checked> => {
  const checked = await db.connection().execute(async (connection) => {
    await beginReading(connection)
    try {
      return await checkAll(connection)
    } finally {
      await rollBack(connection)
    }
  })
  if (checked.leftOut.includes('words')) return checked
  const files = await checkFiles(await filesNamedIn(db), look)
  return { ...checked, faults: [...checked.faults, ...files] }
}

/** The error that prevents a file from being read at all; `null` where it contains a record. */
const whyUnreadable = (file: string): string | null => {
  try {
    if (inspectDatabase(file).contains === 'record') return null
  } catch (error) {
    if (isDamaged(error)) return error.message
    throw error
  }
  throw new Error(`There is no record at ${file}.`)
}

/** SQLite's result code (lowest eight bits) for a damaged database. */
const CORRUPT = 11

const isDamaged = (error: unknown): error is RefusalError =>
  error instanceof RefusalError &&
  (Number((error.cause as { errcode?: unknown } | undefined)?.errcode) & 0xff) === CORRUPT

const checkFiles = async (
  named: ReadonlyMap<string, string>,
  look: (sha256: string) => Promise<FileState>,
): Promise<readonly Fault[]> => {
  const damaged: string[] = []
  for (const [sha256, name] of named) {
    const found = await look(sha256)
    if (found !== 'whole') damaged.push(`${name} is ${found} (${sha256})`)
  }
  return damaged.length === 0
    ? []
    : [{ check: 'files', found: damaged.length, where: damaged.slice(0, MOST_NAMED) }]
}

/** The result for a record that cannot be read. */
const nothing = {
  record: null,
  position: 0,
  events: 0,
  plans: 0,
  actions: 0,
  waiting: 0,
  leftOut: checks.slice(1),
}

const checkAll = async (db: Kysely<Schema>): Promise<Checked> => {
  const faults = new Map<CheckName, { found: number; where: string[] }>()
  const fault = (check: CheckName, where: string) => {
    const known = faults.get(check) ?? { found: 0, where: [] }
    known.found += 1
    if (known.where.length < MOST_NAMED) known.where.push(where)
    faults.set(check, known)
  }
  try {
    for (const damage of await damageIn(db)) fault('integrity', damage)
    const looked = faults.size > 0 ? nothing : await checkContent(db, fault)
    return { ...looked, faults: listed(faults) }
  } catch (error) {
    if (!(error instanceof RefusalError) || error.refusal.code !== 'storage-failed') throw error
    fault('integrity', error.message)
    return { ...nothing, faults: listed(faults) }
  }
}

const checkContent = async (db: Kysely<Schema>, fault: Report): Promise<Omit<Checked, 'faults'>> => {
  for (const dangling of await danglingIn(db)) fault('foreign-keys', dangling)
  const tables = await tablesIn(db)
  const { position, events } = await checkEvents(db, fault)
  for (const table of ['plan_version', 'action_version', 'rating'].filter((name) => tables.has(name)))
    for (const { version } of await rowsOf(
      db,
      `select version from ${table} where recorded_to < recorded_from`,
    ))
      fault('times', `version ${version} in ${table} was ended before it began`)
  const applied = await rowsOf(db, 'select name from kysely_migration')
  const [own] = tables.has('record') ? await db.selectFrom('record').selectAll().execute() : []
  const upToDate = applied.length === Object.keys(migrations).length && own?.folded === PROJECTION
  if (upToDate) {
    await checkPlans(db, fault)
    await checkActions(db, fault)
    await checkAggregates(db, fault)
    for (const { position } of await rowsOf(
      db,
      'select position from event where force_id <> (select id from record)',
    ))
      fault('positions', `entry ${position} is of another force`)
  }
  const count = async (of: string) =>
    Number((await rowsOf(db, `select count(*) as n from ${of} as counted`))[0]?.n)
  return {
    record: own?.id ?? null,
    position,
    events,
    plans: await count("(select distinct stream_id from event where stream_kind = 'plan')"),
    actions: await count("(select distinct stream_id from event where stream_kind = 'action')"),
    waiting: upToDate ? await count('rating_due') : 0,
    leftOut: upToDate ? [] : ['plans', 'actions', 'ratings', 'aggregates'],
  }
}

type Report = (check: CheckName, where: string) => void

const listed = (faults: ReadonlyMap<CheckName, { found: number; where: readonly string[] }>): Fault[] =>
  checks.flatMap((check) => {
    const known = faults.get(check)
    return known === undefined ? [] : [{ check, ...known }]
  })

const rowsOf = async (db: Kysely<Schema>, statement: string): Promise<Record<string, unknown>[]> =>
  (await sql.raw<Record<string, unknown>>(statement).execute(db)).rows

const checkEvents = async (
  db: Kysely<Schema>,
  fault: Report,
): Promise<{ position: number; events: number }> => {
  let position = 0
  let events = 0
  let recorded = ''
  const versions = new Map<string, number>()
  for (;;) {
    const rows = await db
      .selectFrom('event')
      .selectAll()
      .where('position', '>', position)
      .orderBy('position')
      .limit(PAGE)
      .execute()
    for (const row of rows) {
      if (row.position !== position + 1) fault('positions', `entry ${row.position} follows entry ${position}`)
      const stream = `${row.stream_kind} ${row.stream_id}`
      const version = (versions.get(stream) ?? 0) + 1
      if (row.stream_version !== version)
        fault('positions', `entry ${row.position} is not number ${version} of its stream`)
      versions.set(stream, row.stream_version)
      if (row.recorded_at < recorded)
        fault('times', `entry ${row.position} was recorded before the one it follows`)
      if (row.salt !== '' && hash('sha256', row.salt + row.words) !== digestIn(row.facts))
        fault('words', `entry ${row.position}`)
      position = row.position
      recorded = row.recorded_at
      events += 1
    }
    if (rows.length < PAGE) break
  }
  return { position, events }
}

const digestIn = (facts: string): unknown => {
  try {
    return (JSON.parse(facts) as { $words?: unknown }).$words
  } catch {
    return null
  }
}

const checkPlans = async (db: Kysely<Schema>, fault: Report): Promise<void> => {
  const ids = await rowsOf(db, "select distinct stream_id as id from event where stream_kind = 'plan'")
  for (const id of ids.map((row) => String(row.id))) {
    const wanted = versionsOf<PlanState, Parameters<typeof evolvePlan>[1]>(
      await streamOf(db, 'plan', id),
      evolvePlan,
    )
    const stored = await db
      .selectFrom('plan_version')
      .select(['held_from', 'held_to', 'code', 'area_id', 'state'])
      .where('plan_id', '=', id)
      .where('recorded_to', 'is', null)
      .execute()
    const made = wanted.map(({ from, to, state }) => ({
      held_from: from,
      held_to: to,
      code: state.code,
      area_id: state.areaId,
      state: canonical(state),
    }))
    if (!same(made, stored)) fault('plans', id)
  }
}

const checkAggregates = async (db: Kysely<Schema>, fault: Report): Promise<void> => {
  for (const kind of viewedKinds()) {
    const streams = db
      .selectFrom('event')
      .select('stream_id as id')
      .distinct()
      .where('stream_kind', '=', kind)
    for (const { id } of await streams.execute()) {
      const stored = await db
        .selectFrom('aggregate_version')
        .select(['force_id', 'kind', 'stream_id', 'held_from', 'held_to', 'state'])
        .where('kind', '=', kind)
        .where('stream_id', '=', id)
        .where('recorded_to', 'is', null)
        .execute()
      if (!same(await aggregateRows(db, kind, id), stored)) fault('aggregates', `${kind}/${id}`)
    }
  }
}

const checkActions = async (db: Kysely<Schema>, fault: Report): Promise<void> => {
  const names = new Map(
    (await db.selectFrom('party').select(['id', 'name']).execute()).map(({ id, name }) => [id, name]),
  )
  const book = await ragRulesBook(db)
  const marked = new Set(
    (await db.selectFrom('rating_due').select('action_id').execute()).map((row) => row.action_id),
  )
  const plans = new Map<string, PlanState | null>()
  const ids = (
    await rowsOf(db, "select distinct stream_id as id from event where stream_kind = 'action'")
  ).map((row) => String(row.id))
  for (let at = 0; at < ids.length; at += PAGE) {
    const some = ids.slice(at, at + PAGE)
    const streams = await eventsOf(db, 'action', some)
    const stored = Map.groupBy(
      await db
        .selectFrom('action_version')
        .selectAll()
        .where('action_id', 'in', some)
        .where('recorded_to', 'is', null)
        .execute(),
      (row) => row.action_id,
    )
    const owned = Map.groupBy(
      await db
        .selectFrom('action_owner')
        .innerJoin('action_version', 'action_version.version', 'action_owner.version')
        .select(['action_owner.version', 'party_id'])
        .where('action_id', 'in', some)
        .execute(),
      (row) => row.version,
    )
    const valued = Map.groupBy(
      await db
        .selectFrom('action_value')
        .innerJoin('action_version', 'action_version.version', 'action_value.version')
        .select(['action_value.version', 'field', 'text', 'number', 'day'])
        .where('action_id', 'in', some)
        .execute(),
      (row) => row.version,
    )
    const rated = Map.groupBy(
      await db
        .selectFrom('rating')
        .selectAll()
        .where('action_id', 'in', some)
        .where('recorded_to', 'is', null)
        .execute(),
      (row) => row.action_id,
    )
    for (const id of some) {
      const versions = versionsOf<ActionState, ActionEvent>(
        (streams.get(id) ?? []) as Recorded<ActionEvent>[],
        evolveAction,
      )
      const planId = versions.at(-1)?.state.planId ?? ''
      if (!plans.has(planId)) plans.set(planId, await planState(db, planId))
      const plan = plans.get(planId) ?? null
      if (plan === null) {
        fault('actions', `${id}: its plan is not there`)
        continue
      }
      const made = versions.map(({ from, to, state }) => ({
        held_from: from,
        held_to: to,
        ...actionColumns(state, plan, (party) => names.get(party) ?? ''),
        owners: [...new Set(state.owners.map((owner) => owner.partyId))].sort().join(),
        values: valueLines(valuesOf(state)),
      }))
      const rows = (stored.get(id) ?? []).map(({ version, recorded_from: _, recorded_to: __, ...row }) => ({
        ...row,
        owners: (owned.get(version) ?? [])
          .map((owner) => owner.party_id)
          .sort()
          .join(),
        values: valueLines((valued.get(version) ?? []).map(({ version: _, ...value }) => value)),
      }))
      if (!same(made, rows)) fault('actions', `${plan.code}/${versions.at(-1)?.state.slug}`)
      if (marked.has(id)) continue
      const everDependedOn = new Set(versions.flatMap(({ state }) => linkedTo(state, 'depends-on')))
      const dependencies =
        everDependedOn.size === 0 ? null : await dependencyRatings(db, everDependedOn, plan, book)
      const ratings = ratingsOf(versions, book.pins(plan.pins), dependencies).flatMap((rating) =>
        ratingColumns(
          rating,
          (versions.findLast(({ from }) => from <= rating.from) ?? versions[0])?.state as ActionState,
          (interval) => book.of(interval.ragRules.code, interval.ragRules.version),
        ),
      )
      const storedRatings = (rated.get(id) ?? []).map(
        ({ version: _, recorded_from: __, recorded_to: ___, ...row }) => row,
      )
      if (!same(ratings, storedRatings)) fault('ratings', `${plan.code}/${versions.at(-1)?.state.slug}`)
    }
  }
}

const valueLines = (values: readonly object[]): string => values.map(canonical).sort().join('\n')

/**
 * Whether two lists have the same rows, in any order. A character that one database stores as another is the
 * same.
 */
const same = (one: readonly object[], other: readonly object[]): boolean => {
  const lines = (rows: readonly object[]) =>
    rows.map((row) => canonical(row).replaceAll('\\u0000', '\ufffd')).sort()
  return one.length === other.length && lines(one).join('\n') === lines(other).join('\n')
}
