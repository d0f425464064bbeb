import type * as z from 'zod'
import { earliestOf, type IsoDate } from '../calendar/date.ts'
import type { Id } from '../id.ts'
import { OPEN_END } from '../period/period.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending } from '../stream/event.ts'
import { foldWords } from '../words/fold.ts'
import { decidePartyEvents, type PartyDecision, type PartyHistory } from './decide.ts'
import type { PartyEvent } from './events.ts'
import type { KnownParties } from './given.ts'
import { accountOn, type Holder, type Holding, holdingOn, isSameHolder } from './holding.ts'
import type {
  beginHolding,
  changeHolding,
  endHolding,
  markLeft,
  removeHolding,
  setAccount,
  setSuccessor,
} from './holding-commands.ts'
import type { HeldByParty } from './needs.ts'
import type { PartyKind } from './party.ts'
import { addParty } from './registry.ts'
import { foldParty, type PartyState } from './state.ts'

/** What a decision about who holds a post needs besides the post's history. */
export interface HoldingKnown {
  /** The parties that the holder's name or id means. */
  readonly named: KnownParties
  /** The party that the holder is, with all of its events; none where it is new or an account. */
  readonly holder: PartyHistory
  /** Whether the account that was named exists. */
  readonly accountThere: boolean
}

/**
 * Decides who holds a post from a day on. Whoever holds it on that day does so until then; without an end it lasts
 * until the next holding begins. A post whose kind is not stated is stated to be one, a holder a person; a name that
 * means nobody yet is a new person. Refused with `not-found` (the post, the holder), `party-merged`, `party-kind`,
 * `holding-period`, `party-loop`, `stale` and `id-reused`. No event where the holder holds it on that day already.
 */
export const decideBeginHolding = (
  history: PartyHistory,
  command: z.output<typeof beginHolding.input>,
  known: HoldingKnown,
  context: DecideContext,
): PartyDecision => {
  const { partyId, holdingId, reason, seen } = command
  const found = ofKind(history, partyId, 'post')
  if (!found.ok) return found
  const post = found.value
  const from = command.from ?? context.today
  const resolved = holderOf(command.holder, known, context)
  if (!resolved.ok) return resolved
  const { holder, added } = resolved.value
  if (holder.id === partyId) return err(refuse('party-loop', { because: 'itself' }))
  if (post.holdings.some((each) => each.holdingId === holdingId))
    return err(refuse('id-reused', { id: holdingId }))
  const before = holdingOn(post.holdings, from)
  if (before !== null && isSameHolder(before.holder, holder) && command.to === undefined) return ok([])
  if (seen.holder !== undefined && seen.holder !== (before?.holder.id ?? null))
    return err(refuse('stale', { fields: ['holder'] }))
  const next = post.holdings
    .filter((each) => each.from > from)
    .sort((one, other) => (one.from < other.from ? -1 : 1))
  const to = command.to ?? next.find(({ removed }) => !removed)?.from ?? OPEN_END
  if (to <= from) return err(refuse('holding-period'))
  const words = { reason: reason || null }
  const ended = post.holdings
    .filter((each) => !each.removed && each.from < from && each.to > from)
    .map((each) => held(each, { from: each.from, to: from }, words))
  const begun: PartyEvent = { type: 'post-held', v: 1, facts: { holdingId, holder, from, to }, words }
  const said = post.kind === null ? [describedAs('post')] : []
  const decided = decidePartyEvents(
    history,
    partyId,
    dayOf(post, from, context),
    [...said, ...ended, begun],
    context,
  )
  if (!decided.ok) return decided
  const person = personEvents(holder, added, known, from, context)
  return person.ok ? ok([...person.value, ...decided.value]) : person
}

/**
 * Decides other days for a holding. Refused with `not-found`, `party-merged`, `holding-period` and `stale`. No event
 * where it has them already.
 */
export const decideChangeHolding = (
  history: PartyHistory,
  { partyId, holdingId, from, to, reason, seen }: z.output<typeof changeHolding.input>,
  context: DecideContext,
): PartyDecision => {
  const found = holdingFor(history, partyId, holdingId)
  if (!found.ok) return found
  const { post, holding } = found.value
  const days = { from: from ?? holding.from, to: to === undefined ? holding.to : (to ?? OPEN_END) }
  return changed(history, post, holding, days, { reason, seen }, context)
}

