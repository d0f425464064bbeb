import type {
  ActionEvent,
  ActionState,
  Instant,
  Pending,
  PlanEvent,
  PlanState,
  Recorded,
} from '@beatbook/domain'
import { eventsOfAction, foldAction, foldPlan } from '@beatbook/domain'
import { aContext, fixedClock } from './clock.ts'
import { countedIds } from './ids.ts'

/** A record in memory: it gives events their positions and hands out histories. */
export interface TestRecord {
  readonly events: readonly Recorded[]
  /** Records events as those of one command, of an id of its own unless one is given. */
  append(events: readonly Pending[], at?: Instant, commandId?: string): Recorded[]
  history(id: string): Recorded<ActionEvent>[]
  plan(id: string): PlanState | null
  actions(planId: string): ActionState[]
}

/** An empty record. */
export const aRecord = (): TestRecord => {
  const events: Recorded[] = []
  const newCommandId = countedIds(17)
  return {
    events,
    append(pending, recordedAt = fixedClock().now(), commandId = newCommandId()) {
      const { actor } = aContext()
      const recorded = pending.map((event, at) => ({
        ...event,
        position: events.length + at + 1,
        recordedAt,
        actor,
        commandId,
      }))
      events.push(...recorded)
      return recorded
    },
    history: (id) => eventsOfAction(events, id),
    plan: (id) =>
      foldPlan(
        events.filter(
          (e) => e.stream.kind === 'plan' && e.stream.id === id,
        ) as unknown as Recorded<PlanEvent>[],
      ),
    actions(planId) {
      const ids = new Set(events.filter((e) => e.stream.kind === 'action').map((e) => e.stream.id))
      return [...ids]
        .flatMap((id) => foldAction(eventsOfAction(events, id)) ?? [])
        .filter((action) => action.planId === planId)
    },
  }
}
