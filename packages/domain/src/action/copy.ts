import * as z from 'zod'
import { defineCommand } from '../command/definition.ts'
import { type Id, id } from '../id.ts'
import type { PlanEvent } from '../plan/events.ts'
import { planThen, refusalOfSection } from '../plan/one-event.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending, Recorded } from '../stream/event.ts'
import { noTimescale } from '../timescale/timescale.ts'
import { actionAddedBy } from './added.ts'
import type { ActionEvent } from './events.ts'
import type { NextPlace } from './needs.ts'
import { type ActionSince, actionNow } from './since.ts'
import { takeSlug } from './slug.ts'

/** The most actions that are copied at once. */
export const MOST_COPIED = 100

/**
 * Copies actions to the end of a section of their plan or of another one: new actions with their words, owners, details
 * and timescale, without a history or a link. Without a section they go into the last one of the plan.
 */
export const copyActions = defineCommand({
  name: 'copy-actions',
  input: z.object({
    commandId: id,
    planId: id.describe('The plan that gets them.'),
    sectionId: id.optional().describe('The section that gets them. Leave it empty for the last.'),
    copies: z
      .array(z.object({ actionId: id, of: id }))
      .min(1)
      .max(MOST_COPIED)
      .refine((all) => new Set(all.map(({ actionId }) => actionId)).size === all.length, {
        error: 'distinct',
      })
      .describe('The new actions, each with the one it is a copy of.'),
    owners: z
      .boolean()
      .default(true)
      .describe('Whether they have the same owners, as they have unless you say no.'),
    timescales: z
      .boolean()
      .default(true)
      .describe('Whether they have the same timescales, as they have unless you say no.'),
  }),
  capability: 'edit',
  cli: 'action copy ADDRESS',
  on: 'anywhere',
})

/** What copying actions needs from the record. */
export interface CopyKnown {
  /** The events of the plan that gets them. */
  readonly plan: readonly Recorded<PlanEvent>[]
  /** The copied actions, and those that have one of the new ids, which there should not be. */
  readonly actions: ReadonlyMap<Id, ActionSince>
  readonly next: NextPlace
}

/**
 * Decides to copy actions. Refused with `not-found` (an action, the plan, the section), `id-reused`,
 * `plan-without-sections`.
 */
export const decideCopyActions = (
  { planId, sectionId: asked, copies, owners, timescales }: z.output<typeof copyActions.input>,
  { plan, actions, next }: CopyKnown,
  context: DecideContext,
): Result<Pending<ActionEvent>[], Refusal> => {
  const { today } = context
  const found = planThen(plan, planId, today, context)
  if (!found.ok) return found
  const { now } = found.value
  const sectionId = asked ?? now.sections.at(-1)?.id
  if (sectionId === undefined) return err(refuse('plan-without-sections', { title: now.title }))
  const refusal = refusalOfSection(plan, sectionId, today)
  if (refusal !== null) return err(refusal)
  const events: Pending<ActionEvent>[] = []
  for (const [at, { actionId, of }] of copies.entries()) {
    if ((actions.get(actionId)?.events.length ?? 0) > 0) return err(refuse('id-reused', { id: actionId }))
    const past = actions.get(of)
    const state = past === undefined ? null : actionNow(past)
    if (state === null) return err(refuse('not-found', { what: 'action', id: of }))
    const ref = next.refs[at] ?? ''
    const place = { planId, sectionId, ref, slug: takeSlug(ref, new Set()), order: next.order + at }
    const own = owners
      ? { owners: state.owners, ownerSaid: state.ownerSaid }
      : { owners: [], ownerSaid: null }
    const said = {
      ...own,
      text: state.text,
      success: state.success,
      tags: state.tags,
      timescale: timescales ? state.timescale : noTimescale,
      details: state.details,
      areaId: state.areaId,
    }
    events.push(
      actionAddedBy(actionId, { ...place, refOrigin: 'generated', workflow: now }, said, today, context),
    )
  }
  return ok(events)
}

export type CopyActions = z.input<typeof copyActions.input>
