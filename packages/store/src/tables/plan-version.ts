import type { Held } from './version.ts'

/** What a plan was, said of the period it held. `state` is the folded plan (JSON). */
export interface PlanVersionTable extends Held {
  plan_id: string
  code: string
  state: string
}
