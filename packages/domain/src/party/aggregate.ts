import { decided, defineAggregate } from '../aggregate/aggregate.ts'
import { eventsOfStream } from '../aggregate/need.ts'
import { editParty, mergeParties, renameParty } from './commands.ts'
import { decideEditParty, decideMergeParties, decideRenameParty } from './decide.ts'
import { type PartyEvent, partyEvent } from './events.ts'
import { partiesAbove, partiesNamed } from './needs.ts'
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
  },
})
