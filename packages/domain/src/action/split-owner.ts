import * as z from 'zod'
import { defineCommand } from '../command/definition.ts'
import { type Id, id } from '../id.ts'
import type { PartyAdded } from '../party/events.ts'
import type { KnownParties } from '../party/given.ts'
import { ownersOnce } from '../party/party.ts'
import { addParty, partyRegistry } from '../party/registry.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending } from '../stream/event.ts'
import { givenLine, givenText, MOST_WORDS } from '../words/control.ts'
import type { ActionEvent } from './events.ts'
import { decideEvent } from './one-event.ts'
import { type ActionSince, actionNow } from './since.ts'

/** The most owners that one becomes. */
export const MOST_PARTS = 10

/**
 * Makes two or more owners of one that a document wrote together ("Area Supt & Inspector"), in all its actions
 * that are not withdrawn, from today. Each part has the duty of the one that was split. `seen` is how many
 * actions the person saw that it owns.
 */
export const splitOwner = defineCommand({
  name: 'split-owner',
  input: z.object({
    commandId: id,
    partyId: id.describe('The owner to split.'),
    into: z
      .array(givenLine(200).min(1))
      .min(2)
      .max(MOST_PARTS)
      .describe('The owners it becomes, by their names; those that do not exist yet are added.'),
    reason: givenText(MOST_WORDS).optional().describe('Why it is split.'),
    seen: z.object({ actions: z.int().optional() }).default({}),
  }),
  capability: 'edit',
  cli: 'owner split OWNER',
  on: 'anywhere',
  byRow: true,
  inParts: true,
})

/** The actions of a party that are not withdrawn, today. */
export interface OwnedByParty {
  /** The party and those that were merged into it; empty where there is no such party. */
  readonly parties: readonly Id[]
  readonly count: number
  /** The actions with their histories, in the order of their plans. */
  readonly actions: readonly { readonly id: Id; readonly history: ActionSince }[]
}

/** What a decision to split an owner needs. */
export interface SplitKnown {
  readonly owned: OwnedByParty
  /** The parties that the names of the parts mean. */
  readonly named: KnownParties
}

/**
 * Decides to split an owner in every action that it owns. Refused with `not-found`, `split-too-small` (fewer
 * than two owners are left of the names), `stale` where it owns more or fewer actions than were seen, and as an
 * action's own command. No event where it owns none.
 */
export const decideSplitOwner = (
  { partyId, into, reason, seen }: z.output<typeof splitOwner.input>,
  { owned, named }: SplitKnown,
  context: DecideContext,
): Result<Pending<ActionEvent | PartyAdded>[], Refusal> => {
  if (owned.parties.length === 0) return err(refuse('not-found', { what: 'party', id: partyId }))
  if (seen.actions !== undefined && seen.actions !== owned.count)
    return err(refuse('stale', { fields: ['actions'] }))
  const registry = partyRegistry(named.byName, context.newId)
  const parts = registry.owners(into.map((name) => ({ name, duty: 'responsible' })))
  if (parts.length < 2) return err(refuse('split-too-small'))
  const isSplit = new Set(owned.parties)
  const revised: Pending<ActionEvent>[] = []
  for (const { id: actionId, history } of owned.actions) {
    const state = actionNow(history)
    if (state === null) continue
    const owners = ownersOnce(
      state.owners.flatMap((owner) =>
        isSplit.has(owner.partyId) ? parts.map(({ partyId }) => ({ partyId, duty: owner.duty })) : [owner],
      ),
    )
    const decided = decideEvent(
      history,
      { on: context.today, seen: {}, changed: ['owners'] },
      context,
      actionId,
      {
        type: 'action-revised',
        v: 1,
        facts: { owners, from: null },
        words: { reason: reason || null },
      },
    )
    if (!decided.ok) return decided
    for (const event of decided.value) revised.push(event)
  }
  if (revised.length === 0) return ok([])
  return ok([...registry.added.map((party) => addParty(party, context.today, context)), ...revised])
}
