/**
 * A draft, visible to its author only, until `expires_at`. `draft` is what the reader produced, `decisions`
 * the decisions on its findings (JSON).
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
  /** The original document: its file’s name and size in bytes. */
  file_sha256: string | null
  file_bytes: number | null
}
