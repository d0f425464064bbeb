import type * as z from 'zod'
import type { RagRules } from '../rag/rules.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending } from '../stream/event.ts'
import type { pinRagRules, setSeverities } from './commands.ts'
import type { PlanEvent } from './events.ts'
import type { PlanState } from './plan.ts'

/**
 * Decides to rate a plan by rules from today: its earlier ratings do not change. `ragRules` is the requested
 * version, `null` where it does not exist. Refused with `not-found` (plan or rules), `stale` where another
 * was pinned since `seen`. No event where it is pinned already.
 */
export const decidePinRagRules = (
  plan: PlanState | null,
  { planId, code, version, seen }: z.output<typeof pinRagRules.input>,
  ragRules: RagRules | null,
  context: DecideContext,
): Result<Pending<PlanEvent>[], Refusal> => {
  if (plan === null) return err(refuse('not-found', { what: 'plan', id: planId }))
  if (ragRules === null)
    return err(refuse('not-found', { what: 'rag-rules', asked: `${code}, version ${version}` }))
  const now = plan.pins.at(-1)
  if (seen !== undefined && (now?.code !== seen.code || now.version !== seen.version))
    return err(refuse('stale', { fields: ['rag-rules'] }))
  if (now?.code === code && now.version === version) return ok([])
  const pinned: Pending<PlanEvent> = {
    type: 'rag-rules-pinned',
    v: 1,
    id: context.newId(),
    stream: { kind: 'plan', id: planId },
    effectiveOn: context.today,
    facts: { code, version },
    words: {},
  }
  return ok([pinned])
}

/**
 * Decides the severity of each check for a plan from today: results of earlier dates do not change. Refused
 * with `not-found`, `stale` where others were chosen since `seen`. No event where they are set already.
 */
export const decideSetSeverities = (
  plan: PlanState | null,
  { planId, severities, seen }: z.output<typeof setSeverities.input>,
  context: DecideContext,
): Result<Pending<PlanEvent>[], Refusal> => {
  if (plan === null) return err(refuse('not-found', { what: 'plan', id: planId }))
  if (seen !== undefined && !sameSeverities(plan.severities, seen))
    return err(refuse('stale', { fields: ['severities'] }))
  if (sameSeverities(plan.severities, severities)) return ok([])
  const set: Pending<PlanEvent> = {
    type: 'severities-set',
    v: 1,
    id: context.newId(),
    stream: { kind: 'plan', id: planId },
    effectiveOn: context.today,
    facts: { severities },
    words: {},
  }
  return ok([set])
}

const sameSeverities = (a: PlanState['severities'], b: PlanState['severities']): boolean =>
  Object.keys({ ...a, ...b }).every((code) => a[code] === b[code])
