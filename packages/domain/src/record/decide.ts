import type * as z from 'zod'
import type { Id } from '../id.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending } from '../stream/event.ts'
import { CLOCK_TOLERANCE } from './clock.ts'
import type { acceptClock } from './commands.ts'
import type { RecordEvent } from './events.ts'

/**
 * Decides to let recording continue with a clock that is `behind` milliseconds; no event where that is not
 * needed. Refused with `reason-needed`.
 */
export const decideAcceptClock = (
  record: Id,
  behind: number,
  { reason }: z.output<typeof acceptClock.input>,
  context: DecideContext,
): Result<Pending<RecordEvent>[], Refusal> => {
  if (reason === '') return err(refuse('reason-needed', { field: 'clock' }))
  if (behind <= CLOCK_TOLERANCE) return ok([])
  return ok([
    {
      type: 'clock-accepted',
      v: 1,
      id: context.newId(),
      stream: { kind: 'record', id: record },
      effectiveOn: context.today,
      facts: { behindMinutes: Math.ceil(behind / 60_000) },
      words: { reason },
    },
  ])
}
