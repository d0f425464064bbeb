import type { Need } from '../aggregate/need.ts'
import type { Id } from '../id.ts'
import { foldWords } from '../words/fold.ts'
import type { PartyHistory } from './decide.ts'
import { type GivenOwner, type KnownParties, partiesAsked } from './given.ts'
import type { GivenHolder } from './holding-commands.ts'

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

/** What the record knows of a holder as a command states it: all events of the party it means, as it is now. */
export const holderHistory = (
  given: GivenHolder,
): Need<'holder-history', readonly [GivenHolder], PartyHistory> => ({ need: 'holder-history', args: [given] })

/** Whether somebody can sign in with an account. */
export const accountThere = (accountId: Id | null): Need<'account-there', readonly [Id | null], boolean> => ({
  need: 'account-there',
  args: [accountId],
})

/** What a party holds or held: the posts with all of their events, and the parties that were merged into it. */
export interface HeldByParty {
  readonly holders: readonly Id[]
  readonly posts: readonly { readonly id: Id; readonly history: PartyHistory }[]
}

/** What a party holds or held. */
export const heldByParty = (partyId: Id): Need<'held-by-party', readonly [Id], HeldByParty> => ({
  need: 'held-by-party',
  args: [partyId],
})

/** Those that follow a party as its successors, the nearest first; none where there is no party. */
export const successorsOf = (
  partyId: Id | null,
): Need<'successors-of', readonly [Id | null], readonly Id[]> => ({ need: 'successors-of', args: [partyId] })
