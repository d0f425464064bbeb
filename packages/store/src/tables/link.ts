import type { LinkKind } from '@beatbook/domain'

/**
 * Objects that are or once were linked: an index for finding links in both directions. Whether a link exists
 * at a date is in the state of `from_id`.
 */
export interface LinkTable {
  kind: LinkKind
  from_id: string
  to_id: string
}
