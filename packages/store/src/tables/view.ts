/**
 * A view of a grid that a person saved (JSON). The one without a name is how the person last laid out the grid
 * of the plan. `plan_id` is empty where it is about all plans.
 */
export interface ViewTable {
  id: string
  person_id: string
  plan_id: string
  name: string
  folded: string
  shared: number
  body: string
}
