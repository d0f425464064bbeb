import { hash } from 'node:crypto'
import { RefusalError } from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { tablesIn } from '../database/catalog.ts'
import { damageIn, danglingIn } from '../database/integrity.ts'
import { reading } from '../database/reading.ts'
import { beginReading, rollBack } from '../database/transaction.ts'
import { type FileState, verifyFile } from '../file/copy.ts'
import { filesNamedIn } from '../file/named.ts'
import { migrations } from '../migrations/index.ts'
import { checkProjections, isUpToDate, projectionChecks } from '../projection/check.ts'
import type { Schema } from '../schema.ts'
import { inspectDatabase } from './examine.ts'
import { placeOf } from './place.ts'

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
  ...projectionChecks,
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
  const { position, events } = await checkEvents(db, await removedIn(db, tables), fault)
  for (const table of ['plan_version', 'action_version', 'rating'].filter((name) => tables.has(name)))
    for (const { version } of await rowsOf(
      db,
      `select version from ${table} where recorded_to < recorded_from`,
    ))
      fault('times', `version ${version} in ${table} was ended before it began`)
  const applied = await rowsOf(db, 'select name from kysely_migration')
  const [own] = tables.has('record') ? await db.selectFrom('record').selectAll().execute() : []
  const upToDate = applied.length === Object.keys(migrations).length && (await isUpToDate(db))
  if (upToDate) {
    await checkProjections(db, fault)
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
    waiting: upToDate ? await count('(select distinct action_id from rating_due)') : 0,
    leftOut: upToDate ? [] : projectionChecks,
  }
}

/** Reports a fault of a check, and where it is. */
type Report = (check: CheckName, where: string) => void

const listed = (faults: ReadonlyMap<CheckName, { found: number; where: readonly string[] }>): Fault[] =>
  checks.flatMap((check) => {
    const known = faults.get(check)
    return known === undefined ? [] : [{ check, ...known }]
  })

const rowsOf = async (db: Kysely<Schema>, statement: string): Promise<Record<string, unknown>[]> =>
  (await sql.raw<Record<string, unknown>>(statement).execute(db)).rows

/** The last positions of the entries that were removed with an interrupted accept, by the first. */
const removedIn = async (
  db: Kysely<Schema>,
  tables: ReadonlySet<string>,
): Promise<ReadonlyMap<number, number>> =>
  new Map(
    tables.has('removed_entry')
      ? (await db.selectFrom('removed_entry').selectAll().execute()).map(({ first, last }) => [first, last])
      : [],
  )

const checkEvents = async (
  db: Kysely<Schema>,
  removed: ReadonlyMap<number, number>,
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
      if (row.position !== nextAfter(position, removed))
        fault('positions', `entry ${row.position} follows entry ${position}`)
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

/** The position that follows another where nothing is lost. */
const nextAfter = (position: number, removed: ReadonlyMap<number, number>): number => {
  let next = position + 1
  for (let last = removed.get(next); last !== undefined; last = removed.get(next)) next = last + 1
  return next
}

const digestIn = (facts: string): unknown => {
  try {
    return (JSON.parse(facts) as { $words?: unknown }).$words
  } catch {
    return null
  }
}
