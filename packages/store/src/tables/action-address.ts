/** The slugs that actions ever had in their plans, for finding an action by its address at any date. */
export interface ActionAddressTable {
  slug: string
  plan_id: string
  action_id: string
}
