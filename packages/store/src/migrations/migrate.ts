import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { migrations } from './index.ts'

/**
 * Applies the migrations that are not applied yet. Returns the names of all applied ones. Throws when one
 * fails or the database is newer than this program.
 */
export const migrate = async <T>(db: Kysely<T>): Promise<string[]> => {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
  return (await migrator.getMigrations())
    .filter((migration) => migration.executedAt !== undefined)
    .map((migration) => migration.name)
}
