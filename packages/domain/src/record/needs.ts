import type { Need } from '../aggregate/need.ts'
import type { Id } from '../id.ts'

/** The record's own id. */
export const recordId = (): Need<'record-id', readonly [], Id> => ({ need: 'record-id', args: [] })

/** How far the clock is behind the newest entry, in milliseconds. */
export const behind = (): Need<'behind', readonly [], number> => ({ need: 'behind', args: [] })
