/** The owners of an action in the state `content_id`. */
export interface ContentOwnerTable {
  content_id: number
  party_id: string
}
