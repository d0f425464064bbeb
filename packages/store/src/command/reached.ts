import { foldAction, type LinkKind, linkedTo } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { streamOf } from '../stream/events.ts'

/**
 * An action with all that its links of a kind lead to, directly or through others; `null` where there is no
 * such action.
 */
export const reachedFrom = async (
  db: Kysely<Schema>,
  actionId: string,
  kind: LinkKind,
): Promise<Set<string> | null> => {
  const reached = new Set<string>()
  const waiting = [actionId]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue
    const state = foldAction(await streamOf(db, 'action', id))
    if (state === null) return null
    reached.add(id)
    waiting.push(...linkedTo(state, kind))
  }
  return reached
}
