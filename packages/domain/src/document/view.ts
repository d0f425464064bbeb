import * as z from 'zod'
import { instant } from '../calendar/date.ts'
import { draft } from '../draft/draft.ts'
import { finding } from '../finding/finding.ts'
import { id } from '../id.ts'
import { planKind } from '../plan/kind.ts'
import { givenText } from '../words/control.ts'

/** A decision over one of a draft's findings: which choice, and for a choice that asks, what was given. */
export const decision = z.object({ finding: givenText(200), choice: givenText(200), given: givenText(2_000).optional() })
export type Decision = z.infer<typeof decision>

/** A draft as a row of its author's list. */
export const draftSummary = z.object({
  id,
  name: z.string(),
  createdAt: instant,
  plans: z.array(z.object({ key: z.string(), title: z.string(), kind: planKind, actions: z.int() })),
  tables: z.int(),
  findings: z.int(),
})
export type DraftSummary = z.infer<typeof draftSummary>

/** A plan of the record that a draft's plan seems to revise: by equal content, or by title and matched actions. */
export const revisionProposal = z.object({
  plan: z.string(),
  of: id,
  code: z.string(),
  title: z.string(),
  because: z.enum(['equal-content', 'title', 'actions']),
  matched: z.int(),
  actions: z.int(),
})

/** A whole draft: what was read, with the decisions taken so far applied, and which plan each of its plans may revise. */
export const draftView = z.object({
  id,
  createdAt: instant,
  draft,
  decisions: z.array(decision),
  /** Findings that still want a decision. */
  open: z.array(finding.shape.key),
  proposals: z.array(revisionProposal),
})
export type DraftView = z.infer<typeof draftView>

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
