/** The owners that actions have today, in the order of the actions. */
export interface OwnerNowTable {
  party_id: string
  place_key: string
  action_id: string
  withdrawn: number
}

/** How many actions of a plan that are not withdrawn a party owns today. No row where there are none. */
export interface OwnerTallyTable {
  plan_id: string
  party_id: string
  actions: number
}
