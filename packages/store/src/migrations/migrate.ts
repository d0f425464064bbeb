import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { migrations } from './index.ts'

/**
 * Brings the schema up to date, each migration once; returns the names of all that are applied. Throws when
 * one fails or the database is newer than this program.
 */
export const migrate = async <T>(db: Kysely<T>): Promise<string[]> => {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
  return (await migrator.getMigrations())
    .filter((migration) => migration.executedAt !== undefined)
    .map((migration) => migration.name)
}
