import type * as z from 'zod'
import { readTimescale } from '../timescale/read.ts'
import type { period } from './events.ts'

/**
 * Reads the period of a plan in a person's words: a year, a financial year, or from one date to another;
 * "from July 2026" has no end. `null` where it is not understood.
 */
export const readPeriod = (said: string): z.infer<typeof period> | null => {
  const { kind, earliest, latest } = readTimescale(said).timescale
  if (kind === 'from' && earliest !== null) return { start: earliest, end: null, said }
  return (kind === 'by' || kind === 'between') && earliest !== null && latest !== null && earliest < latest
    ? { start: earliest, end: latest, said }
    : null
}
