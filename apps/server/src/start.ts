import { randomUUIDv7 as newId } from 'node:crypto'
import { join, resolve } from 'node:path'
import { createChangeFeed, type PeopleKeeper } from '@beatbook/api'
import type { ReturnedWorkbook } from '@beatbook/contract'
import { clockBehind, type Refusal, type Result } from '@beatbook/domain'
import { sampleForce } from '@beatbook/sample'
import { openStore, type Store } from '@beatbook/store'
import { Kysely } from 'kysely'
import { type DestinationStream, pino, stdTimeFunctions } from 'pino'
import manifest from '../package.json' with { type: 'json' }
import { createApp } from './app.ts'
import { followForce } from './area/force.ts'
import { createJobs } from './draft/jobs.ts'
import { createReader } from './draft/reader.ts'
import type { FeedQuestion } from './feed/answer.ts'
import { createFeeds } from './feed/feeds.ts'
import { checkByCommand } from './file/check-command.ts'
import { listen } from './http/listen.ts'
import { createSecurityLog } from './http/security-log.ts'
import { createTries } from './http/tries.ts'
import { londonDay } from './london.ts'
import type { OutFile, OutTask } from './out/task.ts'
import { createKnownBrowsers } from './person/known-browser.ts'
import { createLookups } from './person/lookups.ts'
import { passwords } from './person/passwords.ts'
import { createPeople } from './person/people.ts'
import { createSessions, deleteExpiredRegularly } from './person/sessions.ts'
import { openSignIn, sessionCookie } from './person/sign-in.ts'
import type { PersonTables } from './person/tables.ts'
import { startBackups } from './record/backups.ts'
import { readinessOf } from './record/ready.ts'
import type { ReturnedTask } from './returned/task.ts'
import { root } from './root.ts'
import { loadSample } from './sample/load.ts'
import { createSetUp } from './set-up/set-up.ts'
import { databasePlace, secretPath } from './setting/database.ts'
import { loadSecret } from './setting/secret.ts'
import type { Settings } from './setting/settings.ts'
import type { WorkerRequest, WorkerStart } from './start-worker.ts'
import { documentLimits, questionLimits, uploadLimits } from './work/limits.ts'
import { createPool, type Pool } from './work/pool.ts'
import type { Question, Reply } from './work/question.ts'

/** How far the clock must be behind to be logged, and how often it is logged, in milliseconds. */
const CLOCK_LOGGED_FROM = 1_000
const CLOCK_LOG_INTERVAL = 60_000

/** How long after the start the file is checked for damage, in milliseconds. */
const FILE_CHECK_DELAY = 5_000

/** A running server: its address, its port, the set-up link while nobody can sign in, and how to stop it. */
export interface Running {
  readonly url: string
  readonly port: number
  readonly setUpLink: string | null
  /** Finishes calls in progress, ends the live connections, closes the record. */
  stop(): Promise<void>
}

/**
 * Where log lines go (by default standard error), and the monotonic clock in milliseconds that limits use.
 */
export interface StartOptions {
  readonly lines?: DestinationStream
  readonly clock?: () => number
}

