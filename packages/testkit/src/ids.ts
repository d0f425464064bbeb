import type { Id } from '@beatbook/domain'

/**
 * Ids that count up, each a well-formed UUIDv7: the same test makes the same ids every time. `series` keeps
 * two counters apart.
 */
export const countedIds = (series = 0): (() => Id) => {
  let count = 0
  return () => `00000000-0000-7000-8${String(series).padStart(3, '0')}-${String(++count).padStart(12, '0')}`
}
