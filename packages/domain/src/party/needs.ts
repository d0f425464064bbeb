import type { Need } from '../aggregate/need.ts'
import type { Id } from '../id.ts'
import { foldWords } from '../words/fold.ts'
import { type GivenOwner, type KnownParties, partiesAsked } from './given.ts'

type Asked = { readonly names: readonly string[]; readonly ids: readonly Id[] }
type PartiesGiven = Need<'parties-given', readonly [Asked], KnownParties>

/** Those parties that exist of the ones that a command states as owners. */
export const partiesGiven = (given: readonly GivenOwner[]): PartiesGiven => ({
  need: 'parties-given',
  args: [partiesAsked(given)],
})

/** Those parties that exist of some by their names as written and some by their ids. */
export const partiesNamed = (names: readonly string[], ids: readonly Id[] = []): PartiesGiven => ({
  need: 'parties-given',
  args: [{ names: [...new Set(names.map(foldWords))], ids }],
})

/** The parents of a party, the nearest first, each as the party it is now; none where there is no party. */
export const partiesAbove = (
  partyId: Id | null | undefined,
): Need<'parties-above', readonly [Id | null], readonly Id[]> => ({
  need: 'parties-above',
  args: [partyId ?? null],
})
