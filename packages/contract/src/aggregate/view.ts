import { id, isoDate } from '@beatbook/domain'
import * as z from 'zod'

/** One event in the history of an aggregate. */
export const aggregateEvent = z.object({
  position: z.int().describe('Its place among all events of the record.'),
  type: z.string(),
  on: isoDate.describe('The day from which it is true.'),
  recordedAt: z.string().describe('The instant at which it was recorded.'),
  by: z.object({ id, name: z.string() }).describe('Who recorded it.'),
  commandId: id.describe('The command that recorded it: what undoing names.'),
  facts: z.record(z.string(), z.unknown()),
  words: z.record(z.string(), z.unknown()),
})
export type AggregateEvent = z.infer<typeof aggregateEvent>
