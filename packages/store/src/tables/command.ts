/**
 * A command that was carried out: the digest of its content, and the outcome (JSON) a repeat is answered
 * with.
 */
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
