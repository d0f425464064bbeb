import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Schema } from '../schema.ts'
import { compiledQuery } from './compiled.ts'
import { type Engine, engineOf } from './engine.ts'

/**
 * SQLite counts the commits of other connections; a reading connection makes none itself. In PostgreSQL the
 * transactions that a snapshot does not see yet are part of its name.
 */
const nameOf: Readonly<Record<Engine, RawBuilder<{ name: string | number }>>> = {
  sqlite: sql`select data_version as name from pragma_data_version`,
  postgres: sql`select pg_current_snapshot()::text as name`,
}

const named = compiledQuery((db: Kysely<Schema>) => nameOf[engineOf(db)])

/**
 * A name of what the reading connection `db` would find committed now. Where two names are the same, nothing
 * was committed between them; where they differ, something may have been.
 */
export const snapshotName = async (db: Kysely<Schema>): Promise<string> => String((await named(db))[0]?.name)
