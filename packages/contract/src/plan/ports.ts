import type { ActionState, Id, PlanState, RagRules, ReadAt } from '@beatbook/domain'
import type { PlanSummary, PlanView } from './view.ts'

/**
 * A plan with everything in it at a date, withdrawn actions too: their levels by the rules and their owners'
 * names by id.
 */
export interface WholePlan {
  readonly plan: PlanState
  readonly actions: readonly ActionState[]
  readonly names: ReadonlyMap<Id, string>
  readonly computed: ReadonlyMap<Id, string>
  readonly ragRules: RagRules | null
}

/** What reading plans needs of the record. */
export interface PlanReader {
  list(at?: ReadAt): Promise<PlanSummary[]>
  /** By code or id; `null` when there is none at that date. */
  get(plan: string, at?: ReadAt): Promise<PlanView | null>
  /** The whole of it, to compare or to hold to the validators; `null` when there is none at that date. */
  whole(plan: string, at?: ReadAt): Promise<WholePlan | null>
}
