/** Which parties own a version of an action. */
export interface ActionOwnerTable {
  version: number
  party_id: string
}
