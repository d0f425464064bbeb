import type { ActionState } from '../action/action.ts'
import type { DraftPlan } from '../draft/draft.ts'
import type { PlanState } from '../plan/plan.ts'

/**
 * A plan as the record holds it today, with its actions (withdrawn ones too) and what the last document
 * accepted into it said, decisions applied.
 */
export interface PlanContent {
  readonly plan: PlanState
  readonly actions: readonly ActionState[]
  readonly base: DraftPlan | null
}
