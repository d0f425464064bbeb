/**
 * A plan whose code or order of sections changed at an instant: the versions of its actions that have their old places
 * get the new ones, as known from then on.
 */
export interface PlaceDueTable {
  plan_id: string
  recorded_at: string
}
