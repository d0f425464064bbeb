import type { Need } from '../aggregate/need.ts'
import type { Id } from '../id.ts'
import type { Recorded } from '../stream/event.ts'
import type { AreaEvent } from './events.ts'
import type { Settings } from './settings.ts'

/**
 * The force itself: the id of its root area, and the events of that area, of which there are none until
 * somebody has said what it is called.
 */
export const rootArea = (): Need<
  'root-area',
  readonly [],
  { readonly id: Id; readonly history: readonly Recorded<AreaEvent>[] }
> => ({ need: 'root-area', args: [] })

/** What the force settles today; what holds by default until it has. */
export const settings = (): Need<'settings', readonly [], Settings> => ({ need: 'settings', args: [] })
