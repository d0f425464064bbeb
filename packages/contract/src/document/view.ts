import { decision, draft, id, instant, original } from '@beatbook/domain'
import * as z from 'zod'

/**
 * An accepted document. `original` is its original file; `null` where it was accepted before files were
 * stored.
 */
export const documentSummary = z.object({
  id,
  name: z.string(),
  acceptedAt: instant,
  by: z.string(),
  plans: z.array(z.object({ id, code: z.string(), title: z.string() })),
  tables: z.int(),
  findings: z.int(),
  original: original.nullable(),
  /** Its import was undone: none of these plans has it now. */
  undone: z.boolean(),
})
export type DocumentSummary = z.infer<typeof documentSummary>

/** `originalMissing`: the file should exist, but does not. */
export const documentView = documentSummary.extend({
  draft,
  decisions: z.array(decision),
  originalMissing: z.boolean(),
})
export type DocumentView = z.infer<typeof documentView>
