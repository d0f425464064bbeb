/**
 * An accepted document: its draft with the decisions applied, the decisions, and in `summary` the plans it
 * was accepted into and its original (JSON).
 */
export interface DocumentTable {
  id: string
  name: string
  accepted_at: string
  actor: string
  summary: string
  draft: string
  decisions: string
  /** The digest of its text (`digestOfText`). */
  digest: string | null
  /** Its file’s name, as in `summary`; for the index of referenced files. */
  file_sha256: string | null
}
