/** A version of a RAG scheme that was saved here. `scheme` is the whole of it (JSON). */
export interface SchemeVersionTable {
  code: string
  version: number
  scheme_id: string
  recorded_at: string
  scheme: string
}
