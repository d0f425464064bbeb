/**
 * A plan whose actions were written in steps, before it: they are known from the instant `reached_from`, at
 * which the plan was recorded (`END_OF_TIME` until then). `state` is the plan as it will be (JSON), null once it
 * is recorded.
 */
export interface StagedPlanTable {
  plan_id: string
  command_id: string
  reached_from: string
  state: string | null
}
