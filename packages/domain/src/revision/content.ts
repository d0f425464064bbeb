import type { ActionState } from '../action/action.ts'
import type { ReadPlan } from '../draft/read-plan.ts'
import type { PlanState } from '../plan/plan.ts'

/**
 * A plan as the record holds it today, with its actions (withdrawn ones too) and what the last document
 * accepted into it said, decisions applied.
 */
export interface PlanContent {
  readonly plan: PlanState
  readonly actions: readonly ActionState[]
  readonly base: ReadPlan | null
}
