import type { EventBody, Instant, Recorded } from '@beatbook/domain'

/**
 * A history at each instant at which something of it was recorded, in order: what was `added` then, and all
 * that was `known` then.
 */
export const throughInstants = <E extends EventBody>(
  events: readonly Recorded<E>[],
): { recordedAt: Instant; added: Recorded<E>[]; known: Recorded<E>[] }[] => {
  const known: Recorded<E>[] = []
  return [...Map.groupBy(events, (event) => event.recordedAt)].map(([recordedAt, added]) => {
    known.push(...added)
    return { recordedAt, added, known: [...known] }
  })
}
