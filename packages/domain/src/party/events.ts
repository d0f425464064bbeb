import * as z from 'zod'
import { isoDate } from '../calendar/date.ts'
import { id } from '../id.ts'
import { commandUndone } from '../stream/undone.ts'
import { holder } from './holding.ts'
import { partyKinds } from './party.ts'

const reason = z.string().nullable()

/** A party exists from this day. Its name is in the words; contact data are never in an event. */
export const partyAdded = z.object({
  type: z.literal('party-added'),
  v: z.literal(1),
  facts: z.object({}),
  words: z.object({ name: z.string().min(1) }),
})

/**
 * A party has this name from the event's day, or from `from`, which lies ahead of it. All of its names mean it, for
 * ever.
 */
export const partyRenamed = z.object({
  type: z.literal('party-renamed'),
  v: z.literal(1),
  facts: z.object({ from: isoDate.optional() }),
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

/**
 * Somebody holds a post from a day until another, exclusive; both may lie ahead, and an open end is `9999-12-31`.
 * The same holding again has other days.
 */
export const postHeld = z.object({
  type: z.literal('post-held'),
  v: z.literal(1),
  facts: z.object({ holdingId: id, holder, from: isoDate, to: isoDate }),
  words: z.object({ reason }),
})

/** A holding was recorded by mistake: it never was. */
export const holdingRemoved = z.object({
  type: z.literal('holding-removed'),
  v: z.literal(1),
  facts: z.object({ holdingId: id, holder }),
  words: z.object({ reason }),
})

/** Which account the party is from a day, which may lie ahead; `null`: none from then on. */
export const partyAccountSet = z.object({
  type: z.literal('party-account-set'),
  v: z.literal(1),
  facts: z.object({ account: id.nullable(), from: isoDate }),
  words: z.object({ reason }),
})

/** The person left on a day, which may lie ahead; `null`: they did not leave. */
export const partyLeft = z.object({
  type: z.literal('party-left'),
  v: z.literal(1),
  facts: z.object({ on: isoDate.nullable() }),
  words: z.object({ reason }),
})

/**
 * Another party takes the place of this one from a day, which may lie ahead; `null`: none does. It is no merge: both
 * keep what they own.
 */
export const partySucceeded = z.object({
  type: z.literal('party-succeeded'),
  v: z.literal(1),
  facts: z.object({ by: id.nullable(), from: isoDate }),
  words: z.object({ reason }),
})

export const partyEvent = z.discriminatedUnion('type', [
  partyAdded,
  partyRenamed,
  partyDescribed,
  partyAliasAdded,
  partyAliasRemoved,
  partyMerged,
  postHeld,
  holdingRemoved,
  partyAccountSet,
  partyLeft,
  partySucceeded,
  commandUndone,
])
export type PartyAdded = z.infer<typeof partyAdded>
export type PartyEvent = z.infer<typeof partyEvent>
