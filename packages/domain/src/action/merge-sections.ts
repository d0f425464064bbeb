import * as z from 'zod'
import { givenDay } from '../calendar/date.ts'
import { defineCommand } from '../command/definition.ts'
import { type Id, id } from '../id.ts'
import type { PlanEvent } from '../plan/events.ts'
import { decidePlanEvent, type PlanHistory, planThen, refusalOfSection } from '../plan/one-event.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending } from '../stream/event.ts'
import { givenText, MOST_WORDS } from '../words/control.ts'
import type { ActionState } from './action.ts'
import type { ActionEvent } from './events.ts'
import { actionOn, decideEvent } from './one-event.ts'
import { type ActionSince, actionNow } from './since.ts'

/** The most actions of a section that is merged: what can be undone at once, with the plan. */
export const MOST_MERGED = 199

/**
 * Merges a section into another one of the plan: its actions move there, withdrawn ones too, and it is removed. `seen` is how many actions the person saw in it, withdrawn ones included.
 */
export const mergeSections = defineCommand({
  name: 'merge-sections',
  input: z.object({
    commandId: id,
    planId: id,
    sectionId: id.describe('The section that goes.'),
    intoSectionId: id.describe('The section that stays.'),
    on: givenDay.optional().describe('The day it is true from. Leave it empty for today.'),
    reason: givenText(MOST_WORDS).optional().describe('Why they are merged.'),
    seen: z.object({ actions: z.int().optional() }).default({}),
  }),
  capability: 'edit',
  cli: 'section merge PLAN SECTION',
  on: 'anywhere',
})

/** The actions that are in a section on a day or later, with their histories; none where there are more than asked for. */
export interface InSection {
  readonly count: number
  readonly actions: readonly { readonly id: Id; readonly history: ActionSince }[]
}

/**
 * Decides to merge a section into another. Refused with `not-found` (plan or section), `nothing-said` (the same
 * section), `effective-in-future`, `before-it-exists`, `section-too-large`, `stale` where it has more or fewer actions
 * than were seen, `contradicts-later` (an action comes into it later, or the other section is removed later). Withdrawn
 * actions move too.
 */
export const decideMergeSections = (
  history: PlanHistory,
  { planId, sectionId, intoSectionId, reason, seen, ...command }: z.output<typeof mergeSections.input>,
  inSection: InSection,
  context: DecideContext,
): Result<Pending<ActionEvent | PlanEvent>[], Refusal> => {
  const on = command.on ?? context.today
  const found = planThen(history, planId, on, context)
  if (!found.ok) return found
  const section = found.value.then.sections.find((each) => each.id === sectionId)
  if (section === undefined) return err(refuse('not-found', { what: 'section', id: sectionId }))
  if (sectionId === intoSectionId) return err(refuse('nothing-said'))
  const refusal = refusalOfSection(history, intoSectionId, on)
  if (refusal !== null) return err(refusal)
  if (inSection.count > MOST_MERGED)
    return err(
      refuse('section-too-large', { title: section.title, actions: inSection.count, limit: MOST_MERGED }),
    )
  const moved: Pending<ActionEvent>[] = []
  let now = 0
  for (const { history: past } of inSection.actions) {
    if (actionNow(past)?.sectionId === sectionId) now += 1
    const state = actionOn(past, on)
    const decided =
      state?.sectionId === sectionId
        ? decideMove(past, state, { on, sectionId: intoSectionId, reason }, context)
        : ok([])
    if (!decided.ok) return decided
    for (const event of decided.value) moved.push(event)
    const later = past.events.find(
      (event) => event.effectiveOn > on && 'sectionId' in event.facts && event.facts.sectionId === sectionId,
    )
    if (later !== undefined)
      return err(refuse('contradicts-later', { event: later.id, on: later.effectiveOn }))
  }
  if (seen.actions !== undefined && seen.actions !== now) return err(refuse('stale', { fields: ['actions'] }))
  const removed = decidePlanEvent(
    history,
    planId,
    on,
    { type: 'section-removed', v: 1, facts: { sectionId }, words: { reason: reason || null } },
    context,
  )
  return removed.ok ? ok([...moved, ...removed.value]) : removed
}

/** Moves an action. Its own command would refuse a withdrawn one, which here moves with the others. */
const decideMove = (
  past: ActionSince,
  state: ActionState,
  { on, sectionId, reason }: { on: string; sectionId: Id; reason: string | undefined },
  context: DecideContext,
): Result<Pending<ActionEvent>[], Refusal> => {
  const body: ActionEvent = {
    type: 'action-revised',
    v: 1,
    facts: { sectionId, from: null },
    words: { reason: reason || null },
  }
  if (!state.withdrawn)
    return decideEvent(past, { on, seen: {}, changed: ['section'] }, context, state.id, body)
  const stream = { kind: 'action' as const, id: state.id }
  return ok([{ ...body, id: context.newId(), stream, effectiveOn: on }])
}
