import type { ActionState } from '../action/action.ts'
import type { ReadPlan } from '../draft/read-plan.ts'
import type { PlanState } from '../plan/plan.ts'

/**
 * A plan of the record today, with its actions (including withdrawn ones) and the last document accepted into
 * it, decisions applied.
 */
export interface PlanContent {
  readonly plan: PlanState
  readonly actions: readonly ActionState[]
  readonly base: ReadPlan | null
}
