import { decision, draft, id, instant, planKind, revisionProposal } from '@beatbook/domain'
import * as z from 'zod'

/** A draft in its author's list. */
export const draftSummary = z.object({
  id,
  name: z.string(),
  createdAt: instant,
  plans: z.array(z.object({ key: z.string(), title: z.string(), kind: planKind, actions: z.int() })),
  tables: z.int(),
  findings: z.int(),
})
export type DraftSummary = z.infer<typeof draftSummary>

/**
 * A complete draft: what was read, with the decisions so far applied, and which plan each of its plans may
 * revise.
 */
export const draftView = z.object({
  id,
  createdAt: instant,
  draft,
  decisions: z.array(decision),
  /** Findings that still need a decision. */
  open: z.array(z.string()),
  proposals: z.array(revisionProposal),
})
export type DraftView = z.infer<typeof draftView>
