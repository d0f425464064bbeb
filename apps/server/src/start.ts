import { randomUUIDv7 as newId } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { createChangeFeed } from '@beatbook/api'
import { sampleForce } from '@beatbook/sample'
import { openStore } from '@beatbook/store'
import { Kysely } from 'kysely'
import { pino } from 'pino'
import manifest from '../package.json' with { type: 'json' }
import { createReader } from './draft/reader.ts'
import { openForce } from './force/force.ts'
import { createApp } from './http/app.ts'
import { listen } from './http/listen.ts'
import { londonDay } from './london.ts'
import { createPeople } from './person/people.ts'
import { createSessions } from './person/sessions.ts'
import { openSignIn } from './person/sign-in.ts'
import type { PersonTables } from './person/tables.ts'
import { root } from './root.ts'
import { loadSample } from './sample/load.ts'
import { createSetUp, unnamedForce } from './set-up/set-up.ts'
import { keptSecret } from './setting/secret.ts'
import type { Settings } from './setting/settings.ts'

/** A server that is running: its address, the link that sets it up while nobody can sign in, and how it stops. */
export interface Running {
  readonly url: string
  readonly setUpLink: string | null
  /** Finishes what it is doing, ends the live connections, closes the record. */
  stop(): Promise<void>
}

/** Starts the server: the one place that knows every part. */
export const start = async (settings: Settings): Promise<Running> => {
  const log = pino({ level: settings.LOG_LEVEL }, pino.destination(2))
  const now = () => new Date().toISOString()
  const database = databasePath(settings.DATABASE_URL)
  if (database) mkdirSync(dirname(database), { recursive: true, mode: 0o700 })

  // The port comes first: where it is taken, the record is not touched.
  const http = await listen(settings.HOST, settings.PORT)
  const url = (settings.PUBLIC_URL ?? `http://${settings.HOST.includes(':') ? `[${settings.HOST}]` : settings.HOST}:${http.port}`).replace(/\/$/, '')
  const store = await openStore({ url: database ? `sqlite:${database}` : settings.DATABASE_URL, now, today: () => londonDay(now()) })

  const db = new Kysely<PersonTables & { force: { id: number; name: string } }>({ dialect: store.authDialect })
  const signIn = await openSignIn({ db, secret: settings.SECRET ?? keptSecret(database && join(dirname(database), 'secret')), publicUrl: url, newId, now })
  const people = createPeople(signIn, db, now)
  const force = await openForce(db)
  const read = createReader(settings.READ_SECONDS)
  const changes = createChangeFeed(store.commands, newId())
  const setUp = await createSetUp(
    {
      people,
      force,
      sampleForce,
      loadSample: (administrator) => loadSample({ store, read, newId }, { actor: administrator.id, now: now(), today: londonDay(now()) }),
    },
    settings.BEATBOOK_SETUP_TOKEN,
  )

  http.answer(
    createApp({
      ports: { ...store, people, changes },
      signIn,
      sessions: createSessions(db),
      cookieName: (await signIn.$context).authCookies.sessionToken.name,
      setUp,
      read,
      force: () => settings.FORCE_NAME ?? force.name() ?? unnamedForce,
      databaseState: () => store.state(),
      now,
      today: londonDay,
      newId,
      version: manifest.version,
      publicUrl: url,
      trustProxy: settings.TRUST_PROXY,
      checkOutputs: settings.CHECK_OUTPUTS,
      webFolder: join(root, 'apps/web/dist'),
      log,
    }).fetch,
  )

  return {
    url,
    setUpLink: setUp.isOpen() ? `${url}/setup#${setUp.token}` : null,
    async stop() {
      changes.close()
      await http.close()
      await store.close()
    },
  }
}

/** The database's file, absolute; `null` for one in memory. */
const databasePath = (url: string): string | null => {
  const path = url.slice('sqlite:'.length)
  return path === ':memory:' ? null : resolve(root, path)
}
