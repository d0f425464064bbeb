import * as z from 'zod'
import { id } from '../id.ts'

/** The role of an owner in an action. */
export const duties = ['accountable', 'responsible', 'consulted', 'informed'] as const
export type Duty = (typeof duties)[number]

/** An owner of an action: a party and its duty. */
export const owner = z.object({ partyId: id, duty: z.enum(duties) })
export type Owner = z.infer<typeof owner>

/** A party: a person, post, team or organisation. Two are the same when their folded names are equal. */
export const party = z.object({ id, name: z.string().min(1) })
export type Party = z.infer<typeof party>
