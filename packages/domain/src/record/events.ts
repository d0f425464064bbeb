import * as z from 'zod'

/**
 * An administrator let recording go on while the server's clock is behind the newest entry, by so many
 * minutes at most.
 */
const clockAccepted = z.object({
  type: z.literal('clock-accepted'),
  v: z.literal(1),
  facts: z.object({ behindMinutes: z.int().min(1) }),
  words: z.object({ reason: z.string() }),
})

/** What happens to the record as a whole. Its stream has the record's own id. */
export const recordEvent = z.discriminatedUnion('type', [clockAccepted])
export type RecordEvent = z.infer<typeof recordEvent>
