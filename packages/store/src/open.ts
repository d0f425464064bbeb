import { randomUUIDv7 } from 'node:crypto'
import { dirname } from 'node:path'
import type {
  ActionReader,
  AggregateReader,
  Change,
  CommandRunner,
  DocumentReader,
  DraftKeeper,
  FileCheck,
  FileStore,
  PeopleRecord,
  PlanReader,
  RatingReader,
  WorkKeeper,
} from '@beatbook/contract'
import { clockBehind, type Instant, type IsoDate } from '@beatbook/domain'
import { type Dialect, Kysely } from 'kysely'
import { actionReader } from './action/reader.ts'
import { aggregateReader } from './aggregate/reader.ts'
import { commandRunner } from './command/runner.ts'
import { locationOf, sqliteDialect } from './database/sqlite.ts'
import { documentReader } from './document/reader.ts'
import { draftKeeper } from './draft/keeper.ts'
import { filesInFolder } from './file/folder.ts'
import { filesInMemory } from './file/memory.ts'
import { type FilesState, sweepFiles } from './file/sweep.ts'
import { authDialect } from './person/auth-dialect.ts'
import { peopleRecord } from './person/record.ts'
import { planReader } from './plan/reader.ts'
import { ratingReader } from './rating/reader.ts'
import type { Backup } from './record/backup.ts'
import { type Condition, watchRecord } from './record/condition.ts'
import { examine, heldIn } from './record/examine.ts'
import { takeRecord } from './record/lock.ts'
import { keepPrivate, makeFolder, placeOf } from './record/place.ts'
import { backupInThread, startUpkeep } from './record/upkeep.ts'
import type { Schema } from './schema.ts'
import { clockRefusal, laterDay, londonDay, newestEntry } from './stream/clock.ts'
import { writeInThread } from './thread/in-thread.ts'
import { workKeeper } from './work/keeper.ts'
import { writeInOwnThread } from './writer/own-thread.ts'
import type { Write, WritingSide } from './writer/write.ts'

export interface StoreOptions {
  /** `sqlite:./path`, against the working directory, or `sqlite::memory:`. */
  readonly url: string
  readonly now: () => Instant
  /** The London day, on which ratings are today's; the day of `now` unless given. */
  readonly today?: () => IsoDate
  /** Whether the writer has a thread of its own; a file's does unless told otherwise, memory's cannot. */
  readonly thread?: boolean
  /** Makes the ids of events; UUIDv7 unless given. A writer in its own thread makes its own. */
  readonly newId?: () => string
  /** Milliseconds by which every commit is made longer, to measure slow disks. */
  readonly flushDelay?: number
  /** Looks at every file before it is stored; none unless given. */
  readonly fileCheck?: FileCheck
}

/** How often files that nothing names are deleted, in milliseconds. */
const SWEPT_EVERY = 3_600_000

/** The ports of the domain, fulfilled by a record. */
export interface RecordPorts {
  readonly plans: PlanReader
  readonly actions: ActionReader
  readonly rating: RatingReader
  readonly drafts: DraftKeeper
  readonly documents: DocumentReader
  readonly work: WorkKeeper
  readonly commands: CommandRunner
  readonly people: PeopleRecord
  readonly aggregates: AggregateReader
}

/** The open record. */
export interface Store extends RecordPorts {
  /** Documents as they were brought. */
  readonly files: FileStore
  /** Deletes files that nothing has named for a day. Done by itself when the record opens and once an hour. */
  sweepFiles(): Promise<FilesState>
  /** Carries out a write that ports opened by `openReader` in another thread hand over. */
  submit(write: HandedWrite): Promise<unknown>
  /** For better-auth: `{ dialect: store.authDialect, type: 'sqlite' }`. */
  readonly authDialect: Dialect
  /** When the newest entry was recorded; `null` where there is none. The server's day is never before it. */
  newestRecordedAt(): Instant | null
  /** The migrations that are applied, and whether the database answers. */
  state(): Promise<{ migrations: readonly string[]; ok: boolean }>
  /** How the record is, as far as is known without asking it. */
  condition(): Condition
  /**
   * Looks for damage in the file, in a thread of its own; the outcome stands in `condition`. Done by itself
   * once a day and after failures of storage.
   */
  checkFile(): Promise<void>
  /** Writes nothing of importance, so that `condition` says whether writing works again. */
  tryWriting(): Promise<void>
  /**
   * Whether commands are refused for now because the clock is behind the newest entry and nobody has accepted
   * that.
   */
  clockStops(): Promise<boolean>
  /**
   * Writes a backup to the new file `to`, in a thread of its own; `sharing` as `backupRecord` has it. Rejects
   * with a sentence or a refusal; then there is no such file.
   */
  backup(to: string, sharing?: string | null): Promise<Backup>
  /** Finishes what was submitted and lets go of the database. */
  close(): Promise<void>
}

/**
 * Opens the record at `url`, making it where there is none and bringing its schema up to date. Throws when
 * that cannot be done.
 */
