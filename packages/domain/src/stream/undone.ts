import * as z from 'zod'
import { id } from '../id.ts'

/**
 * Events of a command are undone: those of `eventIds` in this stream. Every stream concerned has one,
 * effective on the earliest day of those events. Undoing this event redoes what it undid.
 */
export const commandUndone = z.object({
  type: z.literal('command-undone'),
  v: z.literal(1),
  facts: z.object({ commandId: id, eventIds: z.array(id) }),
  words: z.object({ reason: z.string().nullable() }),
})
export type CommandUndone = z.infer<typeof commandUndone>