/**
 * Decides that whoever holds a post on a day no longer does from that day on. Refused with `not-found` where nobody
 * holds it just before, `party-merged` and `stale`.
 */
export const decideEndHolding = (
  history: PartyHistory,
  { partyId, reason, seen, ...command }: z.output<typeof endHolding.input>,
  context: DecideContext,
): PartyDecision => {
  const post = foldParty(history)
  if (post === null) return err(refuse('not-found', { what: 'party', id: partyId }))
  const to = command.to ?? context.today
  const holding =
    post.holdings.filter((each) => !each.removed && each.from < to && each.to > to).at(-1) ?? null
  if (holding === null) return err(refuse('not-found', { what: 'holding', id: partyId }))
  if (seen.holder !== undefined && seen.holder !== holding.holder.id)
    return err(refuse('stale', { fields: ['holder'] }))
  return changed(history, post, holding, { from: holding.from, to }, { reason, seen: {} }, context)
}

/** Decides that a holding never was. Refused with `not-found`, `party-merged` and `stale`. */
export const decideRemoveHolding = (
  history: PartyHistory,
  { partyId, holdingId, reason, seen }: z.output<typeof removeHolding.input>,
  context: DecideContext,
): PartyDecision => {
  const found = holdingFor(history, partyId, holdingId)
  if (!found.ok) return found
  const { post, holding } = found.value
  const stale = staleDays(holding, seen)
  if (stale.length > 0) return err(refuse('stale', { fields: stale }))
  return decidePartyEvents(
    history,
    partyId,
    dayOf(post, holding.from, context),
    [
      {
        type: 'holding-removed',
        v: 1,
        facts: { holdingId, holder: holding.holder },
        words: { reason: reason || null },
      },
    ],
    context,
  )
}

/**
 * Decides which account a person is from a day on. Refused with `not-found` (the party, the account), `party-merged`,
 * `party-kind` and `stale`. No event where it is that account on that day already.
 */
export const decideSetAccount = (
  history: PartyHistory,
  { partyId, accountId, reason, seen, ...command }: z.output<typeof setAccount.input>,
  accountThere: boolean,
  context: DecideContext,
): PartyDecision => {
  const found = ofKind(history, partyId, 'person')
  if (!found.ok) return found
  const person = found.value
  if (accountId !== null && !accountThere) return err(refuse('not-found', { what: 'person', id: accountId }))
  const from = command.from ?? context.today
  const then = accountOn(person.accounts, from)
  if (then === accountId) return ok([])
  if (seen.account !== undefined && seen.account !== then)
    return err(refuse('stale', { fields: ['account'] }))
  const set: PartyEvent = {
    type: 'party-account-set',
    v: 1,
    facts: { account: accountId, from },
    words: { reason: reason || null },
  }
  const said = person.kind === null ? [describedAs('person')] : []
  return decidePartyEvents(history, partyId, dayOf(person, from, context), [...said, set], context)
}

/**
 * Decides on which day a person leaves, and ends what they hold then. `posts` has the posts that they hold or held,
 * with all of their events. Refused with `not-found`, `party-merged`, `party-kind` and `stale`. No event where it is
 * known already.
 */
export const decideMarkLeft = (
  history: PartyHistory,
  { partyId, from, reason, seen }: z.output<typeof markLeft.input>,
  { posts, holders }: HeldByParty,
  context: DecideContext,
): PartyDecision => {
  const found = ofKind(history, partyId, 'person')
  if (!found.ok) return found
  const person = found.value
  const on = from === undefined ? context.today : from
  const was = person.left?.on ?? null
  if (was === on) return ok([])
  if (seen.left !== undefined && seen.left !== was) return err(refuse('stale', { fields: ['left'] }))
  const words = { reason: reason || null }
  const left: PartyEvent = { type: 'party-left', v: 1, facts: { on }, words }
  const said = person.kind === null ? [describedAs('person')] : []
  const first = earliestOf(on ?? was ?? context.today, was === null ? [] : [was])
  const decided = decidePartyEvents(history, partyId, dayOf(person, first, context), [...said, left], context)
  if (!decided.ok || on === null) return decided
  const who = new Set([partyId, ...holders])
  const ended = endHoldings(
    posts,
    ({ kind, id }) => kind === 'party' && who.has(id),
    { on, ...words },
    context,
  )
  return ended.ok ? ok([...decided.value, ...ended.value]) : ended
}

