import * as z from 'zod'

/**
 * An administrator let recording continue while the server's clock is behind the newest entry, by at most
 * this many minutes.
 */
const clockAccepted = z.object({
  type: z.literal('clock-accepted'),
  v: z.literal(1),
  facts: z.object({ behindMinutes: z.int().min(1) }),
  words: z.object({ reason: z.string() }),
})

/** An event of the record as a whole. Its stream has the record's own id. */
export const recordEvent = z.discriminatedUnion('type', [clockAccepted])
export type RecordEvent = z.infer<typeof recordEvent>
