import * as z from 'zod'
import { id } from '../id.ts'

/** The role of an owner in an action. */
export const duties = ['accountable', 'responsible', 'consulted', 'informed'] as const
export type Duty = (typeof duties)[number]

/** An owner of an action: a party and its duty. */
export const owner = z.object({ partyId: id, duty: z.enum(duties) })
export type Owner = z.infer<typeof owner>

/** The owners in their order, each party with each duty once. */
export const ownersOnce = (owners: readonly Owner[]): Owner[] => [
  ...new Map(owners.map((owner) => [`${owner.partyId} ${owner.duty}`, owner])).values(),
]

/** What a party can be; nobody needs to say which. */
export const partyKinds = ['person', 'post', 'team', 'organisation'] as const
export type PartyKind = (typeof partyKinds)[number]

/** A party: a person, post, team or organisation. Two are the same when their folded names are equal. */
export const party = z.object({ id, name: z.string().min(1) })
export type Party = z.infer<typeof party>
