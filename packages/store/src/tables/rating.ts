import type { Held } from './version.ts'

/**
 * One interval of one rating of an action. The rating was the one to go by on the dates `held_from` to
 * `held_to`; its intervals, `span_from` to `span_to`, run on to the open end as they were forecast then.
 * `shown_from` to `shown_to` is where both meet: the dates on which this is the action's level (both null
 * where it is forecast alone; open ends are `END`). `because` are the tests of the rule that decided, `shown`
 * the level as a list shows it (both JSON).
 */
export interface RatingTable extends Held {
  action_id: string
  plan_id: string
  span_from: string
  span_to: string | null
  shown_from: string | null
  shown_to: string | null
  level: string
  /** The level's place among those of its rules, worst first. */
  level_key: number
  disagrees: number
  because: string
  shown: string
}

/** After every date there is. */
export const END = '9999-12-31'
