import type { LinkKind } from '@beatbook/domain'

/**
 * Things that are, or once were, linked: what to look at when a question or a rating asks what leads to
 * something. Whether a link is there at a date is what the state of `from_id` says.
 */
export interface LinkTable {
  kind: LinkKind
  from_id: string
  to_id: string
}
