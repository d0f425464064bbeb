import * as z from 'zod'
import { instant, isoDate } from './date.ts'

/**
 * The two times of every question: the date it is about, the whole day included (today unless given), and the instant whose knowledge
 * it is answered with (now unless given). Source: DESIGN, "Two times".
 */
export const readAt = z.object({ asAt: isoDate.optional(), knownAt: instant.optional() })
export type ReadAt = z.output<typeof readAt>
