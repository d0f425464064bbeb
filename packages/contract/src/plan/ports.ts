import type { ActionState, Id, PlanState, RagRules, ReadAt } from '@beatbook/domain'
import type { PlanSummary, PlanView } from './view.ts'

/**
 * A plan with all its actions at a date, including withdrawn ones, with their levels by the rules and their
 * owners' names by id.
 */
export interface WholePlan {
  readonly plan: PlanState
  readonly actions: readonly ActionState[]
  readonly names: ReadonlyMap<Id, string>
  readonly computed: ReadonlyMap<Id, string>
  readonly ragRules: RagRules | null
}

/** Reads plans. */
export interface PlanReader {
  list(at?: ReadAt): Promise<PlanSummary[]>
  /** By code or id; `null` when there is none at that date. */
  get(plan: string, at?: ReadAt): Promise<PlanView | null>
  /** The complete plan, for comparison or validation; `null` when there is none at that date. */
  whole(plan: string, at?: ReadAt): Promise<WholePlan | null>
}