/**
 * Decides that an account that is removed holds no post from today on; `posts` are those that it holds or held. A
 * holding that had not begun is removed. No event where it holds none.
 */
export const decideAccountRemoved = (
  accountId: Id,
  posts: HeldByParty['posts'],
  context: DecideContext,
): PartyDecision =>
  endHoldings(
    posts,
    ({ kind, id }) => kind === 'account' && id === accountId,
    { on: context.today, reason: null },
    context,
  )

/** Ends what some holders hold on a day, and removes what they would have held later. */
const endHoldings = (
  posts: HeldByParty['posts'],
  isHolder: (holder: Holder) => boolean,
  { on, reason }: Words & { readonly on: IsoDate },
  context: DecideContext,
): PartyDecision => {
  const events: Pending<PartyEvent>[] = []
  for (const post of posts) {
    const state = foldParty(post.history)
    if (state === null || state.mergedInto !== null) continue
    const bodies = state.holdings.flatMap((each) => {
      if (each.removed || !isHolder(each.holder) || each.to <= on) return []
      return each.from < on
        ? [held(each, { from: each.from, to: on }, { reason })]
        : [removed(each, { reason })]
    })
    const ended = decidePartyEvents(post.history, post.id, dayOf(state, on, context), bodies, context)
    if (!ended.ok) return ended
    for (const event of ended.value) events.push(event)
  }
  return ok(events)
}

/** What a decision about a successor needs besides the history. */
export interface SuccessorKnown {
  /** The party that the successor's id means. */
  readonly named: KnownParties
  /** Those that follow the successor, the nearest first. */
  readonly after: readonly Id[]
}

/**
 * Decides which party takes the place of another one from a day on. Refused with `not-found` (either), `party-merged`,
 * `party-loop` and `stale`. No event where it is known already.
 */
export const decideSetSuccessor = (
  history: PartyHistory,
  { partyId, successorId, reason, seen, ...command }: z.output<typeof setSuccessor.input>,
  { named, after }: SuccessorKnown,
  context: DecideContext,
): PartyDecision => {
  const party = foldParty(history)
  if (party === null) return err(refuse('not-found', { what: 'party', id: partyId }))
  const by = successorId === null ? null : (named.merged?.get(successorId) ?? successorId)
  if (by !== null && !named.ids.has(successorId as Id))
    return err(refuse('not-found', { what: 'party', id: by }))
  if (by === partyId) return err(refuse('party-loop', { because: 'itself' }))
  if (after.includes(partyId)) return err(refuse('party-loop', { because: 'after' }))
  const was = party.successor
  const from = command.from ?? context.today
  if ((was?.by ?? null) === by && (by === null || was?.from === from)) return ok([])
  if (seen.successor !== undefined && seen.successor !== (was?.by ?? null))
    return err(refuse('stale', { fields: ['successor'] }))
  const first = was === null ? from : earliestOf(from, [was.from])
  return decidePartyEvents(
    history,
    partyId,
    dayOf(party, first, context),
    [{ type: 'party-succeeded', v: 1, facts: { by, from }, words: { reason: reason || null } }],
    context,
  )
}

type Words = { readonly reason: string | null }

const held = (
  { holdingId, holder }: Pick<Holding, 'holdingId' | 'holder'>,
  days: { readonly from: IsoDate; readonly to: IsoDate },
  words: Words,
): PartyEvent => ({ type: 'post-held', v: 1, facts: { holdingId, holder, ...days }, words })

const removed = ({ holdingId, holder }: Holding, words: Words): PartyEvent => ({
  type: 'holding-removed',
  v: 1,
  facts: { holdingId, holder },
  words,
})

const describedAs = (kind: PartyKind): PartyEvent => ({
  type: 'party-described',
  v: 1,
  facts: { kind },
  words: { reason: null },
})

/** The day of an event with a period: the first that it changes, no later than today, while the party exists. */
const dayOf = ({ since }: PartyState, first: IsoDate, { today }: DecideContext): IsoDate => {
  const day = first < today ? first : today
  return day < since ? since : day
}

