import * as z from 'zod'
import { defineCommand } from '../command/definition.ts'
import { id } from '../id.ts'
import { givenText, MOST_WORDS } from '../words/control.ts'

/**
 * Lets recording continue while the server's clock is behind the newest entry. Entries are recorded one
 * millisecond apart until the clock has caught up.
 */
export const acceptClock = defineCommand({
  name: 'accept-clock',
  input: z.object({ commandId: id, reason: givenText(MOST_WORDS) }),
  capability: 'administer',
  cli: 'clock accept',
  on: 'anywhere',
})
export type AcceptClock = z.input<typeof acceptClock.input>
