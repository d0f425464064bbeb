import { randomUUIDv7 } from 'node:crypto'
import { dirname } from 'node:path'
import type {
  ActionReader,
  AggregateReader,
  AttachmentKeeper,
  Change,
  CommandRunner,
  ConversationKeeper,
  DocumentReader,
  DraftKeeper,
  FileCheck,
  FileStore,
  FormKeeper,
  PartyReader,
  PeopleRecord,
  PlanReader,
  RatingReader,
  ViewKeeper,
  WorkKeeper,
} from '@beatbook/contract'
import { clockBehind, type Instant, type IsoDate } from '@beatbook/domain'
import { type Dialect, Kysely } from 'kysely'
import { actionReader } from './action/reader.ts'
import { aggregateReader } from './aggregate/reader.ts'
import { attachmentKeeper } from './attachment/keeper.ts'
import { commandRunner } from './command/runner.ts'
import { conversationKeeper } from './conversation/keeper.ts'
import { dialectOf } from './database/dialect.ts'
import { type Location, locationOf } from './database/location.ts'
import { snapshotName } from './database/snapshot.ts'
import { documentReader } from './document/reader.ts'
import { draftKeeper } from './draft/keeper.ts'
import { filesInFolder } from './file/folder.ts'
import { filesInMemory } from './file/memory.ts'
import { type FilesState, sweepFiles } from './file/sweep.ts'
import { formKeeper } from './form/keeper.ts'
import { partyReader } from './owner/reader.ts'
import { authDialect } from './person/auth-dialect.ts'
import { peopleRecord } from './person/record.ts'
import { planReader } from './plan/reader.ts'
import { ratingReader } from './rating/reader.ts'
import type { Backup } from './record/backup.ts'
import { type Condition, watchRecord } from './record/condition.ts'
import { examine, inspectDatabase } from './record/examine.ts'
import { lockRecord } from './record/lock.ts'
import { makeFolder, placeOf, restrictAccess } from './record/place.ts'
import { holdOpen } from './record/size.ts'
import { backupInThread, startUpkeep } from './record/upkeep.ts'
import type { Schema } from './schema.ts'
import { clockRefusal, laterDay, londonDay, newestEntry } from './stream/clock.ts'
import { writeInThread } from './thread/in-thread.ts'
import { viewKeeper } from './view/keeper.ts'
import { workKeeper } from './work/keeper.ts'
import { writeInOwnThread } from './writer/own-thread.ts'
import type { Write, WritingSide } from './writer/write.ts'

export interface StoreOptions {
  /** `sqlite:./path`, against the working directory, `sqlite::memory:`, or `postgres://…`. */
  readonly url: string
  readonly now: () => Instant
  /** The London day, on which ratings are today's; the day of `now` unless given. */
  readonly today?: () => IsoDate
  /**
   * The folder of the documents' files of a record in PostgreSQL, which needs one; those of a file are beside
   * it.
   */
  readonly files?: string
  /** Whether the writer runs in its own thread; the default is yes. In memory it cannot. */
  readonly thread?: boolean
  /** Generates the ids of events; UUIDv7 by default. A writer in its own thread always generates UUIDv7. */
  readonly newId?: () => string
  /** Milliseconds added to every commit, to measure slow disks. */
  readonly flushDelay?: number
  /** Checks every file before it is stored; no check by default. */
  readonly fileCheck?: FileCheck
}

/** How often unreferenced files and interrupted accepts are deleted, in milliseconds. */
const SWEEP_INTERVAL = 3_600_000

/** How often the store looks whether a new day has begun, in milliseconds. */
const TURN_INTERVAL = 20_000

/** The ports of the contract, implemented by a record. */
export interface RecordPorts {
  readonly plans: PlanReader
  readonly actions: ActionReader
  readonly rating: RatingReader
  readonly drafts: DraftKeeper
  readonly documents: DocumentReader
  readonly parties: PartyReader
  readonly conversations: ConversationKeeper
  readonly attachments: AttachmentKeeper
  readonly views: ViewKeeper
  readonly forms: FormKeeper
  readonly work: WorkKeeper
  readonly commands: CommandRunner
  readonly people: PeopleRecord
  readonly aggregates: AggregateReader
}

