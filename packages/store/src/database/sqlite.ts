import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { type Refusal, RefusalError } from '@beatbook/domain'
import { type Dialect, SqliteAdapter, SqliteDialect } from 'kysely'
import { BUSY_TIMEOUT } from './busy-timeout.ts'
import { storageFailure } from './failure.ts'
import type { Location } from './location.ts'

/**
 * A Kysely dialect over one connection of node:sqlite. A commit is on the disk when it returns (WAL,
 * `synchronous=FULL`); foreign keys are enforced; a `reader` may not write; a `maker` creates the first
 * tables of an empty file without a WAL, so that a file with a WAL always has tables. Prepared statements are
 * cached. Where storage fails, `onFailure` is called and a `RefusalError` is thrown. The file is not
 * memory-mapped: if a mapped file were truncated, the process would crash (decision 5).
 */
export const sqliteDialect = (
  location: Exclude<Location, { in: 'server' }>,
  as: 'writer' | 'reader' | 'maker',
  onFailure: (refusal: Refusal) => void = () => {},
): Dialect =>
  new Sqlite({
    database: async () =>
      withStorageErrors(() => {
        const database = new DatabaseSync(location.in === 'file' ? location.path : ':memory:', {
          timeout: BUSY_TIMEOUT,
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

/** SQLite rolls back schema changes too, so a migration is applied completely or not at all. */
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

/** Caches prepared statements, so that a list with a new combination of filters is prepared once. */
const preparedBy = (database: DatabaseSync, onFailure: (refusal: Refusal) => void) => {
  const cache = new Map<string, Prepared>()
  return (sql: string): Prepared => {
    const known = cache.get(sql)
    if (known !== undefined) return known
    const made = withStorageErrors(() => prepared(database.prepare(sql), onFailure), onFailure)
    if (cache.size >= MOST_STATEMENTS) cache.delete(cache.keys().next().value as string)
    cache.set(sql, made)
    return made
  }
}

type Value = Extract<Parameters<StatementSync['all']>[number], string | number | bigint | null>
type Prepared = ReturnType<typeof prepared>

const prepared = (statement: StatementSync, onFailure: (refusal: Refusal) => void) => ({
  reader: statement.columns().length > 0,
  all: (parameters: readonly unknown[]) =>
    withStorageErrors(() => statement.all(...(parameters as Value[])), onFailure),
  run: (parameters: readonly unknown[]) =>
    withStorageErrors(() => statement.run(...(parameters as Value[])), onFailure),
  *iterate(parameters: readonly unknown[]) {
    try {
      yield* statement.iterate(...(parameters as Value[]))
    } catch (error) {
      throw storageFailure(error)
    }
  },
})

/** Returns what `work` returns; throws a refusal where storage failed. */
const withStorageErrors = <T>(work: () => T, onFailure: (refusal: Refusal) => void = () => {}): T => {
  try {
    return work()
  } catch (error) {
    const failure = storageFailure(error)
    if (failure instanceof RefusalError) onFailure(failure.refusal)
    throw failure
  }
}
