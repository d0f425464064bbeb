import type { Decision, Draft, Instant, PlanDifference, Refusal, Result, StoredFile } from '@beatbook/domain'
import type { DraftSummary, DraftView } from './view.ts'
import type { WrittenDraft } from './written.ts'

/**
 * The drafts of one author: nobody else sees them. Gone on accept, on discard, or 30 days after they were
 * made.
 */
export interface DraftKeeper {
  /**
   * The bytes of a draft that is written already are given away. `file` is the document as it was brought,
   * which is stored already. Refused with `drafts-full` where the author has as many as may be
   * (`draftLimits`).
   */
  put(draft: {
    id: string
    author: string
    now: Instant
    draft: Draft | WrittenDraft
    file?: StoredFile | null
  }): Promise<Result<null, Refusal>>
  list(author: string, now: Instant): Promise<DraftSummary[]>
  get(id: string, author: string, now: Instant): Promise<DraftView | null>
  /**
   * Keeps decisions with the draft, replacing those over the same findings; an empty `choice` takes one back.
   */
  decide(id: string, author: string, decisions: Decision[], now: Instant): Promise<Result<DraftView, Refusal>>
  discard(id: string, author: string): Promise<void>
  /** The three-way difference between a plan of the draft and the plan it may revise. */
  difference(
    id: string,
    author: string,
    planKey: string,
    of: string,
    now: Instant,
  ): Promise<Result<PlanDifference, Refusal>>
}