/** The party, where it is of a kind or its kind is not stated. */
const ofKind = (history: PartyHistory, partyId: Id, wanted: PartyKind): Result<PartyState, Refusal> => {
  const state = foldParty(history)
  if (state === null) return err(refuse('not-found', { what: 'party', id: partyId }))
  if (state.mergedInto !== null) return err(refuse('party-merged', { into: state.mergedInto }))
  return state.kind === null || state.kind === wanted
    ? ok(state)
    : err(refuse('party-kind', { wanted, kind: state.kind }))
}

const holdingFor = (
  history: PartyHistory,
  partyId: Id,
  holdingId: Id,
): Result<{ readonly post: PartyState; readonly holding: Holding }, Refusal> => {
  const post = foldParty(history)
  if (post === null) return err(refuse('not-found', { what: 'party', id: partyId }))
  const holding = post.holdings.find((each) => each.holdingId === holdingId && !each.removed)
  return holding === undefined
    ? err(refuse('not-found', { what: 'holding', id: holdingId }))
    : ok({ post, holding })
}

/** The days of a holding as a person saw them: an open end is `null`. */
type SeenDays = z.output<typeof changeHolding.input>['seen']

const staleDays = ({ from, to }: Pick<Holding, 'from' | 'to'>, seen: SeenDays): string[] => [
  ...(seen.from === undefined || seen.from === from ? [] : ['from']),
  ...(seen.to === undefined || (seen.to ?? OPEN_END) === to ? [] : ['to']),
]

const changed = (
  history: PartyHistory,
  post: PartyState,
  holding: Holding,
  days: { readonly from: IsoDate; readonly to: IsoDate },
  { reason, seen }: { readonly reason: string | undefined; readonly seen: SeenDays },
  context: DecideContext,
): PartyDecision => {
  if (days.from === holding.from && days.to === holding.to) return ok([])
  const stale = staleDays(holding, seen)
  if (stale.length > 0) return err(refuse('stale', { fields: stale }))
  if (days.to <= days.from) return err(refuse('holding-period'))
  const first = earliestOf(OPEN_END, [
    ...(days.from === holding.from ? [] : [days.from, holding.from]),
    ...(days.to === holding.to ? [] : [days.to, holding.to]),
  ])
  return decidePartyEvents(
    history,
    post.id,
    dayOf(post, first, context),
    [held(holding, days, { reason: reason || null })],
    context,
  )
}

/** The holder that a command states, and the name of a new person where that is what it is. */
const holderOf = (
  given: z.output<typeof beginHolding.input>['holder'],
  { named, accountThere }: HoldingKnown,
  { newId }: DecideContext,
): Result<{ readonly holder: Holder; readonly added: string | null }, Refusal> => {
  if ('accountId' in given)
    return accountThere
      ? ok({ holder: { kind: 'account', id: given.accountId }, added: null })
      : err(refuse('not-found', { what: 'person', id: given.accountId }))
  if ('partyId' in given)
    return named.ids.has(given.partyId)
      ? ok({ holder: { kind: 'party', id: named.merged?.get(given.partyId) ?? given.partyId }, added: null })
      : err(refuse('not-found', { what: 'party', id: given.partyId }))
  const known = named.byName.get(foldWords(given.name))
  return ok(
    known === undefined
      ? { holder: { kind: 'party', id: newId() }, added: given.name }
      : { holder: { kind: 'party', id: known }, added: null },
  )
}

/** What is recorded of a holder that is a party: that it is there, where it is new, and that it is a person. */
const personEvents = (
  holder: Holder,
  added: string | null,
  known: HoldingKnown,
  from: IsoDate,
  context: DecideContext,
): PartyDecision => {
  if (holder.kind === 'account') return ok([])
  if (added !== null) {
    const on = from < context.today ? from : context.today
    const person = addParty({ id: holder.id, name: added }, on, context)
    const described: Pending<PartyEvent> = {
      ...describedAs('person'),
      id: context.newId(),
      stream: { kind: 'party', id: holder.id },
      effectiveOn: on,
    }
    return ok([person, described])
  }
  const found = ofKind(known.holder, holder.id, 'person')
  if (!found.ok) return found
  if (found.value.kind !== null) return ok([])
  const on = dayOf(found.value, from, context)
  return decidePartyEvents(known.holder, holder.id, on, [describedAs('person')], context)
}
