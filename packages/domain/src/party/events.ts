import * as z from 'zod'
import { commandUndone } from '../stream/undone.ts'

/** A party is known from now on. Its name is words; contact data are never in an event. */
export const partyAdded = z.object({
  type: z.literal('party-added'),
  v: z.literal(1),
  facts: z.object({}),
  words: z.object({ name: z.string().min(1) }),
})
export const partyEvent = z.discriminatedUnion('type', [partyAdded, commandUndone])
export type PartyAdded = z.infer<typeof partyAdded>
export type PartyEvent = z.infer<typeof partyEvent>
