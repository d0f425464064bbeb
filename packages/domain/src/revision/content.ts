import type { ActionState } from '../action/action.ts'
import type { ReadPlan } from '../draft/read-plan.ts'
import type { PlanState } from '../plan/plan.ts'

/** An action that a plan had and another one has today, with the code of that one. */
export interface MovedAction {
  readonly state: ActionState
  readonly code: string
}

/**
 * A plan of the record today, with its actions (including withdrawn ones), those that were moved from it to
 * other plans, and the last document accepted into it, decisions applied.
 */
export interface PlanContent {
  readonly plan: PlanState
  readonly actions: readonly ActionState[]
  readonly moved: readonly MovedAction[]
  readonly base: ReadPlan | null
}
