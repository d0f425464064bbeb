import * as z from 'zod'
import { id } from '../id.ts'
import { commandUndone } from '../stream/undone.ts'
import { partyKinds } from './party.ts'

const reason = z.string().nullable()

/** A party exists from this day. Its name is in the words; contact data are never in an event. */
export const partyAdded = z.object({
  type: z.literal('party-added'),
  v: z.literal(1),
  facts: z.object({}),
  words: z.object({ name: z.string().min(1) }),
})

/** A party has this name from this day. Its earlier names still mean it, for ever. */
export const partyRenamed = z.object({
  type: z.literal('party-renamed'),
  v: z.literal(1),
  facts: z.object({}),
  words: z.object({ name: z.string().min(1), reason }),
})

/** What describes a party changes from this day; absent facts are unchanged, and `null` clears one. */
export const partyDescribed = z.object({
  type: z.literal('party-described'),
  v: z.literal(1),
  facts: z.object({ kind: z.enum(partyKinds).nullable().optional(), parent: id.nullable().optional() }),
  words: z.object({ reason }),
})

/** Another name also means the party. */
export const partyAliasAdded = z.object({
  type: z.literal('party-alias-added'),
  v: z.literal(1),
  facts: z.object({}),
  words: z.object({ alias: z.string().min(1), reason }),
})

/** A name no longer means the party. */
export const partyAliasRemoved = z.object({
  type: z.literal('party-alias-removed'),
  v: z.literal(1),
  facts: z.object({}),
  words: z.object({ alias: z.string().min(1), reason }),
})

/**
 * The party is the same as another one, which stays: what this one owns is read as the other's, on every day,
 * as far as the merge is known. No event of an action changes.
 */
export const partyMerged = z.object({
  type: z.literal('party-merged'),
  v: z.literal(1),
  facts: z.object({ into: id }),
  words: z.object({ reason }),
})

export const partyEvent = z.discriminatedUnion('type', [
  partyAdded,
  partyRenamed,
  partyDescribed,
  partyAliasAdded,
  partyAliasRemoved,
  partyMerged,
  commandUndone,
])
export type PartyAdded = z.infer<typeof partyAdded>
export type PartyEvent = z.infer<typeof partyEvent>
