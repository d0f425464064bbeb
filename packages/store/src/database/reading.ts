import { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { dialectOf } from './dialect.ts'
import type { Location } from './location.ts'

/** Opens a database for reading, gives what `work` makes of it, and closes it. */
export const reading = async <R>(
  location: Location,
  work: (db: Kysely<Schema>) => Promise<R>,
): Promise<R> => {
  const db = new Kysely<Schema>({ dialect: dialectOf(location, 'reader') })
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}
