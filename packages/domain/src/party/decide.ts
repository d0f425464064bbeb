import type * as z from 'zod'
import { earliestOf, type IsoDate } from '../calendar/date.ts'
import type { Id } from '../id.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending, Recorded } from '../stream/event.ts'
import { standing } from '../stream/standing.ts'
import { plainText } from '../words/control.ts'
import { foldWords } from '../words/fold.ts'
import type { editParty, mergeParties, renameParty } from './commands.ts'
import type { PartyEvent } from './events.ts'
import type { KnownParties } from './given.ts'
import {
  evolveParty,
  foldParty,
  isCalled,
  type PartyState,
  partyNameOn,
  refusalToFollowInParty,
} from './state.ts'

/** All events of a party. */
export type PartyHistory = readonly Recorded<PartyEvent>[]
export type PartyDecision = Result<Pending<PartyEvent>[], Refusal>

/**
 * Decides another name for a party from a day, which may lie ahead. `named` has the party that the name already means,
 * if any. Refused with `not-found`, `before-it-exists`, `party-merged`, `stale`, and `name-taken` where the name means
 * another party. No event where it has that name on that day.
 */
export const decideRenameParty = (
  history: PartyHistory,
  { partyId, name, reason, seen, ...command }: z.output<typeof renameParty.input>,
  named: KnownParties,
  context: DecideContext,
): PartyDecision => {
  const { today } = context
  const from = command.on ?? today
  const on = earliestOf(from, [today])
  const found = partyThen(history, partyId, on, context)
  if (!found.ok) return found
  const { now } = found.value
  if (partyNameOn(now, from) === name) return ok([])
  if (seen.name !== undefined && asGiven(partyNameOn(now, today)) !== seen.name)
    return err(refuse('stale', { fields: ['name'] }))
  const refusal = takenBy(named, name, partyId)
  if (refusal !== null) return err(refusal)
  return decidePartyEvents(
    history,
    partyId,
    on,
    [
      {
        type: 'party-renamed',
        v: 1,
        facts: from > on ? { from } : {},
        words: { name, reason: reason || null },
      },
    ],
    context,
  )
}

/** What a decision about a party's description needs besides its history. */
export interface EditPartyKnown {
  /** The parties that the new aliases mean, and the new parent. */
  readonly named: KnownParties
  /** The new parent's own parents, the nearest first. */
  readonly above: readonly Id[]
}

/**
 * Decides to change the kind, the parent or the aliases of a party. Fields that already have their value on
 * that day are left out; no event where none changes. Refused with `nothing-said`, `not-found` (the party or
 * the parent), `effective-in-future`, `before-it-exists`, `party-merged`, `stale`, `party-loop` and
 * `name-taken`.
 */
export const decideEditParty = (
  history: PartyHistory,
  command: z.output<typeof editParty.input>,
  { named, above }: EditPartyKnown,
  context: DecideContext,
): PartyDecision => {
  const { partyId, kind, parentId, addAliases = [], removeAliases = [], seen } = command
  const on = command.on ?? context.today
  if (kind === undefined && parentId === undefined && addAliases.length + removeAliases.length === 0)
    return err(refuse('nothing-said'))
  const found = partyThen(history, partyId, on, context)
  if (!found.ok) return found
  const { now, then } = found.value
  const parent = parentId == null ? parentId : (named.merged?.get(parentId) ?? parentId)
  if (parent != null) {
    if (!named.ids.has(parentId as Id)) return err(refuse('not-found', { what: 'party', id: parent }))
    if (parent === partyId) return err(refuse('party-loop', { because: 'itself' }))
    if (above.includes(partyId)) return err(refuse('party-loop', { because: 'below' }))
  }
  const changes = {
    ...(kind === undefined || kind === then.kind ? {} : { kind }),
    ...(parent === undefined || parent === then.parent ? {} : { parent }),
  }
  const stale = [
    ...('kind' in changes && seen.kind !== undefined && seen.kind !== now.kind ? ['kind'] : []),
    ...('parent' in changes && seen.parentId !== undefined && seen.parentId !== now.parent ? ['parent'] : []),
  ]
  if (stale.length > 0) return err(refuse('stale', { fields: stale }))
  const words = { reason: command.reason || null }
  const bodies: PartyEvent[] =
    Object.keys(changes).length === 0 ? [] : [{ type: 'party-described', v: 1, facts: changes, words }]
  for (const alias of oncePerName(removeAliases))
    if (now.aliases.some((had) => foldWords(had) === foldWords(alias)))
      bodies.push({ type: 'party-alias-removed', v: 1, facts: {}, words: { alias, ...words } })
  for (const alias of oncePerName(addAliases)) {
    if (isCalled(now, alias)) continue
    const refusal = takenBy(named, alias, partyId)
    if (refusal !== null) return err(refusal)
    bodies.push({ type: 'party-alias-added', v: 1, facts: {}, words: { alias, ...words } })
  }
  return decidePartyEvents(history, partyId, on, bodies, context)
}

