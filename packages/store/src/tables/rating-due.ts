/** An action that waits to be rated anew, since what it rests on changed at `recorded_at`. */
export interface RatingDueTable {
  action_id: string
  plan_id: string
  recorded_at: string
}
