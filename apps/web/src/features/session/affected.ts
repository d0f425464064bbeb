import type { LiveChange } from '@beatbook/api/client'
import { recordKeys } from '../../query-keys.ts'

/** A query of the cache, as far as it decides whether a change concerns it. */
export interface CachedQuery {
  readonly queryKey: readonly unknown[]
  readonly data: unknown
}

/**
 * Whether a change may have changed the answer of a query. A query about one plan or one of its actions is
 * concerned by changes of that plan alone, and one of what was known at an instant by none. `planIds` has the
 * ids of the plans by their codes, as far as the page knows them; a plan that is missing may be any. The force
 * is only refetched after a person's own commands: its forms are replaced when it changes.
 */
export const isAffected = (
  { queryKey, data }: CachedQuery,
  change: LiveChange,
  planIds: ReadonlyMap<string, string>,
): boolean => {
  const kind = String(queryKey[0])
  if (kind === 'areas') return false
  if (kind === 'conversations') return isConversationAffected(queryKey, change)
  if (change.everything) return recordKeys.has(kind) || kind === 'documents' || kind === 'drafts'
  if (kind === 'documents') return change.plans.length > 0
  if (kind === 'parties' && change.others.some((other) => other.startsWith('party/'))) return true
  if (!recordKeys.has(kind) || change.plans.length + change.actions.length === 0) return false
  if (queryKey.some((part) => propertyOf(part, 'knownAt') !== undefined)) return false
  // A change of actions whose plans are not named may concern any plan.
  if (change.plans.length === 0) return true
  const plan = planOf(kind, queryKey)
  const id = plan === null ? undefined : (planIds.get(plan) ?? plan)
  if (id === undefined || !isKnown(id, planIds)) return true
  return change.plans.includes(id) || linkedIds(data).some((linked) => change.actions.includes(linked))
}

/**
 * Conversations are about a subject (its id), the actions of a plan, or are those with unread mentions. A change of
 * an owner changes the names in them.
 */
const isConversationAffected = ([, about, , at]: readonly unknown[], change: LiveChange): boolean => {
  if (change.everything) return true
  if (propertyOf(at, 'knownAt') !== undefined) return false
  if (change.others.some((other) => other.startsWith('party/'))) return true
  if (about === 'counts' || about === 'unread')
    return change.others.some((other) => other.startsWith('conversation/'))
  return change.others.includes(`conversations-about/${about}`)
}

/** The code or id of the plan that a query is about; `null` where it is about several or its key has none. */
const planOf = (kind: string, key: readonly unknown[]): string | null => {
  const [, about] = key
  if (actionKeys.has(kind)) {
    const address = String(about)
    return address.includes('/') ? address.slice(0, address.indexOf('/')) : null
  }
  if (kind === 'plan') return String(about)
  if (kind === 'actions' && about === 'addresses') return String(key[2])
  const plan = key.map((part) => propertyOf(part, 'plan')).find((value) => value !== undefined)
  return typeof plan === 'string' ? plan : null
}

/** The kinds of queries whose key begins with the address of an action. */
const actionKeys: ReadonlySet<string> = new Set(['action', 'events', 'history', 'why', 'ribbon'])

const isKnown = (id: string, planIds: ReadonlyMap<string, string>): boolean =>
  [...planIds.values()].includes(id)

/** The actions that an action's page shows beside it. */
const linkedIds = (data: unknown): string[] => {
  const links = propertyOf(data, 'links')
  return Array.isArray(links) ? links.map((link) => String(propertyOf(link, 'id'))) : []
}

const propertyOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined

/** Two changes as one. */
export const combined = (one: LiveChange, other: LiveChange): LiveChange => ({
  position: Math.max(one.position, other.position),
  plans: [...new Set([...one.plans, ...other.plans])],
  actions: [...new Set([...one.actions, ...other.actions])],
  others: [...new Set([...one.others, ...other.others])],
  everything: one.everything || other.everything,
})

/**
 * Calls `apply` once for all changes that arrive within `delay()` milliseconds of the first. `add` takes a
 * change, `stop` discards those that are waiting.
 */
export const coalesced = (
  apply: (change: LiveChange) => void,
  delay: () => number,
): { readonly add: (change: LiveChange) => void; readonly stop: () => void } => {
  let waiting: LiveChange | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    add: (change) => {
      if (waiting === null)
        timer = setTimeout(() => {
          const all = waiting as LiveChange
          waiting = null
          apply(all)
        }, delay())
      waiting = waiting === null ? change : combined(waiting, change)
    },
    stop: () => {
      clearTimeout(timer)
      waiting = null
    },
  }
}
