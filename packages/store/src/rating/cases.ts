import {
  type ActionEvent,
  type ActionState,
  type DatedState,
  evolveAction,
  factsOfStates,
  type Instant,
  linkedTo,
  type PlanState,
  type RagCase,
  type ReadAt,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { ragRulesBook } from '../rag-rules/book.ts'
import type { Schema } from '../schema.ts'
import { actionStreamsOf, seenAt } from '../stream/events.ts'
import { versionsOf } from '../stream/versions.ts'
import { dependencyRatings } from './dependencies.ts'

/** Every action of a plan as input for trying rules, with its state today. */
export const casesOf = async (
  db: Kysely<Schema>,
  plan: PlanState,
  at: ReadAt = {},
): Promise<(RagCase & { readonly state: ActionState })[]> => {
  const streams = await actionStreamsOf(db, plan.id)
  const cases = []
  for (const [id, events] of streams) {
    const states = versionsOf<ActionState, ActionEvent>(events.filter(seenAt(at)), evolveAction)
    const timelines = factsOfStates(states, await elsewhere(db, states, plan, at.knownAt))
    const last = states.at(-1)
    if (timelines !== null && last?.state.planId === plan.id)
      cases.push({ id, timelines, overrides: last.state.overrides, state: last.state })
  }
  return cases.sort((a, b) => a.state.order - b.state.order)
}

/**
 * The facts about an action that depend on other actions: the worst level among its dependencies, as known
 * now or at an instant.
 */
export const elsewhere = async (
  db: Kysely<Schema>,
  states: readonly DatedState[],
  plan: PlanState,
  knownAt?: Instant,
) => {
  const last = states.at(-1)
  const on = last === undefined ? [] : linkedTo(last.state, 'depends-on')
  if (on.length === 0) return {}
  const ratings = await dependencyRatings(db, new Set(on), plan, await ragRulesBook(db), knownAt)
  return { worstDependency: ratings.worst(on, '9999-12-31') }
}
