import * as z from 'zod'
import { isoDate } from '../calendar/date.ts'
import type { Subject } from './subject.ts'

/**
 * What a failed check found: arguments for its sentence, where, and the words it rests on. Ids are the
 * record's, or a draft's keys.
 */
export const failedCheck = z.object({
  args: z.record(z.string(), z.union([z.string(), z.number()])),
  where: z.object({
    plan: z.string().optional(),
    section: z.string().optional(),
    action: z.string().optional(),
    update: z.string().optional(),
    table: z.string().optional(),
  }),
  quote: z.string().nullable(),
})
export type FailedCheck = z.infer<typeof failedCheck>

/**
 * What the checks are told: the London day; the reporting period (`from` inclusive, `to` exclusive); the
 * levels of the plan's RAG rules, as they stand in them.
 */
export const checkGiven = z.object({
  today: isoDate,
  period: z.object({ from: isoDate, to: isoDate }).optional(),
  levels: z
    .array(z.object({ code: z.string(), reasonDue: z.boolean() }))
    .readonly()
    .optional(),
})
export type CheckGiven = z.infer<typeof checkGiven>

/** One validator's check: everything in the subject that fails it, in the subject's order. Pure. */
export type Check = (subject: Subject, given: CheckGiven) => FailedCheck[]
