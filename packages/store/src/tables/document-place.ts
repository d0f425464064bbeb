/** The place of a piece in a document (JSON), for the pieces that events refer to first. */
export interface DocumentPlaceTable {
  document_id: string
  piece: number
  place: string
}
