/**
 * An action whose rating has to be worked out again as known at the instant `recorded_at`, at which something
 * it depends on changed.
 */
export interface RatingDueTable {
  action_id: string
  recorded_at: string
  plan_id: string
}
