import type { VersionPeriods } from './version.ts'

/** What lists filter and sort actions by. Sort keys are never null: missing values sort last. */
export interface ActionKeys {
  plan_id: string
  section_id: string
  /** Its area; null is that of its plan. */
  area_id: string | null
  slug: string
  level: string
  stage: string
  withdrawn: number
  /** The deadline of what is not complete; null otherwise. */
  due: string | null
  /** The plan's code, then the orders of section and action. */
  place_key: string
  ref_key: string
  timescale_key: string
  level_key: number
  stage_key: number
  update_key: string
}

/** A version of an action; its state is the content `content_id`. */
export interface ActionVersionTable extends VersionPeriods, ActionKeys {
  action_id: string
  content_id: number
}