/** Starts the server: the composition root. */
export const start = async (
  settings: Settings,
  { lines = pino.destination(2), clock = () => performance.now() }: StartOptions = {},
): Promise<Running> => {
  const log = pino({ level: settings.LOG_LEVEL, timestamp: stdTimeFunctions.isoTime }, lines)
  const now = () => new Date().toISOString()
  const place = databasePlace(settings)
  const files = place.files === null ? {} : { files: place.files }

  // The port comes first: if it is in use, the record is not touched.
  const http = await listen(settings.HOST, settings.PORT)
  const url = (
    settings.PUBLIC_URL ??
    `http://${settings.HOST.includes(':') ? `[${settings.HOST}]` : settings.HOST}:${http.port}`
  ).replace(/\/$/, '')
  const store = await openStore({
    url: place.url,
    ...files,
    now,
    today: () => londonDay(now()),
    ...(settings.FILE_CHECK_COMMAND === undefined
      ? {}
      : { fileCheck: checkByCommand({ command: settings.FILE_CHECK_COMMAND, log }) }),
  })

  const behindAtStart = clockBehind(store.newestRecordedAt(), now())
  if (behindAtStart > CLOCK_LOGGED_FROM)
    log.warn({ behindSeconds: Math.round(behindAtStart / 1_000) }, 'the clock is behind the newest entry')
  let warned = -CLOCK_LOG_INTERVAL
  store.commands.onChange(({ recordedAt }) => {
    const behind = Date.parse(recordedAt) - Date.now()
    if (behind <= CLOCK_LOGGED_FROM || performance.now() - warned < CLOCK_LOG_INTERVAL) return
    warned = performance.now()
    log.warn({ behindSeconds: Math.round(behind / 1_000) }, 'the clock is behind the newest entry')
  })

  const db = new Kysely<PersonTables>({ dialect: store.authDialect })
  const limits = { idleHours: settings.SESSION_IDLE_HOURS, days: settings.SESSION_DAYS }
  const secret = settings.SECRET ?? loadSecret(secretPath(place))
  const signIn = await openSignIn({ db, secret, publicUrl: url, limits, newId, now })
  const sessions = createSessions(db, limits)
  const stopCleanup = await deleteExpiredRegularly(sessions, now, (error) =>
    log.error({ err: error }, 'sessions that are over could not be deleted'),
  )
  const tries = createTries({ clock })
  const people = createPeople({ record: store.people, passwords, tries, newId })
  const force = await followForce(
    store,
    () => londonDay(now()),
    (error) => log.error({ err: error }, 'the name and crest of the force could not be read'),
  )
  const reader = createReader(documentLimits(settings))
  const changes = createChangeFeed(store.commands, newId())
  const setUp = await createSetUp(
    {
      people,
      at: () => ({ now: now(), today: londonDay(now()) }),
      nameForce: (name, { id: actor }) =>
        store.commands.run(
          'name-force',
          { commandId: newId(), name, seen: {} },
          { actor, now: now(), today: londonDay(now()) },
        ),
      sampleForce,
      loadSample: (administrator) =>
        loadSample(
          { store, read: reader.read, newId },
          { actor: administrator.id, now: now(), today: londonDay(now()) },
        ),
    },
    settings.BEATBOOK_SETUP_TOKEN,
  )

  if (settings.BEATBOOK_SETUP_TOKEN !== undefined && !setUp.isOpen())
    log.warn('BEATBOOK_SETUP_TOKEN is no longer needed: drop it from the settings')

  // One pool for all kinds of tasks, so that people take turns over all of it; the worker tells them apart.
  const pool =
    place.folder === null
      ? null
      : createPool<unknown, unknown>({
          ...questionLimits(settings),
          entry: new URL('./start-worker.ts', import.meta.url),
          data: { url: place.url, ...files } satisfies WorkerStart,
          onRequest: (question) => answerWorker({ store, people }, question as WorkerRequest),
        })

  if (settings.BACKUP_FOLDER !== undefined && place.files !== null)
    log.warn('BACKUP_FOLDER is for a record in a file: one in PostgreSQL is backed up by pg_dump')
  const backups =
    settings.BACKUP_FOLDER === undefined || place.file === null
      ? null
      : startBackups({
          folder: resolve(root, settings.BACKUP_FOLDER),
          hours: settings.BACKUP_HOURS,
          keep: settings.BACKUP_KEEP,
          backup: store.backup,
          now,
          log,
        })
  const readiness = readinessOf({
    version: manifest.version,
    now,
    folder: place.folder,
    store,
    backups: backups && { hours: settings.BACKUP_HOURS, last: backups.last },
  })
  setTimeout(() => void store.checkFile(), FILE_CHECK_DELAY).unref()

  http.answer(
    createApp({
      ports: { ...store, people, changes },
      feeds: createFeeds(store.people, {
        newId,
        onFailure: (error) => log.error({ err: error }, 'the use of a feed could not be written down'),
      }),
      signIn,
      sessions,
      cookie: await sessionCookie(signIn),
      setUp,
      jobs: createJobs(reader, settings.READ_SECONDS, uploadLimits),
      questions: pool as Pool<Question | FeedQuestion, Reply> | null,
      outs: pool as Pool<OutTask, Result<OutFile, Refusal>> | null,
      returns: pool as Pool<ReturnedTask, Result<ReturnedWorkbook, Refusal>> | null,
      newest: store.newestRecordedAt,
      snapshot: store.snapshot,
      force: () => ({
        ...force(),
        ...(settings.FORCE_NAME === undefined ? {} : { name: settings.FORCE_NAME }),
      }),
      databaseState: () => store.state(),
      files: store.files,
      attachments: store.attachments,
      filesChecked: settings.FILE_CHECK_COMMAND !== undefined,
      filesState: () => store.condition().files,
      quickCheck: () => store.condition().quickCheck,
      readiness,
      now,
      today: (at) => londonDay(later(at, store.newestRecordedAt())),
      newId,
      version: manifest.version,
      publicUrl: url,
      listensOn: settings.HOST,
      allowed: settings.ALLOWED_HOSTS,
      trustProxy: settings.TRUST_PROXY,
      checkOutputs: settings.CHECK_OUTPUTS,
      webFolder: join(root, 'apps/web/dist'),
      log,
      security: createSecurityLog(log, secret, clock),
      tries,
      lookups: createLookups(db),
      knownBrowsers: createKnownBrowsers(secret, url.startsWith('https:')),
    }).fetch,
  )

  void pool?.warm()

  return {
    url,
    port: http.port,
    setUpLink: setUp.isOpen() ? `${url}/setup#${setUp.token}` : null,
    async stop() {
      stopCleanup()
      backups?.close()
      changes.close()
      await http.close()
      await Promise.all([pool?.close(), reader.close()])
      await store.close()
    },
  }
}

/** Answers a request from a worker: a write, or a method of the register of people. */
const answerWorker = (
  { store, people }: { store: Store; people: PeopleKeeper },
  question: WorkerRequest,
): Promise<unknown> =>
  question.type === 'write'
    ? store.submit(question.write)
    : (people[question.method] as (...args: readonly unknown[]) => Promise<unknown>)(...question.args)

/** The later of two instants, so that a clock set back does not move the day before the newest entry. */
const later = (at: string, newest: string | null): string => (newest !== null && newest > at ? newest : at)