/** The open record. */
export interface Store extends RecordPorts {
  /** The original files of documents, and the files that are attached to actions. */
  readonly files: FileStore
  /**
   * Deletes files that nothing has referred to for a day. Runs by itself when the record opens and every
   * hour.
   */
  sweepFiles(): Promise<FilesState>
  /** Runs a write forwarded by ports that `openReader` opened in another thread. */
  submit(write: ForwardedWrite): Promise<unknown>
  /** For better-auth: `{ dialect: store.authDialect, type: 'sqlite' }`. */
  readonly authDialect: Dialect
  /** When the newest entry was recorded; `null` for an empty record. The server's day is never before it. */
  newestRecordedAt(): Instant | null
  /** The applied migrations, and whether the database answers. */
  state(): Promise<{ migrations: readonly string[]; ok: boolean }>
  /**
   * A name of what is committed now: while it stays the same, every question has the same answer on the same
   * day. `null` for a record in memory, which is written over the connection that reads it.
   */
  snapshot(): Promise<string | null>
  /** The condition of the record, without querying it. */
  condition(): Condition
  /**
   * Runs SQLite's quick check on the file in a separate thread; the result is in `condition`. Runs by itself
   * once a day and after storage failures.
   */
  checkFile(): Promise<void>
  /** Does a trivial write, so that `condition` shows whether writing works again. */
  tryWriting(): Promise<void>
  /**
   * Whether commands are refused because the clock is behind the newest entry and nobody has accepted that.
   */
  clockStops(): Promise<boolean>
  /**
   * Writes a backup to the new file `to`, in a separate thread; `sharing` as in `backupRecord`. Rejects with
   * a sentence or a refusal, and then leaves no file.
   */
  backup(to: string, sharing?: string | null): Promise<Backup>
  /** Finishes what was submitted and closes the database. */
  close(): Promise<void>
}

/**
 * Opens the record at `url`, creating it where there is none and migrating its schema. Throws when that
 * fails.
 */
export const openStore = async ({
  url,
  now,
  today = () => now().slice(0, 10),
  files: folder,
  thread = true,
  newId = randomUUIDv7,
  flushDelay,
  fileCheck,
}: StoreOptions): Promise<Store> => {
  const location = locationOf(url)
  const release = location.in === 'file' ? lockAndExamine(location.path) : null
  const filesFolder = folderOfFiles(location, folder)
  const listeners = new Set<(change: Change) => void>()
  let newest: Instant | null = null
  const onChange = (change: Change) => {
    if (newest === null || change.recordedAt > newest) newest = change.recordedAt
    for (const listener of listeners) listener(change)
  }
  const options = { location, newId, flushDelay, onChange }
  const own = thread && location.in !== 'memory'
  const path = location.in === 'file' ? location.path : null
  let inside: Awaited<ReturnType<typeof writeInThread>> | null
  let side: WritingSide
  try {
    inside = own ? null : await writeInThread(options)
    side = inside ?? (await writeInOwnThread(options))
  } catch (error) {
    release?.()
    throw error
  }
  const watch = watchRecord(side.submit, now, own ? path : null)
  const { submit } = watch
  const db =
    inside !== null && location.in === 'memory'
      ? inside.db
      : new Kysely<Schema>({ dialect: dialectOf(location, 'reader', watch.onReadFailure) })
  const files = filesFolder === null ? filesInMemory(fileCheck) : filesInFolder(filesFolder, fileCheck)
  const sweep = async () => {
    // Accepts of another server that was lost are removed.
    await submit({ write: 'work-off' })
    await submit({ write: 'delete-expired', now: now() })
    const state = await sweepFiles(db, files)
    watch.onFiles(state)
    return state
  }
  // What fails here is retried at the next sweep; a failing disk is reported by the next write.
  let sweeping: Promise<unknown> = Promise.resolve()
  const sweepSoon = () => {
    sweeping = sweeping.then(sweep).catch(() => {})
  }
  const sweeper = setInterval(sweepSoon, SWEEP_INTERVAL).unref()
  const held = own && path !== null ? holdOpen(placeOf(path).file) : null
  const upkeep =
    path !== null && held !== null ? startUpkeep(placeOf(path), held.descriptor, watch.onPlace) : null
  await submit({ write: 'delete-expired', now: now() })
  await submit({ write: 'backfill-events', now: now(), today: today() })
  newest = (await newestEntry(db))?.recordedAt ?? null
  sweepSoon()
  // If the clock is set back, its day is over already; ratings that have changed since would be shown as they
  // were.
  const day = () => (newest === null ? today() : laterDay(today(), londonDay(newest)))
  let turned = ''
  const turn = () => {
    if (turned === day()) return
    turned = day()
    submit({ write: 'turn-day', today: turned }).catch(() => {
      turned = ''
    })
  }
  turn()
  const turner = setInterval(turn, TURN_INTERVAL).unref()

  return {
    ...portsOver(db, submit, listeners, day, files),
    files,
    sweepFiles: sweep,
    submit: (write) => submit(write as Write),
    authDialect: authDialect(db, submit),
    newestRecordedAt: () => newest,
    snapshot: async () => (location.in === 'memory' ? null : snapshotName(db)),
    condition: watch.condition,
    checkFile: watch.check,
    tryWriting: () =>
      submit({ write: 'delete-expired', now: now() }).then(
        () => {},
        () => {},
      ),
    backup: (to, sharing = null) => {
      if (path === null) return Promise.reject(new Error(withoutBackup[location.in]))
      return backupInThread(path, to, sharing)
    },
    clockStops: async () => (await clockRefusal(db, clockBehind(newest, now()))) !== null,
    state: async () => ({ migrations: side.migrations, ok: await answers(db) }),
    close: async () => {
      watch.close()
      clearInterval(sweeper)
      clearInterval(turner)
      await sweeping
      await upkeep?.close()
      if (inside?.db !== db) await db.destroy()
      await side.close()
      held?.close()
      release?.()
    },
  }
}

