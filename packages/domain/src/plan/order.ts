import type * as z from 'zod'
import { refuse } from '../refusal.ts'
import { err, ok } from '../result.ts'
import type { DecideContext } from '../stream/event.ts'
import type { moveSection } from './commands.ts'
import { decidePlanEvent, type PlanDecision, type PlanHistory, planThen } from './one-event.ts'
import type { PlanState } from './plan.ts'

/**
 * Decides to move a section before or after another one. No event where it is there already. Refused with `not-found`
 * (plan or section), `nothing-said` (neither, or both places), `effective-in-future`, `before-it-exists`, `stale` where
 * the sections are in another order than was seen, `contradicts-later` (one of them is removed later).
 */
export const decideMoveSection = (
  history: PlanHistory,
  { planId, sectionId, beforeId, afterId, reason, seen, ...command }: z.output<typeof moveSection.input>,
  context: DecideContext,
): PlanDecision => {
  const on = command.on ?? context.today
  const otherId = beforeId ?? afterId
  if (otherId === undefined || (beforeId !== undefined && afterId !== undefined))
    return err(refuse('nothing-said'))
  const found = planThen(history, planId, on, context)
  if (!found.ok) return found
  const { now, then } = found.value
  const order = idsOf(then)
  const missing = [sectionId, otherId].find((id) => !order.includes(id))
  if (missing !== undefined) return err(refuse('not-found', { what: 'section', id: missing }))
  if (seen.order !== undefined && seen.order.join() !== idsOf(now).join())
    return err(refuse('stale', { fields: ['order of sections'] }))
  if (sectionId === otherId) return ok([])
  const others = order.filter((id) => id !== sectionId)
  const at = others.indexOf(otherId) + (beforeId === undefined ? 1 : 0)
  const sectionIds = others.toSpliced(at, 0, sectionId)
  if (sectionIds.join() === order.join()) return ok([])
  return decidePlanEvent(
    history,
    planId,
    on,
    { type: 'sections-ordered', v: 1, facts: { sectionIds }, words: { reason: reason || null } },
    context,
  )
}

const idsOf = ({ sections }: PlanState): string[] => sections.map(({ id }) => id)
