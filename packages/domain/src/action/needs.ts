import type { Need } from '../aggregate/need.ts'
import type { IsoDate } from '../calendar/date.ts'
import type { Id } from '../id.ts'
import type { LinkKind } from '../link/link.ts'
import type { PlanEvent } from '../plan/events.ts'
import type { RagRules } from '../rag/rules.ts'
import type { Recorded } from '../stream/event.ts'
import type { InSection } from './merge-sections.ts'
import type { PlaceAsked, PlaceKnown } from './place.ts'
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
 * the refs could be given (`takeSlug`). Empty where there is no ref.
 */
export const slugsTaken = (
  of: { readonly planId: Id } | { readonly actionId: Id },
  refs: readonly string[],
): Need<
  'slugs-taken',
  readonly [{ readonly planId: Id } | { readonly actionId: Id }, readonly string[]],
  ReadonlySet<string>
> => ({
  need: 'slugs-taken',
  args: [of, refs],
})

/** All events of the plan of an action; none where there is no such action. */
export const planOfAction = (
  id: Id,
): Need<'plan-of-action', readonly [Id], readonly Recorded<PlanEvent>[]> => ({
  need: 'plan-of-action',
  args: [id],
})

/** Where the next actions of a plan go. */
export interface NextPlace {
  /** The next numbers that are the ref and the address of no action of the plan, and never were. */
  readonly refs: readonly string[]
  readonly order: number
}

/** Where the next actions of a plan, or of the plan of an action, go; `count` of them get a ref. */
export const nextPlace = (
  of: { readonly planId: Id } | { readonly actionId: Id },
  count = 1,
): Need<'next-place', readonly [{ readonly planId: Id } | { readonly actionId: Id }, number], NextPlace> => ({
  need: 'next-place',
  args: [of, count],
})

/** Room for actions that come from elsewhere: the next place, and the addresses of the plan that they could take. */
export interface RoomInPlan {
  readonly next: NextPlace
  /** By the last part, with the actions that have each or ever had it. */
  readonly addresses: ReadonlyMap<string, readonly Id[]>
}

/** Room in a plan for some actions with their refs, or with the next numbers. */
export const roomInPlan = (
  planId: Id,
  actionIds: readonly Id[],
): Need<'room-in-plan', readonly [Id, readonly Id[]], RoomInPlan> => ({
  need: 'room-in-plan',
  args: [planId, actionIds],
})

/** A place in the plan of an action, with the actions there, and the histories of `ids` and of those that make room. */
export const placeOf = (
  actionId: Id | null,
  ids: readonly Id[],
  place: PlaceAsked,
): Need<'place-of', readonly [Id | null, readonly Id[], PlaceAsked], PlaceKnown> => ({
  need: 'place-of',
  args: [actionId, ids, place],
})

/** The actions of a plan that are not withdrawn, in their order, unless they are more than `most`. */
export const inPlan = (planId: Id, most: number): Need<'in-plan', readonly [Id, number], InSection> => ({
  need: 'in-plan',
  args: [planId, most],
})

/** Those of some actions that there are or were, each with all of its events. */
export const actionsById = (
  ids: readonly Id[],
): Need<'actions-by-id', readonly [readonly Id[]], ReadonlyMap<Id, ActionSince>> => ({
  need: 'actions-by-id',
  args: [ids],
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

/** What a party owns today with its history, `open` only what is not complete. */
export const ownedByParty = (
  partyId: Id,
  which: 'all' | 'open' = 'all',
): Need<'owned-by-party', readonly [Id, 'all' | 'open'], OwnedByParty> => ({
  need: 'owned-by-party',
  args: [partyId, which],
})
