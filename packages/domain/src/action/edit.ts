import type * as z from 'zod'
import type { PartyAdded } from '../party/events.ts'
import { type KnownParties, resolveOwners } from '../party/given.ts'
import type { Owner } from '../party/party.ts'
import { addParty } from '../party/registry.ts'
import type { PlanEvent } from '../plan/events.ts'
import { refusalOfSection } from '../plan/one-event.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending, Recorded } from '../stream/event.ts'
import type { ActionState } from './action.ts'
import type { editAction } from './commands.ts'
import type { ActionEvent } from './events.ts'
import { type Watched, watchedFields } from './fields.ts'
import { type ActionHistory, actionOn, decideEvent, pastOf } from './one-event.ts'
import { actionNow } from './since.ts'
import { takeSlug } from './slug.ts'
import { tagsOnce } from './tags.ts'

/** What editing an action needs besides its history. */
export interface EditKnown {
  /** The existing parties that the command states as owners. */
  readonly parties: KnownParties
  /** The addresses in the plan that belong to other actions or once did, by their last part. */
  readonly slugs: ReadonlySet<string>
  /** The events of the action's plan, which has its sections; `null` where a section is not checked. */
  readonly plan: readonly Recorded<PlanEvent>[] | null
}

/** An edited action, and the parties that its owners add. */
export type EditDecision = Result<Pending<ActionEvent | PartyAdded>[], Refusal>

/**
 * Decides to change what describes an action. Fields that already have their value on that day are left out;
 * no event where none changes. Refused with `nothing-said` (no field at all), `not-found` (the action, the
 * section or a party), `effective-in-future`, `before-it-exists`, `withdrawn`, `stale`, `contradicts-later`
 * (a later event no longer follows, or the section is removed later).
 */
export const decideEditAction = (
  history: ActionHistory,
  command: z.output<typeof editAction.input>,
  { parties, slugs, plan }: EditKnown,
  context: DecideContext,
): EditDecision => {
  const { actionId, text, ref, sectionId } = command
  const success = command.success === '' ? null : command.success
  const tags = command.tags === undefined ? undefined : tagsOnce(command.tags)
  const on = command.on ?? context.today
  if ([text, ref, sectionId, command.owners, success, tags].every((given) => given === undefined))
    return err(refuse('nothing-said'))
  const past = pastOf(history)
  if (actionNow(past) === null) return err(refuse('not-found', { what: 'action', id: actionId }))
  if (on > context.today) return err(refuse('effective-in-future', { on, today: context.today }))
  const state = actionOn(past, on)
  if (state === null) return err(refuse('before-it-exists'))
  const resolved = resolveOwners(command.owners ?? [], parties, context.newId)
  if (!resolved.ok) return resolved
  const { owners, said, added } = resolved.value
  const differs: Readonly<Record<Watched, boolean>> = {
    text: text !== undefined && text !== state.text,
    ref: ref !== undefined && ref !== state.ref,
    section: sectionId !== undefined && sectionId !== state.sectionId,
    owners:
      command.owners !== undefined &&
      (!sameOwners(owners, state.owners) || (said !== null && said !== state.ownerSaid)),
    success: success !== undefined && success !== state.success,
    tags: tags !== undefined && tags.join('\n') !== state.tags.join('\n'),
    plan: false,
  }
  const changed = watchedFields.filter((field) => differs[field])
  if (changed.length === 0) return ok([])
  if (differs.section && sectionId !== undefined && plan !== null) {
    const refusal = refusalOfSection(plan, sectionId, on)
    if (refusal !== null) return err(refusal)
  }
  const decided = decideEvent(history, { on, seen: command.seen, changed }, context, actionId, {
    type: 'action-revised',
    v: 1,
    facts: {
      ...(differs.ref ? refFacts(ref ?? '', state, slugs) : {}),
      ...(differs.section ? { sectionId } : {}),
      ...(differs.owners ? { owners } : {}),
      from: null,
    },
    words: {
      ...(differs.text ? { text } : {}),
      ...(differs.owners ? { ownerSaid: said } : {}),
      ...(differs.success ? { success } : {}),
      ...(differs.tags ? { tags } : {}),
      reason: command.reason || null,
    },
  })
  return decided.ok
    ? ok([...(differs.owners ? added : []).map((party) => addParty(party, on, context)), ...decided.value])
    : decided
}

/** The new ref and its address, which stays where it is made of the new ref as well. */
const refFacts = (
  ref: string,
  { slug }: ActionState,
  slugs: ReadonlySet<string>,
): { ref: string; slug?: string } => {
  const taken = takeSlug(ref, new Set(slugs))
  return taken === slug ? { ref } : { ref, slug: taken }
}

const sameOwners = (one: readonly Owner[], other: readonly Owner[]): boolean =>
  one.length === other.length &&
  one.every(({ partyId, duty }, at) => other[at]?.partyId === partyId && other[at].duty === duty)
