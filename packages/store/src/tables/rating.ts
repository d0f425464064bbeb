import type { VersionPeriods } from './version.ts'

/**
 * One interval of one rating of an action. The rating was valid on the dates `held_from` to `held_to`; its
 * intervals, `span_from` to `span_to`, continue to the open end as forecast then. `shown_from` to `shown_to`
 * is their intersection: the dates on which this is the action's level (both null where it is only a
 * forecast; an open end is `END`). `because` has the tests of the rule that decided, `shown` the level for a
 * list (both JSON).
 */
export interface RatingTable extends VersionPeriods {
  action_id: string
  plan_id: string
  span_from: string
  span_to: string | null
  shown_from: string | null
  shown_to: string | null
  level: string
  /** The level's rank among those of its rules, worst first. */
  level_key: number
  disagrees: number
  because: string
  shown: string
}

/** Later than every date. */
export const END = '9999-12-31'
