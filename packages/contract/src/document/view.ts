import { decision, draft, id, instant } from '@beatbook/domain'
import * as z from 'zod'

/** A document that was accepted into the record. */
export const documentSummary = z.object({
  id,
  name: z.string(),
  acceptedAt: instant,
  by: z.string(),
  plans: z.array(z.object({ id, code: z.string(), title: z.string() })),
  tables: z.int(),
  findings: z.int(),
})
export type DocumentSummary = z.infer<typeof documentSummary>

export const documentView = documentSummary.extend({ draft, decisions: z.array(decision) })
export type DocumentView = z.infer<typeof documentView>
