import type { VersionPeriods } from './version.ts'

/** A version of a plan. `state` is the folded plan (JSON). */
export interface PlanVersionTable extends VersionPeriods {
  plan_id: string
  code: string
  /** Its area; null is the force's own. */
  area_id: string | null
  archived: number
  /** A short digest of its folded title. */
  title_key: string
  state: string
}
