import { defineAggregate } from '../aggregate/aggregate.ts'
import type { Recorded } from '../stream/event.ts'
import { type PartyEvent, partyEvent } from './events.ts'
import type { Party } from './party.ts'

/** A party as data. */
export const partyAggregate = defineAggregate({
  kind: 'party',
  home: 'area',
  event: partyEvent,
  evolve: (state: Party | null, event: Recorded<PartyEvent>): Party | null =>
    event.type === 'party-added' ? (state ?? { id: event.stream.id, name: event.words.name }) : state,
  view: null,
  commands: {},
})
