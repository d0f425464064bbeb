import * as z from 'zod'
import { givenDay } from '../calendar/date.ts'
import { defineCommand } from '../command/definition.ts'
import { id } from '../id.ts'
import type { KnownParties } from '../party/given.ts'
import { ownersOnce } from '../party/party.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending } from '../stream/event.ts'
import { givenText, MOST_WORDS } from '../words/control.ts'
import type { ActionEvent } from './events.ts'
import { actionOn, decideEvent } from './one-event.ts'
import { actionNow } from './since.ts'
import type { OwnedByParty } from './split-owner.ts'

/**
 * Gives the open actions of an owner to another one from a day: those that are neither withdrawn nor complete. Each
 * keeps the duty that it has there. `seen` is how many open actions the person saw.
 */
export const handOver = defineCommand({
  name: 'hand-over',
  input: z.object({
    commandId: id,
    partyId: id.describe('The owner that gives its open actions.'),
    toId: id.describe('The owner that takes them.'),
    on: givenDay.optional().describe('The day from which they are the other’s. Leave it empty for today.'),
    reason: givenText(MOST_WORDS).optional().describe('Why they are given over.'),
    seen: z.object({ open: z.int().optional() }).default({}),
  }),
  capability: 'edit',
  cli: 'owner hand-over OWNER TO',
  on: 'anywhere',
  byRow: true,
  inParts: true,
})

/** What a decision to give over the actions of an owner needs. */
export interface HandOverKnown {
  /** The open actions. */
  readonly owned: OwnedByParty
  /** The party that takes them. */
  readonly named: KnownParties
}

/**
 * Decides to give over an owner's open actions. An action whose owners changed after the day is given over from today.
 * Refused with `not-found` (either owner), `party-loop` (they are the same), `effective-in-future`, `stale` where
 * more or fewer actions are open than were seen, and as an action's own command. No event where none is open.
 */
export const decideHandOver = (
  { partyId, toId, reason, seen, ...command }: z.output<typeof handOver.input>,
  { owned, named }: HandOverKnown,
  context: DecideContext,
): Result<Pending<ActionEvent>[], Refusal> => {
  const { today } = context
  const on = command.on ?? today
  if (owned.parties.length === 0) return err(refuse('not-found', { what: 'party', id: partyId }))
  if (!named.ids.has(toId)) return err(refuse('not-found', { what: 'party', id: toId }))
  const to = named.merged?.get(toId) ?? toId
  if (owned.parties.includes(to)) return err(refuse('party-loop', { because: 'itself' }))
  if (on > today) return err(refuse('effective-in-future', { on, today }))
  if (seen.open !== undefined && seen.open !== owned.count)
    return err(refuse('stale', { fields: ['actions'] }))
  const gives = new Set(owned.parties)
  const revised: Pending<ActionEvent>[] = []
  for (const { id: actionId, history } of owned.actions) {
    const now = actionNow(history)
    if (now === null) continue
    const then = actionOn(history, on)
    const isSame = then !== null && JSON.stringify(then.owners) === JSON.stringify(now.owners)
    const owners = ownersOnce(
      now.owners.map((owner) => (gives.has(owner.partyId) ? { ...owner, partyId: to } : owner)),
    )
    const decided = decideEvent(
      history,
      { on: isSame ? on : today, seen: {}, changed: ['owners'] },
      context,
      actionId,
      { type: 'action-revised', v: 1, facts: { owners, from: null }, words: { reason: reason || null } },
    )
    if (!decided.ok) return decided
    for (const event of decided.value) revised.push(event)
  }
  return ok(revised)
}
