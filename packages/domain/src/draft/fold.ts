import { type ActionState, foldAction } from '../action/action.ts'
import type { ActionEvent } from '../action/events.ts'
import type { Id } from '../id.ts'
import type { PlanEvent } from '../plan/events.ts'
import { foldPlan, type PlanState } from '../plan/plan.ts'
import type { Pending, Recorded } from '../stream/event.ts'
import type { AnyEvent } from './writing.ts'

/**
 * The states that unrecorded events result in, by stream; the position of an event is its index in the list.
 */
export interface FoldedEvents {
  readonly plan: (id: Id) => PlanState | null
  readonly action: (id: Id) => ActionState | null
  /** The events of a plan or an action in their order, to apply to an existing state. */
  readonly eventsOfPlan: (id: Id) => Recorded<PlanEvent>[]
  readonly eventsOfAction: (id: Id) => Recorded<ActionEvent>[]
}

/** Folds events that are not recorded. Pure; errors: none. */
export const foldWritten = (written: readonly Pending<AnyEvent>[]): FoldedEvents => {
  const streams = new Map<string, Recorded[]>()
  for (const [position, event] of written.entries()) {
    const stream = `${event.stream.kind} ${event.stream.id}`
    const recorded = { ...event, position, recordedAt, actor: 'preview', commandId: 'preview' }
    const before = streams.get(stream)
    if (before === undefined) streams.set(stream, [recorded])
    else before.push(recorded)
  }
  const eventsOf = (kind: 'plan' | 'action', id: Id): unknown => streams.get(`${kind} ${id}`) ?? []
  const eventsOfPlan = (id: Id) => eventsOf('plan', id) as Recorded<PlanEvent>[]
  const eventsOfAction = (id: Id) => eventsOf('action', id) as Recorded<ActionEvent>[]
  return {
    plan: (id) => foldPlan(eventsOfPlan(id)),
    action: (id) => foldAction(eventsOfAction(id)),
    eventsOfPlan,
    eventsOfAction,
  }
}

const recordedAt = '1970-01-01T00:00:00.000Z'
