/**
 * An accepted document: its draft with the decisions applied, the decisions, and the plans it went into
 * (JSON).
 */
export interface DocumentTable {
  id: string
  name: string
  accepted_at: string
  actor: string
  summary: string
  draft: string
  decisions: string
  /** Stands for its text (`digestOfText`). */
  digest: string | null
}
