import type { Timescale } from './timescale.ts'

/** The last day by which the work is due; `null` for every kind that cannot be overdue. */
export const deadline = (t: Timescale): string | null =>
  t.kind === 'by' || t.kind === 'between' ? t.latest : null
