import type { IsoDate } from '../calendar/date.ts'
import type { Id } from '../id.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending, Recorded } from '../stream/event.ts'
import { standing } from '../stream/standing.ts'
import { foldWords } from '../words/fold.ts'
import type { PlanEvent } from './events.ts'
import { evolvePlan, foldPlan, type PlanState } from './plan.ts'

/** All events of a plan. */
export type PlanHistory = readonly Recorded<PlanEvent>[]
export type PlanDecision = Result<Pending<PlanEvent>[], Refusal>

/** A plan now, and at the end of the day on which a command takes effect. */
interface PlanThen {
  readonly now: PlanState
  readonly then: PlanState
}

/** The plan at the end of a day; `null` before it exists. */
const planOn = (history: PlanHistory, on: IsoDate): PlanState | null =>
  foldPlan(standing(history).filter(({ effectiveOn }) => effectiveOn <= on))

/**
 * The plan that a command is about, on the day it takes effect. Refused with `not-found`,
 * `effective-in-future`, `before-it-exists`.
 */
export const planThen = (
  history: PlanHistory,
  planId: Id,
  on: IsoDate,
  { today }: Pick<DecideContext, 'today'>,
): Result<PlanThen, Refusal> => {
  const now = foldPlan(history)
  if (now === null) return err(refuse('not-found', { what: 'plan', id: planId }))
  if (on > today) return err(refuse('effective-in-future', { on, today }))
  const then = planOn(history, on)
  return then === null ? err(refuse('before-it-exists')) : ok({ now, then })
}

/**
 * The refusal of `event` in `state`, `null` where it can follow. The same check applies to a new event and to
 * those after a back-dated one.
 */
export const refusalToFollowInPlan = (state: PlanState | null, event: PlanEvent): Refusal | null => {
  if (event.type === 'plan-added' || event.type === 'command-undone') return null
  if (state === null) return refuse('before-it-exists')
  switch (event.type) {
    case 'section-added':
    case 'section-renamed': {
      const { sectionId } = event.facts
      const title = foldWords(event.words.title)
      const isKnown = state.sections.some(({ id }) => id === sectionId)
      if (event.type === 'section-renamed' && !isKnown) return noSection(sectionId)
      const other = state.sections.find(({ id, title: had }) => id !== sectionId && foldWords(had) === title)
      return other === undefined ? null : refuse('section-taken', { title: other.title })
    }
    case 'sections-ordered': {
      const missing = event.facts.sectionIds.find((each) => !state.sections.some(({ id }) => id === each))
      return missing === undefined ? null : noSection(missing)
    }
    case 'section-removed': {
      const { sectionId } = event.facts
      return state.sections.some(({ id }) => id === sectionId) ? null : noSection(sectionId)
    }
    default:
      return null
  }
}

const noSection = (id: Id): Refusal => refuse('not-found', { what: 'section', id })

/**
 * Checks one new event of a plan: it can follow the state on its day, and every later event can still follow.
 * Later events that could not follow before (an import's are never refused) are ignored.
 */
export const decidePlanEvent = (
  history: PlanHistory,
  planId: Id,
  on: IsoDate,
  body: PlanEvent,
  context: DecideContext,
): PlanDecision => {
  const pending: Pending<PlanEvent> = {
    ...body,
    id: context.newId(),
    stream: { kind: 'plan', id: planId },
    effectiveOn: on,
  }
  const sorted = standing(history)
  const before = sorted.filter(({ effectiveOn }) => effectiveOn <= on)
  let was = before.reduce(evolvePlan, null as PlanState | null)
  const refusal = refusalToFollowInPlan(was, pending)
  if (refusal !== null) return err(refusal)
  const stamp = { position: Number.MAX_SAFE_INTEGER, recordedAt: '', actor: context.actor }
  let state = evolvePlan(was, { ...pending, ...stamp, commandId: context.actor })
  for (const event of sorted.slice(before.length)) {
    if (refusalToFollowInPlan(state, event) !== null && refusalToFollowInPlan(was, event) === null)
      return err(refuse('contradicts-later', { event: event.id, on: event.effectiveOn }))
    state = evolvePlan(state, event)
    was = evolvePlan(was, event)
  }
  return ok([pending])
}

/**
 * The refusal to put an action into a section from a day on: `not-found` where the plan does not have it then,
 * `contradicts-later` where it is removed later. `null` where it can be there.
 */
export const refusalOfSection = (history: PlanHistory, sectionId: Id, on: IsoDate): Refusal | null => {
  if (!planOn(history, on)?.sections.some(({ id }) => id === sectionId)) return noSection(sectionId)
  const removed = standing(history).find(
    (event) =>
      event.type === 'section-removed' && event.facts.sectionId === sectionId && event.effectiveOn > on,
  )
  return removed === undefined
    ? null
    : refuse('contradicts-later', { event: removed.id, on: removed.effectiveOn })
}