export const openStore = async ({
  url,
  now,
  today = () => now().slice(0, 10),
  thread = true,
  newId = randomUUIDv7,
  flushDelay,
  fileCheck,
}: StoreOptions): Promise<Store> => {
  const location = locationOf(url)
  const release = location.in === 'file' ? takePlace(location.path) : null
  const listeners = new Set<(change: Change) => void>()
  let newest: Instant | null = null
  const onChange = (change: Change) => {
    if (newest === null || change.recordedAt > newest) newest = change.recordedAt
    for (const listener of listeners) listener(change)
  }
  const options = { location, newId, flushDelay, onChange }
  const own = thread && location.in === 'file'
  let inside: Awaited<ReturnType<typeof writeInThread>> | null
  let side: WritingSide
  try {
    inside = own ? null : await writeInThread(options)
    side = inside ?? (await writeInOwnThread(options))
  } catch (error) {
    release?.()
    throw error
  }
  const watch = watchRecord(side.submit, now, own ? location.path : null)
  const { submit } = watch
  const db =
    inside !== null && location.in === 'memory'
      ? inside.db
      : new Kysely<Schema>({ dialect: sqliteDialect(location, 'reader', watch.onReadFailure) })
  const files =
    location.in === 'memory'
      ? filesInMemory(fileCheck)
      : filesInFolder(placeOf(location.path).files, fileCheck)
  const sweep = async () => {
    const state = await sweepFiles(db, files)
    watch.onFiles(state)
    return state
  }
  // What cannot be listed or deleted now is the next time; a disk that fails is told by whoever writes.
  let sweeping: Promise<unknown> = Promise.resolve()
  const sweepSoon = () => {
    sweeping = sweeping.then(sweep).catch(() => {})
  }
  const sweeper = setInterval(sweepSoon, SWEPT_EVERY).unref()
  const upkeep = own ? startUpkeep(placeOf(location.path), watch.onPlace) : null
  await submit({ write: 'forget-drafts', now: now() })
  await submit({ write: 'introduce-earlier', now: now(), today: today() })
  newest = (await newestEntry(db))?.recordedAt ?? null
  sweepSoon()
  // A clock that is set back shows a day that is over: what has turned since would be shown as it was.
  const day = () => (newest === null ? today() : laterDay(today(), londonDay(newest)))

  return {
    ...portsOver(db, submit, listeners, day, files),
    files,
    sweepFiles: sweep,
    submit: (write) => submit(write as Write),
    authDialect: authDialect(db, submit),
    newestRecordedAt: () => newest,
    condition: watch.condition,
    checkFile: watch.check,
    tryWriting: () =>
      submit({ write: 'forget-drafts', now: now() }).then(
        () => {},
        () => {},
      ),
    backup: (to, sharing = null) => {
      if (location.in === 'memory') return Promise.reject(new Error('A record in memory has no backup'))
      return backupInThread(location.path, to, sharing)
    },
    clockStops: async () => (await clockRefusal(db, clockBehind(newest, now()))) !== null,
    state: async () => ({ migrations: side.migrations, ok: await answers(db) }),
    close: async () => {
      watch.close()
      clearInterval(sweeper)
      await sweeping
      await upkeep?.close()
      if (inside?.db !== db) await db.destroy()
      await side.close()
      release?.()
    },
  }
}

/**
 * Takes the database at `path` for this process and makes sure that nothing of its record is missing. Throws
 * a sentence where it is taken or something is.
 */
const takePlace = (path: string): (() => void) => {
  makeFolder(dirname(path))
  const place = placeOf(path)
  heldIn(place.file)
  const release = takeRecord(place)
  try {
    examine(place)
    keepPrivate(place)
    return release
  } catch (error) {
    release()
    throw error
  }
}

/** A write on its way from one thread to the one that has the writer: data that only the store looks into. */
export type HandedWrite = Pick<Write, 'write'>

export interface ReaderOptions {
  /** As the record itself was opened with; one in memory cannot be read from elsewhere. */
  readonly url: string
  readonly today: () => IsoDate
  /** Takes what the ports write to the thread that has the record open: to its `Store.submit`. */
  readonly submit: (write: HandedWrite) => Promise<unknown>
}

/**
 * Opens the ports of a record that another thread has open, over a reading connection of their own: they see
 * whatever is committed when they ask. Changes are told in the other thread alone. Throws where there is no
 * such file.
 */
export const openReader = ({
  url,
  today,
  submit,
}: ReaderOptions): RecordPorts & { close(): Promise<void> } => {
  const location = locationOf(url)
  if (location.in === 'memory') throw new Error('A record in memory is read where it was opened')
  const db = new Kysely<Schema>({ dialect: sqliteDialect(location, 'reader') })
  const files = filesInFolder(placeOf(location.path).files)
  return { ...portsOver(db, submit, new Set(), today, files), close: () => db.destroy() }
}

const portsOver = (
  db: Kysely<Schema>,
  submit: WritingSide['submit'],
  listeners: Set<(change: Change) => void>,
  today: () => IsoDate,
  files: Pick<FileStore, 'has'>,
): RecordPorts => {
  const actions = actionReader(db, today)
  return {
    plans: planReader(db, today),
    actions,
    rating: ratingReader(db, today),
    drafts: draftKeeper(db, submit),
    documents: documentReader(db, files),
    work: workKeeper(db, actions, submit, today),
    commands: commandRunner(submit, listeners),
    people: peopleRecord(db, submit),
    aggregates: aggregateReader(db, today),
  }
}

const answers = (db: Kysely<Schema>): Promise<boolean> =>
  db
    .selectFrom('command')
    .select('id')
    .limit(1)
    .execute()
    .then(
      () => true,
      () => false,
    )
