import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'

/** The most entries in the cache, about 20 MB. */
const MOST_CACHED = 10_000

/** Parsed contents by their numbers. */
export type ContentCache<T> = (ids: readonly number[]) => Promise<Map<number, T>>

/**
 * A cache of contents parsed by `read`. A content never changes, so it is read and parsed once; the least recently used
 * are evicted.
 */
export const contentCache = <T>(db: Kysely<Schema>, read: (body: string) => T): ContentCache<T> => {
  const cache = new Map<number, T>()
  return async (ids) => {
    const missing = ids.filter((id) => !cache.has(id))
    const found = new Map<number, T>()
    for (let at = 0; at < missing.length; at += AT_ONCE) {
      const some = missing.slice(at, at + AT_ONCE)
      const rows = await db.selectFrom('content').select(['id', 'body']).where('id', 'in', some).execute()
      for (const { id, body } of rows) found.set(id, read(body))
    }
    for (const id of ids) {
      const value = cache.get(id)
      if (value !== undefined) found.set(id, value)
    }
    for (const [id, value] of found) {
      cache.delete(id)
      cache.set(id, value)
    }
    for (const id of cache.keys()) {
      if (cache.size <= MOST_CACHED) break
      cache.delete(id)
    }
    return found
  }
}

/** The most contents in one query. */
const AT_ONCE = 1_000
