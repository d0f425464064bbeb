import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'

/** So many stay parsed, about 20 MB. */
const MOST_KEPT = 10_000

/**
 * Gives what versions show, by their numbers. A version never changes, so one read before is neither read nor
 * parsed again; those unused longest are let go.
 */
export const keptShown = <T>(db: Kysely<Schema>, table: 'action_version' | 'rating') => {
  const kept = new Map<number, T>()
  return async (versions: readonly number[]): Promise<Map<number, T>> => {
    const missing = versions.filter((version) => !kept.has(version))
    const read =
      missing.length === 0
        ? []
        : await db.selectFrom(table).select(['version', 'shown']).where('version', 'in', missing).execute()
    const found = new Map(read.map(({ version, shown }) => [version, JSON.parse(shown) as T]))
    for (const version of versions) {
      const value = kept.get(version)
      if (value !== undefined) found.set(version, value)
    }
    for (const [version, value] of found) {
      kept.delete(version)
      kept.set(version, value)
    }
    for (const version of kept.keys()) {
      if (kept.size <= MOST_KEPT) break
      kept.delete(version)
    }
    return found
  }
}
