import * as z from 'zod'
import { givenDay, givenInstant } from './date.ts'

/**
 * The two times of every question: the date it is about, including the whole day (today by default), and the
 * instant up to which recorded events count (now by default). Source: DESIGN, "Two times".
 */
export const readAt = z.object({ asAt: givenDay.optional(), knownAt: givenInstant.optional() })
export type ReadAt = z.output<typeof readAt>
