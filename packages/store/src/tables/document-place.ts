/** Where in a document one of its pieces stands (a place as JSON), for the pieces that events name first. */
export interface DocumentPlaceTable {
  document_id: string
  piece: number
  place: string
}
