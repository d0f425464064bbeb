import type * as z from 'zod'
import type { PartyAdded } from '../party/events.ts'
import { type GivenOwner, type KnownParties, resolveOwners } from '../party/given.ts'
import { addParty } from '../party/registry.ts'
import { nextSectionOrder } from '../plan/edit.ts'
import type { PlanEvent } from '../plan/events.ts'
import { planThen, refusalOfSection } from '../plan/one-event.ts'
import type { Refusal } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending, Recorded } from '../stream/event.ts'
import { readTimescale } from '../timescale/read.ts'
import { noTimescale } from '../timescale/timescale.ts'
import { actionAddedBy } from './added.ts'
import type { addAction } from './commands.ts'
import type { ActionEvent } from './events.ts'
import { readActionLine } from './line.ts'
import type { NextPlace } from './needs.ts'
import { takeSlug } from './slug.ts'
import { tagsOnce } from './tags.ts'

/** What adding an action needs from the record. */
export interface AddKnown {
  /** The events of an action with the id, which there should not be. */
  readonly history: readonly Recorded<ActionEvent>[]
  readonly plan: readonly Recorded<PlanEvent>[]
  /** The existing parties that the command states as owners. */
  readonly parties: KnownParties
  /** The addresses of the plan that the given ref could have, by their last part. */
  readonly slugs: ReadonlySet<string>
  readonly next: NextPlace
}

/** The title of the section that is made for the first action of a plan without sections. */
const FIRST_SECTION = 'Actions'

/** The action, its new parties, and the section that a plan without sections gets. */
export type AddDecision = Result<Pending<ActionEvent | PartyAdded | PlanEvent>[], Refusal>

/**
 * Decides to add an action to a plan, at the end of its section. Refused with `nothing-said` (no words beside
 * owners and timescale), `not-found` (the plan, the section or a party), `id-reused`, `effective-in-future`,
 * `before-it-exists` (the plan, on that day), `timescale-not-understood`, `contradicts-later` (the section is
 * removed later).
 */
export const decideAddAction = (
  command: z.output<typeof addAction.input>,
  { history, plan, parties, slugs, next }: AddKnown,
  context: DecideContext,
): AddDecision => {
  const { words, ...given } = command
  const line = readActionLine(words, { isDated: command.timescale !== undefined })
  if (line.text === '') return err(refuse('nothing-said'))
  return decideAddRead(
    {
      ...given,
      text: line.text,
      timescale: command.timescale ?? line.timescale,
      owners: [...line.owners, ...(command.owners ?? [])],
    },
    { history, plan, parties, slugs, next },
    context,
  )
}

/** An action to add whose words, owners and timescale are known: nothing is read from the words. */
export type AddRead = Omit<
  z.output<typeof addAction.input>,
  'commandId' | 'words' | 'timescale' | 'owners'
> & {
  readonly text: string
  readonly timescale: string | null
  readonly owners: readonly GivenOwner[]
}

/** As `decideAddAction`, for an action whose parts are known. */
export const decideAddRead = (
  command: AddRead,
  { history, plan, parties, slugs, next }: AddKnown,
  context: DecideContext,
): AddDecision => {
  const { actionId, planId, timescale: said } = command
  const on = command.on ?? context.today
  const found = planThen(plan, planId, on, context)
  if (!found.ok) return found
  if (history.length > 0) return err(refuse('id-reused', { id: actionId }))
  const timescale = said === null ? noTimescale : readTimescale(said).timescale
  if (timescale.kind === 'unknown') return err(refuse('timescale-not-understood', { said: timescale.said }))
  const resolved = resolveOwners(command.owners, parties, context.newId)
  if (!resolved.ok) return resolved
  const { owners, said: ownerSaid, added } = resolved.value

  const { now, then } = found.value
  const asked = command.sectionId
  const refusal = asked === undefined ? null : refusalOfSection(plan, asked, on)
  if (refusal !== null) return err(refusal)
  const last = then.sections.findLast(({ id }) => refusalOfSection(plan, id, on) === null)
  const sectionId = asked ?? last?.id ?? context.newId()
  const sections: Pending<PlanEvent>[] =
    asked !== undefined || last !== undefined
      ? []
      : [
          {
            type: 'section-added',
            v: 1,
            id: context.newId(),
            stream: { kind: 'plan', id: planId },
            effectiveOn: on,
            facts: { sectionId, ref: null, order: nextSectionOrder(now) },
            words: { title: FIRST_SECTION, reason: null },
          },
        ]
  const ref = command.ref ?? next.refs[0] ?? ''
  const action = actionAddedBy(
    actionId,
    {
      planId,
      sectionId,
      ref,
      slug: takeSlug(ref, new Set(command.ref === undefined ? [] : slugs)),
      refOrigin: command.ref === undefined ? 'generated' : 'given',
      order: next.order,
      workflow: now,
    },
    {
      text: command.text,
      owners,
      ownerSaid,
      timescale,
      success: command.success ?? null,
      tags: tagsOnce(command.tags ?? []),
    },
    on,
    context,
  )
  return ok([...added.map((party) => addParty(party, on, context)), ...sections, action])
}
