import type { VersionPeriods } from './version.ts'

/**
 * A version of an action. The columns are what lists filter and sort by; `shown` is the row for a list,
 * `more` what only the action's own page needs (both JSON). Sort keys are never null and compare as text or
 * numbers: missing values sort last.
 */
export interface ActionVersionTable extends VersionPeriods {
  action_id: string
  plan_id: string
  section_id: string
  /** Its area; null is that of its plan. */
  area_id: string | null
  address: string
  slug: string
  ref: string
  level: string
  stage: string
  withdrawn: number
  /** The deadline of what is not complete; null otherwise. */
  due: string | null
  place_key: string
  ref_key: string
  timescale_key: string
  level_key: number
  stage_key: number
  update_key: string
  /** Ref, text, owners and newest update, folded, for text search. */
  haystack: string
  shown: string
  more: string
}