/** What a decision to merge a party into another needs besides its history. */
export interface MergeKnown {
  /** All events of the party that stays. */
  readonly into: PartyHistory
  /** The parents of the party that stays, the nearest first. */
  readonly above: readonly Id[]
}

/**
 * Decides to merge a party into another, from now on and for every day. Refused with `not-found`,
 * `party-merged` (one of them is merged already) and `party-loop` (they are the same, or the one that goes is
 * above the one that stays).
 */
export const decideMergeParties = (
  history: PartyHistory,
  { partyId, intoId, reason }: z.output<typeof mergeParties.input>,
  { into, above }: MergeKnown,
  context: DecideContext,
): PartyDecision => {
  if (partyId === intoId) return err(refuse('party-loop', { because: 'itself' }))
  for (const [id, events] of [
    [partyId, history],
    [intoId, into],
  ] as const) {
    const found = partyThen(events, id, context.today, context)
    if (!found.ok) return found
  }
  if (above.includes(partyId)) return err(refuse('party-loop', { because: 'below' }))
  return decidePartyEvents(
    history,
    partyId,
    context.today,
    [{ type: 'party-merged', v: 1, facts: { into: intoId }, words: { reason: reason || null } }],
    context,
  )
}

/**
 * The party that a command is about, now and on the day the command takes effect. Refused with `not-found`,
 * `effective-in-future`, `before-it-exists`, `party-merged`.
 */
const partyThen = (
  history: PartyHistory,
  partyId: Id,
  on: IsoDate,
  { today }: Pick<DecideContext, 'today'>,
): Result<{ readonly now: PartyState; readonly then: PartyState }, Refusal> => {
  const now = foldParty(history)
  if (now === null) return err(refuse('not-found', { what: 'party', id: partyId }))
  if (now.mergedInto !== null) return err(refuse('party-merged', { into: now.mergedInto }))
  if (on > today) return err(refuse('effective-in-future', { on, today }))
  const then = standing(history)
    .filter(({ effectiveOn }) => effectiveOn <= on)
    .reduce(evolveParty, null as PartyState | null)
  return then === null ? err(refuse('before-it-exists')) : ok({ now, then })
}

/** The refusal of a name that means another party; `null` where it means none, or this one. */
const takenBy = ({ byName }: KnownParties, name: string, partyId: Id): Refusal | null => {
  const other = byName.get(foldWords(name))
  return other === undefined || other === partyId ? null : refuse('name-taken', { name, party: other })
}

const oncePerName = (names: readonly string[]): string[] => [
  ...new Map(names.map((name) => [foldWords(name), name])).values(),
]

/** A recorded name as it comes back in an input, which takes no control characters. */
const asGiven = (name: string): string => plainText(name).trim()

/**
 * Checks new events of a party on a day: each can follow, and every later event still follows. Later events
 * that could not follow before are ignored.
 */
export const decidePartyEvents = (
  history: PartyHistory,
  partyId: Id,
  on: IsoDate,
  bodies: readonly PartyEvent[],
  context: DecideContext,
): PartyDecision => {
  const sorted = standing(history)
  const before = sorted.filter(({ effectiveOn }) => effectiveOn <= on)
  let was = before.reduce(evolveParty, null as PartyState | null)
  let state = was
  const pending: Pending<PartyEvent>[] = []
  for (const body of bodies) {
    const refusal = refusalToFollowInParty(state, body)
    if (refusal !== null) return err(refusal)
    const event: Pending<PartyEvent> = {
      ...body,
      id: context.newId(),
      stream: { kind: 'party', id: partyId },
      effectiveOn: on,
    }
    const stamp = { position: Number.MAX_SAFE_INTEGER, recordedAt: '', actor: context.actor }
    state = evolveParty(state, { ...event, ...stamp, commandId: context.actor })
    pending.push(event)
  }
  for (const event of sorted.slice(before.length)) {
    if (refusalToFollowInParty(state, event) !== null && refusalToFollowInParty(was, event) === null)
      return err(refuse('contradicts-later', { event: event.id, on: event.effectiveOn }))
    state = evolveParty(state, event)
    was = evolveParty(was, event)
  }
  return ok(pending)
}
