import type { Held } from './version.ts'

/**
 * What an action was, said of the period it held. The columns are what lists filter and sort by; `shown` is
 * the row as a list shows it, `more` what only its own page shows (both JSON). Sort keys are never null and
 * compare as text or numbers: what has none sorts last.
 */
export interface ActionVersionTable extends Held {
  action_id: string
  plan_id: string
  section_id: string
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
  /** Ref, text, owners and newest update, folded, for finding words. */
  haystack: string
  shown: string
  more: string
}
