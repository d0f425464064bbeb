import type { Need } from '../aggregate/need.ts'
import type { IsoDate } from '../calendar/date.ts'
import type { Id } from '../id.ts'
import type { LinkKind } from '../link/link.ts'
import type { PlanEvent } from '../plan/events.ts'
import type { RagRules } from '../rag/rules.ts'
import type { Recorded } from '../stream/event.ts'
import type { InSection } from './merge-sections.ts'
import type { ActionSince } from './since.ts'
import type { OwnedByParty } from './split-owner.ts'

/** All events of an action. */
export const actionHistory = (id: Id): Need<'action-history', readonly [Id], ActionSince> => ({
  need: 'action-history',
  args: [id],
})

/** The rules that rate an action's plan today; `null` where it has none, or there is no such action. */
export const ragRulesOfAction = (id: Id): Need<'rag-rules-of-action', readonly [Id], RagRules | null> => ({
  need: 'rag-rules-of-action',
  args: [id],
})

/**
 * The actions that can be reached from an action by links of a kind, itself included; `null` where there is
 * no such action.
 */
export const reachedFrom = (
  id: Id,
  kind: LinkKind,
): Need<'reached-from', readonly [Id, LinkKind], ReadonlySet<Id> | null> => ({
  need: 'reached-from',
  args: [id, kind],
})

/** Whether an action other than `actionId` has an update with this id. */
export const updateOfAnother = (
  updateId: Id,
  actionId: Id,
): Need<'update-of-another', readonly [Id, Id], boolean> => ({
  need: 'update-of-another',
  args: [updateId, actionId],
})

/**
 * Of the addresses that actions of a plan other than `actionId` have or ever had, by the last part: those that
 * the ref could be given (`takeSlug`). Empty where there is no ref.
 */
export const slugsTaken = (
  of: { readonly planId: Id } | { readonly actionId: Id },
  ref: string | undefined,
): Need<
  'slugs-taken',
  readonly [{ readonly planId: Id } | { readonly actionId: Id }, string | undefined],
  ReadonlySet<string>
> => ({
  need: 'slugs-taken',
  args: [of, ref],
})

/** All events of the plan of an action; none where there is no such action. */
export const planOfAction = (
  id: Id,
): Need<'plan-of-action', readonly [Id], readonly Recorded<PlanEvent>[]> => ({
  need: 'plan-of-action',
  args: [id],
})

/** Where the next action of a plan goes. */
export interface NextPlace {
  /** The next number that is the ref and the address of no action of the plan, and never was. */
  readonly ref: string
  readonly order: number
}

/** Where the next action of a plan goes. */
export const nextPlace = (planId: Id): Need<'next-place', readonly [Id], NextPlace> => ({
  need: 'next-place',
  args: [planId],
})

/** Those of some actions that belong to a plan today, each with all of its events. */
export const actionsOfPlan = (
  planId: Id,
  ids: readonly Id[],
): Need<'actions-of-plan', readonly [Id, readonly Id[]], ReadonlyMap<Id, ActionSince>> => ({
  need: 'actions-of-plan',
  args: [planId, ids],
})

/**
 * The addresses in a plan that some refs could be given (`takeSlug`) and that an action has or ever had, by
 * the last part, each with the actions.
 */
export const addressesTaken = (
  planId: Id,
  refs: readonly string[],
): Need<'addresses-taken', readonly [Id, readonly string[]], ReadonlyMap<string, readonly Id[]>> => ({
  need: 'addresses-taken',
  args: [planId, refs],
})

/** The actions that are in a section on a day (today where there is none) or later, unless they are more than `most`. */
export const inSection = (
  planId: Id,
  sectionId: Id,
  on: IsoDate | undefined,
  most: number,
): Need<'in-section', readonly [Id, Id, IsoDate | undefined, number], InSection> => ({
  need: 'in-section',
  args: [planId, sectionId, on, most],
})

/**
 * What a party owns today, `open` only what is not complete; the histories of its actions where there are no more than
 * `most`.
 */
export const ownedByParty = (
  partyId: Id,
  most: number,
  which: 'all' | 'open' = 'all',
): Need<'owned-by-party', readonly [Id, number, 'all' | 'open'], OwnedByParty> => ({
  need: 'owned-by-party',
  args: [partyId, most, which],
})
