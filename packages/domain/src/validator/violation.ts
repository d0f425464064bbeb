import * as z from 'zod'
import { isoDate } from '../calendar/date.ts'
import type { Subject } from './subject.ts'

/** What a rule found: arguments for its sentence, where, and the words it rests on. Ids are the record's, or a draft's keys. */
export const brokenRule = z.object({
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
export type BrokenRule = z.infer<typeof brokenRule>

/** What the rules are told: the London day; the reporting period (`from` inclusive, `to` exclusive); the levels of the plan's RAG scheme, as they stand in it. */
export const lintGiven = z.object({
  today: isoDate,
  period: z.object({ from: isoDate, to: isoDate }).optional(),
  levels: z
    .array(z.object({ code: z.string(), reasonDue: z.boolean() }))
    .readonly()
    .optional(),
})
export type LintGiven = z.infer<typeof lintGiven>

/** One rule's check: everything in the subject that breaks it, in the subject's order. Pure. */
export type RuleCheck = (subject: Subject, given: LintGiven) => BrokenRule[]
