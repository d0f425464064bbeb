import type * as z from 'zod'
import type { RagScheme } from '../rag/scheme.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending } from '../stream/event.ts'
import type { pinScheme, setSeverities } from './commands.ts'
import type { PlanEvent } from './events.ts'
import type { PlanState } from './plan.ts'

/**
 * Decides to colour a plan by a scheme from today: what it was before stays as it was coloured. `scheme` is the version asked for,
 * `null` where there is none. Refused with `not-found` (plan or scheme), `stale` where another was pinned since `seen`. Nothing
 * happens where it is pinned already.
 */
export const decidePinScheme = (
  plan: PlanState | null,
  { planId, code, version, seen }: z.output<typeof pinScheme.input>,
  scheme: RagScheme | null,
  context: DecideContext,
): Result<Pending<PlanEvent>[], Refusal> => {
  if (plan === null) return err(refuse('not-found', { what: 'plan', id: planId }))
  if (scheme === null) return err(refuse('not-found', { what: 'scheme', asked: `${code} ${version}` }))
  const now = plan.pins.at(-1)
  if (seen !== undefined && (now?.code !== seen.code || now.version !== seen.version)) return err(refuse('stale', { fields: 'scheme' }))
  if (now?.code === code && now.version === version) return ok([])
  const pinned: Pending<PlanEvent> = {
    type: 'scheme-pinned',
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
 * Decides how grave each rule of good planning is for a plan from today: what a lint of an earlier date finds stays as it was. Refused with
 * `not-found`, `stale` where others were chosen since `seen`. Nothing happens where they are so already.
 */
export const decideSetSeverities = (
  plan: PlanState | null,
  { planId, severities, seen }: z.output<typeof setSeverities.input>,
  context: DecideContext,
): Result<Pending<PlanEvent>[], Refusal> => {
  if (plan === null) return err(refuse('not-found', { what: 'plan', id: planId }))
  if (seen !== undefined && !sameSeverities(plan.severities, seen)) return err(refuse('stale', { fields: 'severities' }))
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

const sameSeverities = (a: PlanState['severities'], b: PlanState['severities']): boolean => Object.keys({ ...a, ...b }).every((code) => a[code] === b[code])
