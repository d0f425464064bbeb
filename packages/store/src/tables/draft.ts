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
  /** The document as it was brought: its file’s name, and how many bytes it has. */
  file_sha256: string | null
  file_bytes: number | null
}
