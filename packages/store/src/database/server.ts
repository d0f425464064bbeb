import { type Kysely, sql } from 'kysely'

/** The oldest version of PostgreSQL that can hold a record. */
const OLDEST = 15

/**
 * Throws a sentence where a server is too old to hold a record, or its database cannot store every character.
 */
export const refuseUnfitServer = async <T>(db: Kysely<T>): Promise<void> => {
  const { rows } = await sql<{ version: string; encoding: string }>`
    select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding
  `.execute(db)
  const [{ version = '0', encoding = '' } = {}] = rows
  const major = Math.floor(Number(version) / 10_000)
  if (major < OLDEST)
    throw new Error(
      `The server of DATABASE_URL is PostgreSQL ${major}. Beatbook needs PostgreSQL ${OLDEST} or later.`,
    )
  if (encoding !== 'UTF8')
    throw new Error(
      `The database of DATABASE_URL stores text as ${encoding}. Create one with "create database … encoding 'UTF8' template template0".`,
    )
}
