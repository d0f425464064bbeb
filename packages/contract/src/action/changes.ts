import { givenInstant, givenText, id, instant, isoDate } from '@beatbook/domain'
import * as z from 'zod'

/** The most changes in a page. */
export const MOST_CHANGES = 500

/**
 * What was recorded about plans and their actions, from an instant on, or of one plan (its code or id).
 * `cursor` is the `next` of the previous page.
 */
export const changesQuestion = z.object({
  since: givenInstant.optional(),
  plan: givenText(200).optional(),
  limit: z.int().min(1).max(MOST_CHANGES).default(100),
  cursor: z
    .string()
    .max(60)
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z_\d{1,15}$/)
    .optional(),
})
export type ChangesQuestion = z.output<typeof changesQuestion>

/**
 * One event, as it was recorded: by the command of a name at an instant, true from a day (`on`). `address` is
 * that of its action today, `null` where it is about the plan itself; `text` what was said with it, of
 * a file or link its title.
 */
export const recordedChange = z.object({
  position: z.int(),
  recordedAt: instant,
  on: isoDate,
  type: z.string(),
  command: z.string(),
  commandId: id,
  by: z.object({ id: z.string(), name: z.string() }),
  plan: z.string(),
  address: z.string().nullable(),
  text: z.string().nullable(),
})
export type RecordedChange = z.infer<typeof recordedChange>

/** A page of changes in the order in which they were acknowledged; `next` is `null` on the last. */
export const changesPage = z.object({ rows: z.array(recordedChange), next: z.string().nullable() })
export type ChangesPage = z.infer<typeof changesPage>
