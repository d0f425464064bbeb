/** An action that waits for recalculation, since something its rating depends on changed at `recorded_at`. */
export interface RatingDueTable {
  action_id: string
  plan_id: string
  recorded_at: string
}
