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

/** One link of a path: from an action to the next. */
interface Step {
  readonly id: string
  readonly next: string
}

/**
 * The links of a kind that lead from one action to another, a shortest way; none where there is no way. An
 * action leads to itself by no links.
 */
export const pathBetween = async (
  db: Kysely<Schema>,
  from: string,
  to: string,
  kind: LinkKind,
): Promise<Step[]> => {
  const cameBy = new Map<string, Step>()
  const waiting = [from]
  for (const id of waiting) {
    if (id === to) break
    const state = foldAction(await streamOf(db, 'action', id))
    for (const next of state === null ? [] : linkedTo(state, kind)) {
      if (next === from || cameBy.has(next)) continue
      cameBy.set(next, { id, next })
      waiting.push(next)
    }
  }
  const path: Step[] = []
  for (let step = cameBy.get(to); step !== undefined; step = cameBy.get(step.id)) path.unshift(step)
  return path
}
