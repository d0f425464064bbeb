import * as z from 'zod'
import { givenDay } from '../calendar/date.ts'
import { defineCommand } from '../command/definition.ts'
import { givenIds, type Id, id } from '../id.ts'
import type { PlanEvent } from '../plan/events.ts'
import { planThen, refusalOfSection } from '../plan/one-event.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending, Recorded } from '../stream/event.ts'
import { givenText, MOST_WORDS } from '../words/control.ts'
import { pinOf } from '../workflow/pin.ts'
import type { ActionEvent } from './events.ts'
import type { RoomInPlan } from './needs.ts'
import { actionOn, decideEvent } from './one-event.ts'
import { type ActionSince, actionNow } from './since.ts'
import { takeSlug } from './slug.ts'

/** The most actions that move to another plan at once. */
export const MOST_MOVED = 100

/**
 * Moves actions to the end of a section of another plan, in the order in which they are named. Each keeps its id,
 * history, links and files, and its ref where that was never one of the other plan; otherwise it gets the next
 * number there. Its old address still finds it. From that day on the rules of the other plan rate it. Source: DESIGN,
 * "Addresses".
 */
export const moveActions = defineCommand({
  name: 'move-actions',
  input: z.object({
    commandId: id,
    planId: id.describe('The plan they move to.'),
    sectionId: id.optional().describe('The section they come into. Leave it empty for the last.'),
    actionIds: givenIds(MOST_MOVED).describe('The actions, in the order that they get.'),
    on: givenDay.optional().describe('The day they belong to it from. Leave it empty for today.'),
    reason: givenText(MOST_WORDS).optional().describe('Why they move.'),
  }),
  capability: 'edit',
  cli: 'action move ADDRESS',
  on: 'anywhere',
})

/** What moving actions needs from the record. */
export interface MoveKnown {
  /** The events of the plan they move to. */
  readonly plan: readonly Recorded<PlanEvent>[]
  readonly actions: ReadonlyMap<Id, ActionSince>
  readonly room: RoomInPlan
}

/**
 * Decides to move actions to another plan. No event for those that are in it on that day. Refused with `not-found` (an
 * action, the plan, the section), `plan-without-sections`, `effective-in-future`, `before-it-exists`, `withdrawn`,
 * `stage-not-in-workflow` and `level-not-in-workflow` (a code of the action that the other plan does not have), and
 * `contradicts-later`.
 */
export const decideMoveActions = (
  { planId, sectionId: asked, actionIds, reason, ...command }: z.output<typeof moveActions.input>,
  { plan, actions, room }: MoveKnown,
  context: DecideContext,
): Result<Pending<ActionEvent>[], Refusal> => {
  const on = command.on ?? context.today
  const found = planThen(plan, planId, on, context)
  if (!found.ok) return found
  const { now } = found.value
  const sectionId =
    asked ?? found.value.then.sections.findLast((each) => refusalOfSection(plan, each.id, on) === null)?.id
  if (sectionId === undefined) return err(refuse('plan-without-sections', { title: now.title }))
  const refusal = refusalOfSection(plan, sectionId, on)
  if (refusal !== null) return err(refusal)
  const numbers = [...room.next.refs]
  const taken = new Map(room.addresses)
  const events: Pending<ActionEvent>[] = []
  for (const actionId of actionIds) {
    const past = actions.get(actionId)
    if (past === undefined || actionNow(past) === null)
      return err(refuse('not-found', { what: 'action', id: actionId }))
    const state = actionOn(past, on)
    if (state === null) return err(refuse('before-it-exists'))
    if (state.planId === planId) continue
    // An action that comes back has its old address again.
    const isFree = (of: string) => (taken.get(of) ?? []).every((each) => each === actionId)
    const own = takeSlug(state.ref, new Set())
    const ref = isFree(own) ? state.ref : (numbers.shift() ?? state.ref)
    const slug = takeSlug(ref, new Set([...taken.keys()].filter((each) => !isFree(each))))
    taken.set(slug, [...(taken.get(slug) ?? []), actionId])
    const decided = decideEvent(past, { on, seen: {}, changed: [] }, context, actionId, {
      type: 'action-revised',
      v: 1,
      facts: {
        planId,
        sectionId,
        ...pinOf(now),
        ...(ref === state.ref ? {} : { ref }),
        ...(slug === state.slug ? {} : { slug }),
        order: room.next.order + events.length,
        from: null,
      },
      words: { reason: reason || null },
    })
    if (!decided.ok) return decided
    for (const event of decided.value) events.push(event)
  }
  return ok(events)
}

export type MoveActions = z.input<typeof moveActions.input>
