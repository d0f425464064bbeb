import type * as z from 'zod'
import type { Id } from '../id.ts'
import { ok } from '../result.ts'
import type { DecideContext } from '../stream/event.ts'
import type { archivePlan, restorePlan } from './commands.ts'
import { decidePlanEvent, type PlanDecision, type PlanHistory, planThen } from './one-event.ts'

/**
 * Decides to archive a plan. No event where it is archived on that day already. Refused with `not-found`,
 * `effective-in-future`, `before-it-exists`.
 */
export const decideArchivePlan = (
  history: PlanHistory,
  command: z.output<typeof archivePlan.input>,
  context: DecideContext,
): PlanDecision => decide(history, command, true, context)

/** Decides to restore an archived plan; as `decideArchivePlan`. */
export const decideRestorePlan = (
  history: PlanHistory,
  command: z.output<typeof restorePlan.input>,
  context: DecideContext,
): PlanDecision => decide(history, command, false, context)

const decide = (
  history: PlanHistory,
  { planId, on = '', reason }: { planId: Id; on?: string | undefined; reason?: string | undefined },
  archived: boolean,
  context: DecideContext,
): PlanDecision => {
  const day = on || context.today
  const found = planThen(history, planId, day, context)
  if (!found.ok) return found
  if (found.value.then.archived === archived) return ok([])
  const type = archived ? 'plan-archived' : 'plan-restored'
  return decidePlanEvent(
    history,
    planId,
    day,
    { type, v: 1, facts: {}, words: { reason: reason || null } },
    context,
  )
}
