import { execFileSync } from 'node:child_process'
import { DatabaseSync } from 'node:sqlite'
import { processesNamed, threadsTime } from './cpu.ts'

/** Where a product keeps its record. */
export interface Database {
  /** Its `DATABASE_URL`. */
  readonly url: string
  /** The bytes in use now. */
  bytes(): number
  /** The processor time that it uses outside the product's process, in milliseconds. */
  cpu(): number
  drop(): void
}

/** A SQLite file. It is in the folder of a world, which is deleted as a whole. */
export const sqliteFile = (path: string): Database => ({
  url: `sqlite:${path}`,
  bytes() {
    const db = new DatabaseSync(path, { readOnly: true })
    const number = (pragma: string) => Number(Object.values(db.prepare(`pragma ${pragma}`).get() ?? {})[0])
    const bytes = (number('page_count') - number('freelist_count')) * number('page_size')
    db.close()
    return bytes
  },
  cpu: () => 0,
  drop: () => undefined,
})

/**
 * A new database on the PostgreSQL server of `url`, made by `psql`. The processor time is that of all
 * processes of PostgreSQL on this machine: nothing else should use it meanwhile.
 */
export const postgresDatabase = (url: string, name: string): Database => {
  const psql = (of: string, statement: string): string =>
    execFileSync('psql', [of, '-XAtqc', statement], { encoding: 'utf8' }).trim()
  const own = new URL(url)
  own.pathname = `/${name}`
  psql(url, `create database "${name}"`)
  return {
    url: own.href,
    bytes: () => Number(psql(own.href, 'select pg_database_size(current_database())')),
    cpu: () => processesNamed('postgres').reduce((sum, pid) => sum + threadsTime(pid), 0),
    drop: () => void psql(url, `drop database "${name}" with (force)`),
  }
}
