import { foldAction, type LinkKind, linkedTo } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { streamOf } from './events.ts'

/**
 * An action and everything reachable from it by links of a kind, directly or indirectly; `null` where there
 * is no such action.
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
 * A shortest path from one action to another by links of a kind; empty where there is none. The path from an
 * action to itself is empty.
 */
export const pathBetween = async (
  db: Kysely<Schema>,
  from: string,
  to: string,
  kind: LinkKind,
): Promise<Step[]> => {
  const stepTo = new Map<string, Step>()
  const waiting = [from]
  for (const id of waiting) {
    if (id === to) break
    const state = foldAction(await streamOf(db, 'action', id))
    for (const next of state === null ? [] : linkedTo(state, kind)) {
      if (next === from || stepTo.has(next)) continue
      stepTo.set(next, { id, next })
      waiting.push(next)
    }
  }
  const path: Step[] = []
  for (let step = stepTo.get(to); step !== undefined; step = stepTo.get(step.id)) path.unshift(step)
  return path
}
