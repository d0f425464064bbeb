import type { Refusal } from '@beatbook/domain'
import {
  type Dialect,
  type Kysely,
  PostgresAdapter,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { engineOf } from './engine.ts'
import { postgresIntrospector } from './introspector.ts'
import type { Location } from './location.ts'
import { postgresCompiler, postgresDialect } from './postgres.ts'
import { sqliteDialect } from './sqlite.ts'

/**
 * A Kysely dialect over the database at a location. `onFailure` is called where its storage fails; `most`
 * limits the connections of a `reader` to a server.
 */
export const dialectOf = (
  location: Location,
  as: 'writer' | 'reader',
  onFailure: (refusal: Refusal) => void = () => {},
  most?: number,
): Dialect =>
  location.in === 'server'
    ? postgresDialect(location.url, as, onFailure, most)
    : sqliteDialect(location, as, onFailure)

/** What a dialect has beside its connections, for one that uses the database behind `db` in its own way. */
export const dialectLike = <T>(db: Kysely<T>): Omit<Dialect, 'createDriver'> =>
  engineOf(db) === 'postgres'
    ? {
        createAdapter: () => new PostgresAdapter(),
        createIntrospector: postgresIntrospector,
        createQueryCompiler: postgresCompiler,
      }
    : {
        createAdapter: () => new SqliteAdapter(),
        createIntrospector: (of) => new SqliteIntrospector(of),
        createQueryCompiler: () => new SqliteQueryCompiler(),
      }
