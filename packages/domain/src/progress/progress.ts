import * as z from 'zod'

/** The share of the work that is done, in whole per cent: 0 to 100. */
export const progress = z.int().min(0).max(100)
export type Progress = z.infer<typeof progress>
