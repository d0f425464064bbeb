import {
  type ActionEvent,
  type ActionSince,
  type ActionState,
  evolveAction,
  isUndo,
  type Recorded,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { streamOf, streamVersion } from './events.ts'
import { type Version, versionsOf } from './versions.ts'

/** All events of an action, in the order in which they were recorded, and its states made of them. */
export interface History {
  readonly events: readonly Recorded<ActionEvent>[]
  readonly versions: readonly Version<ActionState>[]
}

/**
 * A cache of the histories of actions. Only a writer has one. Another server may have appended to an action
 * since, so a cached history is used only while it has the newest event of its stream.
 */
export interface Histories {
  /** The history of an action; read and folded where it is not cached. */
  of(db: Kysely<Schema>, id: string): Promise<History>
  /**
   * Adds events of one action that were just appended, and returns the history with them. That of an action
   * which begins with them (`isNew`) is neither read nor cached, since an import has thousands.
   */
  with(
    db: Kysely<Schema>,
    id: string,
    added: readonly Recorded<ActionEvent>[],
    isNew: boolean,
  ): Promise<History>
  /** Forgets everything: what was added may have been rolled back. */
  clear(): void
}

/** How many events the cached histories have at most, together: some 50 MB. */
const MOST_EVENTS = 50_000

/**
 * An empty cache. When it is full, the histories that were used longest ago leave it; the last one used
 * stays.
 */
export const createHistories = (most = MOST_EVENTS): Histories => {
  const cached = new Map<string, History>()
  let events = 0
  const remove = (id: string): void => {
    events -= cached.get(id)?.events.length ?? 0
    cached.delete(id)
  }
  const put = (id: string, history: History): History => {
    remove(id)
    cached.set(id, history)
    events += history.events.length
    for (const [oldest] of cached) {
      if (events <= most || oldest === id) break
      remove(oldest)
    }
    return history
  }
  return {
    async of(db, id) {
      const history = cached.get(id)
      if (history !== undefined && (await isNewest(db, id, history.events.length))) {
        // Moves it to the end of the map, behind those that were used longer ago.
        cached.delete(id)
        cached.set(id, history)
        return history
      }
      const read = await streamOf(db, 'action', id)
      return put(id, { events: read, versions: versionsOf(read, evolveAction) })
    },
    async with(db, id, added, isNew) {
      const before = cached.get(id)
      const version = before && before.events.length + added.length
      if (before !== undefined && (await isNewest(db, id, version ?? 0)))
        return put(id, extended(before, added))
      return isNew && before === undefined
        ? { events: added, versions: versionsOf(added, evolveAction) }
        : this.of(db, id)
    },
    clear() {
      cached.clear()
      events = 0
    },
  }
}

/** Whether an action has as many events as are known: another server may have added some. */
const isNewest = async (db: Kysely<Schema>, id: string, events: number): Promise<boolean> =>
  events === (await streamVersion(db, 'action', id))

/** The version without an end; `null` where the action does not exist any more. */
const current = (versions: History['versions']): Version<ActionState> | null => {
  const last = versions.at(-1)
  return last === undefined || last.to !== null ? null : last
}

/** What a decision needs of an action. */
export const decidedOn = ({ events, versions }: History): ActionSince => ({
  since: null,
  state: null,
  events,
  now: current(versions)?.state ?? null,
})

/**
 * A history with further events. Only the states of their days and later ones are made again; an undo may
 * concern any day, so with one everything is folded again.
 */
export const extended = ({ events, versions }: History, added: readonly Recorded<ActionEvent>[]): History => {
  const all = [...events, ...added]
  const [since] = added.map(({ effectiveOn }) => effectiveOn).sort()
  const latest = current(versions)
  if (since === undefined || latest === null || all.some(isUndo))
    return { events: all, versions: versionsOf(all, evolveAction) }
  if (since >= latest.from) return { events: all, versions: versionsOf(added, evolveAction, versions) }
  const before = versions.filter(({ from }) => from < since)
  const later = all.filter(({ effectiveOn }) => effectiveOn >= since)
  return { events: all, versions: versionsOf(later, evolveAction, before) }
}
