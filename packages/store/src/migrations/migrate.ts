import { type Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { engineOf } from '../database/engine.ts'
import { migrations } from './index.ts'

/**
 * Applies migrations, and takes them back. In PostgreSQL their own tables are in the schema of the record.
 */
export const migratorOf = async <T>(db: Kysely<T>): Promise<Migrator> => {
  const provider = { getMigrations: async () => migrations }
  if (engineOf(db) === 'sqlite') return new Migrator({ db, provider })
  const { rows } = await sql<{ name: string | null }>`select current_schema() as name`.execute(db)
  const [own] = rows
  if (own?.name == null)
    throw new Error(
      'The database of DATABASE_URL has no schema for the record: the search path of its user names none that exists.',
    )
  return new Migrator({ db, provider, migrationTableSchema: own.name })
}

/**
 * Applies the migrations that are not applied yet. Returns the names of all applied ones. Throws when one
 * fails or the database is newer than this program.
 */
export const migrate = async <T>(db: Kysely<T>): Promise<string[]> => {
  const migrator = await migratorOf(db)
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
  return (await migrator.getMigrations())
    .filter((migration) => migration.executedAt !== undefined)
    .map((migration) => migration.name)
}
