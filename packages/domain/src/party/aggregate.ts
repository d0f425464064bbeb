import { decided, defineAggregate } from '../aggregate/aggregate.ts'
import { eventsOfStream } from '../aggregate/need.ts'
import { editParty, mergeParties, renameParty } from './commands.ts'
import { decideEditParty, decideMergeParties, decideRenameParty } from './decide.ts'
import {
  decideBeginHolding,
  decideChangeHolding,
  decideEndHolding,
  decideMarkLeft,
  decideRemoveHolding,
  decideSetAccount,
  decideSetSuccessor,
} from './decide-holding.ts'
import { type PartyEvent, partyEvent } from './events.ts'
import {
  beginHolding,
  changeHolding,
  endHolding,
  markLeft,
  removeHolding,
  setAccount,
  setSuccessor,
} from './holding-commands.ts'
import {
  accountThere,
  heldByParty,
  holderHistory,
  partiesAbove,
  partiesNamed,
  successorsOf,
} from './needs.ts'
import { evolveParty } from './state.ts'

/** A party as data. */
export const partyAggregate = defineAggregate({
  kind: 'party',
  home: 'area',
  event: partyEvent,
  evolve: evolveParty,
  view: null,
  commands: {
    'rename-party': decided(renameParty, {
      needs: ({ partyId, name }) => ({
        history: eventsOfStream<PartyEvent>('party', partyId),
        named: partiesNamed([name]),
      }),
      decide: ({ history, named }, input, context) => decideRenameParty(history, input, named, context),
    }),
    'edit-party': decided(editParty, {
      needs: ({ partyId, parentId, addAliases = [] }) => ({
        history: eventsOfStream<PartyEvent>('party', partyId),
        named: partiesNamed(addAliases, parentId == null ? [] : [parentId]),
        above: partiesAbove(parentId),
      }),
      decide: ({ history, named, above }, input, context) =>
        decideEditParty(history, input, { named, above }, context),
    }),
    'merge-parties': decided(mergeParties, {
      needs: ({ partyId, intoId }) => ({
        history: eventsOfStream<PartyEvent>('party', partyId),
        into: eventsOfStream<PartyEvent>('party', intoId),
        above: partiesAbove(intoId),
      }),
      decide: ({ history, into, above }, input, context) =>
        decideMergeParties(history, input, { into, above }, context),
    }),
    'begin-holding': decided(beginHolding, {
      needs: ({ partyId, holder }) => ({
        history: eventsOfStream<PartyEvent>('party', partyId),
        named: partiesNamed(
          'name' in holder ? [holder.name] : [],
          'partyId' in holder ? [holder.partyId] : [],
        ),
        holder: holderHistory(holder),
        there: accountThere('accountId' in holder ? holder.accountId : null),
      }),
      decide: ({ history, named, holder, there }, input, context) =>
        decideBeginHolding(history, input, { named, holder, accountThere: there }, context),
    }),
    'change-holding': decided(changeHolding, {
      needs: ({ partyId }) => ({ history: eventsOfStream<PartyEvent>('party', partyId) }),
      decide: ({ history }, input, context) => decideChangeHolding(history, input, context),
    }),
    'end-holding': decided(endHolding, {
      needs: ({ partyId }) => ({ history: eventsOfStream<PartyEvent>('party', partyId) }),
      decide: ({ history }, input, context) => decideEndHolding(history, input, context),
    }),
    'remove-holding': decided(removeHolding, {
      needs: ({ partyId }) => ({ history: eventsOfStream<PartyEvent>('party', partyId) }),
      decide: ({ history }, input, context) => decideRemoveHolding(history, input, context),
    }),
    'set-account': decided(setAccount, {
      needs: ({ partyId, accountId }) => ({
        history: eventsOfStream<PartyEvent>('party', partyId),
        there: accountThere(accountId),
      }),
      decide: ({ history, there }, input, context) => decideSetAccount(history, input, there, context),
    }),
    'mark-left': decided(markLeft, {
      needs: ({ partyId }) => ({
        history: eventsOfStream<PartyEvent>('party', partyId),
        held: heldByParty(partyId),
      }),
      decide: ({ history, held }, input, context) => decideMarkLeft(history, input, held, context),
    }),
    'set-successor': decided(setSuccessor, {
      needs: ({ partyId, successorId }) => ({
        history: eventsOfStream<PartyEvent>('party', partyId),
        named: partiesNamed([], successorId === null ? [] : [successorId]),
        after: successorsOf(successorId),
      }),
      decide: ({ history, named, after }, input, context) =>
        decideSetSuccessor(history, input, { named, after }, context),
    }),
  },
})
