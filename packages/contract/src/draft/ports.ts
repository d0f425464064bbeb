import type { Decision, Draft, Instant, PlanDifference, Refusal, Result, StoredFile } from '@beatbook/domain'
import type { DraftSummary, DraftView } from './view.ts'
import type { WrittenDraft } from './written.ts'

/**
 * Stores drafts, each visible to its author only. A draft is deleted when it is accepted or discarded, or 30
 * days after it was created.
 */
export interface DraftKeeper {
  /**
   * Saves a draft. The bytes of a `WrittenDraft` are transferred and cannot be used afterwards. `file` is the
   * original document, which is stored already. Refused with `drafts-full` where the author has reached the
   * limit (`draftLimits`).
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
   * Saves decisions with the draft, replacing those on the same findings; an empty `choice` withdraws one.
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
