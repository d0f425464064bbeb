import type { IsoDate } from '../calendar/date.ts'
import type { Id } from '../id.ts'
import type { DecideContext, Pending } from '../stream/event.ts'
import { foldWords } from '../words/fold.ts'
import type { PartyAdded } from './events.ts'
import { type Duty, type Owner, ownersOnce, type Party } from './party.ts'

/** An owner by name, as a document or a person states it. */
export interface NamedDuty {
  readonly name: string
  readonly duty: Duty
}

/** Parties by their folded names while owners are resolved, and those that are new. */
export interface PartyRegistry {
  /** The owners with their parties, each once. */
  readonly owners: (said: readonly NamedDuty[]) => Owner[]
  /** The new parties, in the order in which they were found. */
  readonly added: readonly Party[]
}

/**
 * Parties by their folded names: the known ones, and those found while writing, in order. The same name is
 * the same party.
 */
export const partyRegistry = (known: ReadonlyMap<string, Id>, newId: () => Id): PartyRegistry => {
  const ids = new Map(known)
  const added: Party[] = []
  const idOf = (name: string): Id => {
    const folded = foldWords(name)
    const found = ids.get(folded)
    if (found !== undefined) return found
    const id = newId()
    ids.set(folded, id)
    added.push({ id, name })
    return id
  }
  return {
    owners: (said) => ownersOnce(said.map(({ name, duty }) => ({ partyId: idOf(name), duty }))),
    added,
  }
}

/** The event that adds a party from a day. */
export const addParty = (
  { id, name }: Party,
  on: IsoDate,
  { newId }: Pick<DecideContext, 'newId'>,
): Pending<PartyAdded> => ({
  type: 'party-added',
  v: 1,
  id: newId(),
  stream: { kind: 'party', id },
  effectiveOn: on,
  facts: {},
  words: { name },
})
