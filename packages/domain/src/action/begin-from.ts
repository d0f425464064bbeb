import * as z from 'zod'
import { defineCommand } from '../command/definition.ts'
import { type Id, id } from '../id.ts'
import { addPlan } from '../plan/commands.ts'
import { decideAddPlan } from '../plan/edit.ts'
import type { PlanEvent } from '../plan/events.ts'
import { foldPlan } from '../plan/plan.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending, Recorded } from '../stream/event.ts'
import { readShift, shiftTimescale } from '../timescale/shift.ts'
import { noTimescale, type Timescale } from '../timescale/timescale.ts'
import { givenLine } from '../words/control.ts'
import { pinIn } from '../workflow/pin.ts'
import { workflowCode } from '../workflow/schemas.ts'
import { actionAddedBy, linkAddedBy } from './added.ts'
import type { ActionEvent } from './events.ts'
import type { InSection } from './merge-sections.ts'
import { actionNow } from './since.ts'
import { takeSlug } from './slug.ts'

/** The most actions of a plan that another one begins with: what can be undone at once, with the plan. */
export const MOST_BEGUN_WITH = 190

/** What becomes of the actions of the plan that another one begins from. */
export const beginnings = ['carried-over', 'template'] as const

/**
 * Begins a plan with the sections and actions of another one. *Carried over* to the next period, the new actions have a
 * link `continues` to those that they continue; as from a *template*, none. Either way they begin without updates,
 * level or stage, in the workflow of the other plan where none is given. Actions that are withdrawn do not come along, nor, carried over, those that are complete.
 */
export const beginFromPlan = defineCommand({
  name: 'begin-from-plan',
  input: z.object({
    ...addPlan.input.omit({ kind: true, on: true }).shape,
    fromPlanId: id.describe('The plan it begins from.'),
    as: z
      .enum(beginnings)
      .default('carried-over')
      .describe('Whether its actions are carried over, or the other plan is a template.'),
    owners: z
      .boolean()
      .default(true)
      .describe('Whether the actions have the same owners, as they have unless you say no.'),
    timescales: z
      .boolean()
      .default(true)
      .describe('Whether the actions have the same timescales, as they have unless you say no.'),
    shift: givenLine(20)
      .refine((said) => readShift(said) !== null, { error: 'shift' })
      .optional()
      .describe('By how much their dates move: 12m, 1y.'),
    seen: z.object({ actions: z.int().optional() }).default({}),
  }),
  capability: 'edit',
  cli: 'plan begin FROM TITLE',
  on: 'anywhere',
  makes: 'planId',
})

/** What beginning a plan from another needs from the record. */
export interface BeginFromKnown {
  /** The events of a plan with the new id, which there should not be. */
  readonly history: readonly Recorded<PlanEvent>[]
  readonly codes: ReadonlySet<string>
  readonly from: readonly Recorded<PlanEvent>[]
  /** The actions of the other plan that are not withdrawn. */
  readonly inPlan: InSection
}

/** The plan with its sections, actions and links. */
export type BeginFromDecision = Result<Pending<ActionEvent | PlanEvent>[], Refusal>

/**
 * Decides to begin a plan from another. `seen` is how many actions the person saw that come along. Refused with
 * `not-found`, `plan-too-large`, `stale`, and as adding a plan (`decideAddPlan`).
 */
export const decideBeginFromPlan = (
  { fromPlanId, as, owners, timescales, shift, seen, ...given }: z.output<typeof beginFromPlan.input>,
  { history, codes, from: other, inPlan }: BeginFromKnown,
  context: DecideContext,
): BeginFromDecision => {
  const on = context.today
  const before = foldPlan(other)
  if (before === null) return err(refuse('not-found', { what: 'plan', id: fromPlanId }))
  const { kind, title } = before
  const { data: workflow = given.workflow } = workflowCode
    .optional()
    .safeParse(given.workflow ?? before.workflow)
  const plan = decideAddPlan(history, { ...given, kind, workflow }, codes, context)
  if (!plan.ok) return plan
  if (inPlan.count > MOST_BEGUN_WITH)
    return err(refuse('plan-too-large', { title, actions: inPlan.count, limit: MOST_BEGUN_WITH }))
  const [added] = plan.value.filter((event) => event.type === 'plan-added')
  if (added === undefined) return plan
  const pin = pinIn(added.facts)
  const events: Pending<ActionEvent | PlanEvent>[] = [...plan.value]
  const sections = new Map<Id, Id>()
  for (const { id: sectionId, ref, title, order } of before.sections) {
    const newId = context.newId()
    sections.set(sectionId, newId)
    events.push({
      type: 'section-added',
      v: 1,
      id: context.newId(),
      stream: { kind: 'plan', id: given.planId },
      effectiveOn: on,
      facts: { sectionId: newId, ref, order },
      words: { title, reason: null },
    })
  }
  const taken = new Set<string>()
  const by = shift === undefined ? null : readShift(shift)
  const timescaleOf = (timescale: Timescale): Timescale => {
    if (!timescales) return noTimescale
    return (by === null ? null : shiftTimescale(timescale, by)) ?? timescale
  }
  const states = inPlan.actions.flatMap(({ history: past }) => {
    const state = actionNow(past)
    return state === null || !isCarried(as, state) ? [] : [state]
  })
  if (seen.actions !== undefined && seen.actions !== states.length)
    return err(refuse('stale', { fields: ['actions'] }))
  for (const [at, state] of states.entries()) {
    const sectionId = sections.get(state.sectionId)
    if (sectionId === undefined) continue
    const actionId = context.newId()
    const { ref, text, success, tags, details, areaId } = state
    events.push(
      actionAddedBy(
        actionId,
        {
          planId: given.planId,
          sectionId,
          ref,
          slug: takeSlug(ref, taken),
          refOrigin: state.refOrigin,
          order: at,
          workflow: pin,
        },
        {
          text,
          owners: owners ? state.owners : [],
          ownerSaid: owners ? state.ownerSaid : null,
          timescale: timescaleOf(state.timescale),
          success,
          tags,
          details,
          areaId,
        },
        on,
        context,
      ),
    )
    if (as === 'carried-over')
      events.push(linkAddedBy(actionId, 'continues', state.id, { on, reason: undefined }, context))
  }
  return ok(events)
}

/** Whether an action that is not withdrawn comes along. */
export const isCarried = (
  as: (typeof beginnings)[number],
  { stage }: { readonly stage: string | null },
): boolean => as === 'template' || stage !== 'complete'

export type BeginFromPlan = z.input<typeof beginFromPlan.input>
