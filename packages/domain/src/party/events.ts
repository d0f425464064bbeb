import * as z from 'zod'
import { commandUndone } from '../stream/undone.ts'

/** A party exists from this day. Its name is in the words; contact data are never in an event. */
export const partyAdded = z.object({
  type: z.literal('party-added'),
  v: z.literal(1),
  facts: z.object({}),
  words: z.object({ name: z.string().min(1) }),
})
export const partyEvent = z.discriminatedUnion('type', [partyAdded, commandUndone])
export type PartyAdded = z.infer<typeof partyAdded>
export type PartyEvent = z.infer<typeof partyEvent>
