/**
 * A draft, seen by its author alone until `expires_at`. `draft` is what the reader made, `decisions` what was
 * decided over it (JSON).
 */
export interface DraftTable {
  id: string
  author: string
  name: string
  created_at: string
  expires_at: string
  summary: string
  draft: string
  decisions: string
}
