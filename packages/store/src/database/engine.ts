import { type Kysely, PostgresAdapter } from 'kysely'

/** The database that runs a statement. What differs between the two is in this folder alone. */
export type Engine = 'sqlite' | 'postgres'

/** The database behind a connection. */
export const engineOf = <T>(db: Kysely<T>): Engine =>
  db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite'
