import type { StreamKind } from '@beatbook/domain'

/**
 * The event log, append-only. `facts` is canonical JSON that includes the salted digest of `words`, so that
 * words can be redacted and still be recognised.
 */
export interface EventTable {
  position: number
  /** The force whose record it belongs to. */
  force_id: string
  id: string
  stream_kind: StreamKind
  stream_id: string
  /** Its number within the stream, from 1 without gaps. */
  stream_version: number
  effective_on: string
  recorded_at: string
  actor: string
  command_id: string
  type: string
  v: number
  facts: string
  words: string
  salt: string
}
