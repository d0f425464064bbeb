import { resolve } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { type Refusal, RefusalError } from '@beatbook/domain'
import { type Dialect, SqliteAdapter, SqliteDialect } from 'kysely'
import { storageFailure } from './failure.ts'
import { PATIENCE } from './patience.ts'

/** Where the record is kept: a file's absolute path, or memory. */
export type Location = { readonly in: 'file'; readonly path: string } | { readonly in: 'memory' }

/**
 * Reads `sqlite:./path`, resolved against the working directory, or `sqlite::memory:`. Throws on any other
 * address.
 */
export const locationOf = (url: string): Location => {
  const path = url.startsWith('sqlite:') ? url.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '') : ''
  if (path === '') throw new Error(`The database's address must begin with "sqlite:" and name a file: ${url}`)
  return path === ':memory:' ? { in: 'memory' } : { in: 'file', path: resolve(path) }
}

/**
 * A Kysely dialect over one connection of node:sqlite. A commit is on the disk when it returns (WAL,
 * `synchronous=FULL`); foreign keys hold; a `reader` may not write; a `maker` writes an empty file's first
 * tables without a log, so that a file that has one also has tables. Statements are prepared once. Where
 * storage fails, `onFailure` hears of it and a `RefusalError` is thrown. The file is not mapped into memory:
 * one that is cut short then would end the process (decision 5).
 */
export const sqliteDialect = (
  location: Location,
  as: 'writer' | 'reader' | 'maker',
  onFailure: (refusal: Refusal) => void = () => {},
): Dialect =>
  new Sqlite({
    database: async () =>
      telling(() => {
        const database = new DatabaseSync(location.in === 'file' ? location.path : ':memory:', {
          timeout: PATIENCE,
          readOnly: as === 'reader',
        })
        try {
          database.exec('pragma foreign_keys = on')
          if (as === 'reader') database.exec('pragma query_only = on')
          else database.exec('pragma synchronous = full; pragma cache_size = -65536')
          if (as === 'writer') database.exec('pragma journal_mode = wal; pragma wal_autocheckpoint = 16000')
        } catch (error) {
          database.close()
          throw error
        }
        return { close: () => database.close(), prepare: preparedBy(database, onFailure) }
      }),
  })

/** SQLite rolls back tables as it does rows, so that migrations happen together or not at all. */
class Sqlite extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter()
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

const MOST_STATEMENTS = 500

/** Prepares statements, keeping those used last: a list in a new shape of filter is not prepared twice. */
const preparedBy = (database: DatabaseSync, onFailure: (refusal: Refusal) => void) => {
  const kept = new Map<string, Prepared>()
  return (sql: string): Prepared => {
    const known = kept.get(sql)
    if (known !== undefined) return known
    const made = telling(() => prepared(database.prepare(sql), onFailure), onFailure)
    if (kept.size >= MOST_STATEMENTS) kept.delete(kept.keys().next().value as string)
    kept.set(sql, made)
    return made
  }
}

type Value = Extract<Parameters<StatementSync['all']>[number], string | number | bigint | null>
type Prepared = ReturnType<typeof prepared>

const prepared = (statement: StatementSync, onFailure: (refusal: Refusal) => void) => ({
  reader: statement.columns().length > 0,
  all: (parameters: readonly unknown[]) =>
    telling(() => statement.all(...(parameters as Value[])), onFailure),
  run: (parameters: readonly unknown[]) =>
    telling(() => statement.run(...(parameters as Value[])), onFailure),
  *iterate(parameters: readonly unknown[]) {
    try {
      yield* statement.iterate(...(parameters as Value[]))
    } catch (error) {
      throw storageFailure(error)
    }
  },
})

/** What `work` gives; where storage failed, its refusal is thrown. */
const telling = <T>(work: () => T, onFailure: (refusal: Refusal) => void = () => {}): T => {
  try {
    return work()
  } catch (error) {
    const failure = storageFailure(error)
    if (failure instanceof RefusalError) onFailure(failure.refusal)
    throw failure
  }
}
