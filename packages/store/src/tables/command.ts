/** A command that was executed: the digest of its content, and the outcome (JSON) that a repeat gets. */
export interface CommandTable {
  id: string
  /** The force whose record it changed. */
  force_id: string
  name: string
  digest: string
  actor: string
  recorded_at: string
  outcome: string
}