/** Why a record that is no file has no backup of ours. */
const withoutBackup: Readonly<Record<Location['in'], string>> = {
  file: '',
  memory: 'A record in memory has no backup',
  server: 'A record in PostgreSQL is backed up by pg_dump, and its folder of files beside it',
}

/**
 * The folder of the documents' files; `null` for a record in memory. Throws a sentence where a record in
 * PostgreSQL is given none.
 */
const folderOfFiles = (location: Location, given: string | undefined): string | null => {
  if (location.in === 'file') return placeOf(location.path).files
  if (location.in === 'memory') return null
  if (given === undefined)
    throw new Error('A record in PostgreSQL needs a folder for the files of its documents')
  makeFolder(dirname(given))
  return given
}

/**
 * Locks the database at `path` for this process and checks that nothing of its record is missing. Throws a
 * sentence where it is locked or incomplete.
 */
const lockAndExamine = (path: string): (() => void) => {
  makeFolder(dirname(path))
  const place = placeOf(path)
  inspectDatabase(place.file)
  const release = lockRecord(place)
  try {
    examine(place)
    restrictAccess(place)
    return release
  } catch (error) {
    release()
    throw error
  }
}

/** A write forwarded to the thread that has the writer; opaque outside the store. */
export type ForwardedWrite = Pick<Write, 'write'>

/** The most connections to a server of a reader in another thread: it answers one question at a time. */
const MOST_ELSEWHERE = 2

export interface ReaderOptions {
  /** The URL and folder the record was opened with; one in memory cannot be read from another thread. */
  readonly url: string
  readonly files?: string
  readonly today: () => IsoDate
  /** Forwards the writes of the ports to the thread that has the record open, to its `Store.submit`. */
  readonly submit: (write: ForwardedWrite) => Promise<unknown>
}

/**
 * Opens the ports of a record that another thread has open, over a separate reading connection: they see what
 * is committed when they query. Listeners are notified only in the other thread. Throws where there is no
 * such file.
 */
export const openReader = ({
  url,
  files: folder,
  today,
  submit,
}: ReaderOptions): RecordPorts & { close(): Promise<void> } => {
  const location = locationOf(url)
  const filesFolder = folderOfFiles(location, folder)
  if (filesFolder === null) throw new Error('A record in memory is read where it was opened')
  const db = new Kysely<Schema>({ dialect: dialectOf(location, 'reader', () => {}, MOST_ELSEWHERE) })
  return { ...portsOver(db, submit, new Set(), today, filesInFolder(filesFolder)), close: () => db.destroy() }
}

const portsOver = (
  db: Kysely<Schema>,
  submit: WritingSide['submit'],
  listeners: Set<(change: Change) => void>,
  today: () => IsoDate,
  files: Pick<FileStore, 'has'>,
): RecordPorts => {
  const actions = actionReader(db, today)
  const aggregates = aggregateReader(db, today)
  return {
    plans: planReader(db, today, aggregates),
    actions,
    rating: ratingReader(db, today),
    drafts: draftKeeper(db, submit),
    documents: documentReader(db, files),
    parties: partyReader(db, aggregates, today),
    attachments: attachmentKeeper(db, submit),
    conversations: conversationKeeper(db, submit, today),
    views: viewKeeper(db, submit),
    forms: formKeeper(db, submit),
    work: workKeeper(db, actions, submit, today),
    commands: commandRunner(db, submit, listeners),
    people: peopleRecord(db, submit),
    aggregates,
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
