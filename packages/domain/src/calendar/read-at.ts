import * as z from 'zod'
import { givenDay, givenInstant } from './date.ts'

/**
 * The two times of every question: the date it is about, the whole day included (today unless given), and the
 * instant whose knowledge it is answered with (now unless given). Source: DESIGN, "Two times".
 */
export const readAt = z.object({ asAt: givenDay.optional(), knownAt: givenInstant.optional() })
export type ReadAt = z.output<typeof readAt>
