import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'

/** Where Debian and its kin put the programs of each version of PostgreSQL. */
const INSTALLED = '/usr/lib/postgresql'

/** The variable that names the folder of a test run's cluster. */
const FOLDER = 'BEATBOOK_TEST_CLUSTER'

/** The folder of the programs of the newest installed PostgreSQL; `null` where there is none. */
const programs = (): string | null => {
  const versions = existsSync(INSTALLED) ? readdirSync(INSTALLED).map(Number).filter(Number.isFinite) : []
  return versions.length === 0 ? null : join(INSTALLED, String(Math.max(...versions)), 'bin')
}

/**
 * Whether tests can have a PostgreSQL of their own. Where `CI` is set it must be there, so that nothing is
 * left out in silence: then starting it fails.
 */
export const canStartCluster = (): boolean => programs() !== null || Boolean(process.env.CI)

/** An empty database of its own. */
export interface FreshDatabase {
  readonly url: string
  drop(): Promise<void>
}

/**
 * Creates an empty schema, which is as good as a database and quicker, on the cluster that all tests of a run
 * share. The first one of a run also makes and starts the cluster.
 */
export const freshDatabase = async (): Promise<FreshDatabase> => {
  const folder = await startedCluster()
  const name = `record_${randomUUID().replaceAll('-', '')}`
  const url = clusterUrl(folder)
  await administer(url, `create schema ${name}`)
  return {
    url: `${url}&options=${encodeURIComponent(`-c search_path=${name}`)}`,
    drop: () => administer(url, `drop schema ${name} cascade`),
  }
}

const administer = async (url: string, statement: string): Promise<void> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/**
 * Makes the folder that the processes of a test run share, for `freshDatabase`. Called before the
 * tests.
 */
export const prepareCluster = (): void => {
  process.env[FOLDER] ??= mkdtempSync(join(tmpdir(), 'beatbook-cluster-'))
}

/** Stops the cluster of the test run, if it was started, and deletes it. */
export const removeCluster = (): void => {
  const folder = process.env[FOLDER]
  if (folder === undefined) return
  stopCluster(folder)
  rmSync(folder, { recursive: true, force: true })
}

/** The folder of the running cluster. The first process that asks starts it, the others wait. */
const startedCluster = async (): Promise<string> => {
  const folder = process.env[FOLDER]
  if (folder === undefined) throw new Error(`${FOLDER} is not set: the tests are run by vitest.config.ts`)
  const started = join(folder, 'started')
  try {
    mkdirSync(join(folder, 'starting'))
  } catch {
    for (let turn = 0; turn < 1_200 && !existsSync(started); turn++) await wait(50)
    if (!existsSync(started)) throw new Error('PostgreSQL was not started by another process of these tests')
    return folder
  }
  makeCluster(folder)
  startCluster(folder)
  // Each schema of tests has its index of words; the extension belongs to none of them.
  await administer(clusterUrl(folder), 'create extension pg_trgm schema public')
  writeFileSync(started, '')
  return folder
}

/** Makes a cluster in an existing folder. */
export const makeCluster = (folder: string): void => {
  // The server refuses to run as root, so it runs as a user of its own, who must reach the folder.
  chmodSync(folder, 0o777)
  // Its language sorts as people do, so that a column without a collation of its own is noticed.
  const language = ['-E', 'UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en-GB']
  run('initdb', [
    '-D',
    join(folder, 'data'),
    '-U',
    'beatbook',
    '-A',
    'trust',
    '--no-instructions',
    ...language,
  ])
}

/** Starts the cluster in a folder; it listens there. */
export const startCluster = (folder: string): void => {
  const options = `-c listen_addresses= -c unix_socket_directories=${folder} -c max_connections=200 -c fsync=off -c full_page_writes=off`
  run('pg_ctl', ['start', '-w', '-D', join(folder, 'data'), '-l', join(folder, 'log'), '-o', options])
}

/** Stops the cluster in a folder as a crash would, if it runs. */
export const stopCluster = (folder: string): void => {
  const data = join(folder, 'data')
  if (existsSync(join(data, 'postmaster.pid'))) run('pg_ctl', ['stop', '-m', 'immediate', '-w', '-D', data])
}

/** The address of a database on the cluster in a folder. */
export const clusterUrl = (folder: string): string =>
  `postgres://beatbook@localhost/postgres?host=${encodeURIComponent(folder)}`

const run = (program: string, args: readonly string[]): void => {
  const folder = programs()
  if (folder === null) throw new Error(`PostgreSQL is not installed: there is no ${INSTALLED}`)
  const path = join(folder, program)
  const root = process.getuid?.() === 0
  execFileSync(root ? 'runuser' : path, root ? ['-u', 'postgres', '--', path, ...args] : args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    cwd: tmpdir(),
  })
}
