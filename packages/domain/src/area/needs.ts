import type { Need } from '../aggregate/need.ts'
import type { Id } from '../id.ts'
import type { Recorded } from '../stream/event.ts'
import type { AreaEvent } from './events.ts'
import type { Settings } from './settings.ts'

/**
 * The force itself: the id of its root area, and the events of that area, which has none until it is named.
 */
export const rootArea = (): Need<
  'root-area',
  readonly [],
  { readonly id: Id; readonly history: readonly Recorded<AreaEvent>[] }
> => ({ need: 'root-area', args: [] })

/** The force's current settings, with defaults for those that are not set. */
export const settings = (): Need<'settings', readonly [], Settings> => ({ need: 'settings', args: [] })
