import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'

/** The most entries in the cache, about 20 MB. */
const MOST_CACHED = 10_000

/**
 * A cache of the parsed column `shown`, by version number. A version never changes, so it is read and parsed
 * once; the least recently used are evicted.
 */
export const shownCache = <T>(db: Kysely<Schema>, table: 'action_version' | 'rating') => {
  const cache = new Map<number, T>()
  return async (versions: readonly number[]): Promise<Map<number, T>> => {
    const missing = versions.filter((version) => !cache.has(version))
    const read =
      missing.length === 0
        ? []
        : await db.selectFrom(table).select(['version', 'shown']).where('version', 'in', missing).execute()
    const found = new Map(read.map(({ version, shown }) => [version, JSON.parse(shown) as T]))
    for (const version of versions) {
      const value = cache.get(version)
      if (value !== undefined) found.set(version, value)
    }
    for (const [version, value] of found) {
      cache.delete(version)
      cache.set(version, value)
    }
    for (const version of cache.keys()) {
      if (cache.size <= MOST_CACHED) break
      cache.delete(version)
    }
    return found
  }
}
